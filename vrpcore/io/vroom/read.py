"""VROOM's input as a problem with the same plans at the same costs."""

from __future__ import annotations

import datetime as dt
import json
from os import PathLike
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vrpcore.errors import Fault, FileFormatError, InvalidProblemError
from vrpcore.io.files import read_text
from vrpcore.io.vroom.document import VroomInput, VroomJob
from vrpcore.io.vroom.fleet import EPOCH_FROM, FOREVER_S, depots, unserved_prices, vehicle_types
from vrpcore.io.vroom.matrices import travel_of
from vrpcore.io.vroom.refusals import refusals
from vrpcore.models.calendar import DAY
from vrpcore.models.problem import Problem
from vrpcore.models.validation.field_faults import faults_of

Json = dict[str, Any]  # Any: JSON
START = dt.date(2026, 1, 5)
"""First day of inputs with relative times: a fixed Monday, so that runs repeat."""


def read_vroom(
    path: str | PathLike[str], *, start: dt.date = START, speed_kmh: float = 40.0, detour: float = 1.3
) -> Problem:
    """Read VROOM's input from a ``.json`` or ``.json.gz`` file; see `vroom_to_problem`.

    Raises
    ------
    InvalidProblemError
        If it says something that vrpcore's model does not have; `faults` lists all of it.
    FileFormatError
        If the file is not JSON in UTF-8.
    """
    text = read_text(Path(path))
    try:
        document = json.loads(text)
    except ValueError as error:
        raise FileFormatError(f"{path} is not valid JSON: {error}; remedy: correct it there") from error
    return vroom_to_problem(document, start=start, speed_kmh=speed_kmh, detour=detour, name=str(path))


def vroom_to_problem(
    document: Json,
    *,
    start: dt.date = START,
    speed_kmh: float = 40.0,
    detour: float = 1.3,
    name: str = "VROOM input",
) -> Problem:
    """VROOM's input as a problem.

    Jobs become customers with one order each, equal vehicles one vehicle type, start places depots. Costs
    are VROOM's: `result.cost` divided by the currency's scale is the cost that VROOM reports. Jobs are
    optional, as in VROOM, at prices that make serving pay.

    Parameters
    ----------
    document
        The parsed JSON.
    start
        The first day, where times count from 0. Times of 10⁹ or more are seconds since 1970 in UTC, and the
        first day follows from them.
    speed_kmh, detour
        Where no matrices are given: VROOM would ask a routing server, vrpcore takes great circles times
        `detour` at this speed.
    name
        Stands for the input in messages, and names the problem.

    Raises
    ------
    InvalidProblemError
        If it says something that vrpcore's model does not have; `faults` lists all of it.
    """
    try:
        stated = VroomInput.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise InvalidProblemError(name, [_own_words(fault) for fault in faults_of(error, "input")]) from None
    faults = list(refusals(stated))
    travel = travel_of(stated, speed_kmh, detour, faults)
    if faults or travel is None:
        raise InvalidProblemError(name, faults)
    origin_s = _origin(stated)
    prices = unserved_prices(stated, travel)
    problem: Json = {
        "name": Path(name).name[:500],
        "currency": {"code": ""},
        "horizon": {"start": str(start) if origin_s == 0 else str(_date(origin_s))},
        "products": [
            {"id": "amount-1", "case_weight_kg": 1.0},
            {"id": "amount-2", "case_volume_m3": 0.001},
            {"id": "visit"},
        ],
        "customers": [_customer(job, origin_s) for job in stated.jobs],
        "orders": [_order(job, price) for job, price in zip(stated.jobs, prices, strict=True)],
        "depots": depots(stated, travel.depot_of),
        "vehicle_types": vehicle_types(stated, travel, origin_s),
        "policy": {"consolidate": False},
        "travel": travel.stated,
    }
    try:
        return Problem.model_validate_json(json.dumps(problem))
    except ValidationError as error:
        raise InvalidProblemError(name, faults_of(error, "problem")) from None


def _origin(stated: VroomInput) -> int:
    """The midnight from which times are counted: 0, or one of the calendar in seconds since 1970."""
    windows = [window for job in stated.jobs for window in job.time_windows]
    windows += [vehicle.time_window for vehicle in stated.vehicles if vehicle.time_window is not None]
    first = min((window[0] for window in windows), default=0)
    return first // DAY * DAY if first >= EPOCH_FROM else 0


def _date(origin_s: int) -> dt.date:
    return (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=origin_s)).date()


def _customer(job: VroomJob, origin_s: int) -> Json:
    return {
        "id": str(job.id),
        "name": job.description,
        "location": None if job.location is None else {"x": job.location[0], "y": job.location[1]},
        "service_windows": [
            {"earliest": max(0, begin - origin_s), "latest": min(end - origin_s, FOREVER_S)}
            for begin, end in job.time_windows
        ],
        "service_duration_s": job.setup + job.service,
    }


def _order(job: VroomJob, price: float) -> Json:
    amounts = job.pickup if any(job.pickup) else job.delivery or job.amount
    lines = [
        {"product_id": f"amount-{number}", "cases": amount}
        for number, amount in enumerate(amounts[:2], start=1)
        if amount
    ]
    return {
        "id": str(job.id),
        "customer_id": str(job.id),
        "lines": lines or [{"product_id": "visit", "cases": 1}],
        "direction": "pickup" if any(job.pickup) else "delivery",
        "unserved_price": price,
    }


def _own_words(fault: Fault) -> Fault:
    if fault.code != "unknown_field":
        return fault
    return Fault(
        fault.code, fault.where, fault.what, "keys of VROOM's API, version 1.14", "remove or correct it"
    )
