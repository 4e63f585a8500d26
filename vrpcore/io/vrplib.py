"""Benchmark files: from VRPLIB to a problem whose cost is the integer of the literature."""

from __future__ import annotations

import datetime as dt
from os import PathLike
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from vrpcore.errors import FileFormatError
from vrpcore.io.vrplib_file import VrplibFile, read_file
from vrpcore.io.vrplib_fleet import vehicle_types
from vrpcore.io.vrplib_rounding import RoundingName
from vrpcore.models.base import MAX_SECONDS
from vrpcore.models.calendar import Horizon, TimeWindow
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot
from vrpcore.models.location import Location
from vrpcore.models.money import Currency
from vrpcore.models.order import Direction, Order, OrderLine
from vrpcore.models.policy import ChannelPolicy
from vrpcore.models.problem import Problem
from vrpcore.models.product import Product
from vrpcore.models.travel import MatrixProfile, MatrixTravel, PlanarTravel, TravelProfile

HORIZON = Horizon(start=dt.date(2000, 1, 1))
"""Benchmark files know no calendar: this day stands for their time axis, which may be longer than it."""
METRE_PER_SECOND_KMH = 3.6
"""The speed at which distances and durations are the same integer."""


def read_vrplib(path: str | PathLike[str], rounding: RoundingName | None = None) -> Problem:
    """A benchmark instance in VRPLIB form as a problem.

    The result costs exactly the integer of the literature: the currency counts whole units, one metre (the
    rounded distance) costs the vehicle's unit distance cost, and durations equal distances. Customers,
    their orders, and depots are called by the node's number less one, which is how solution files count;
    vehicles are called ``"1"``, ``"2"``, …, so that *Route k* is the route of vehicle *k*. Loads are
    kilograms; where the file limits no vehicles there are as many as customers. Under TYPE VRPB a trip's
    backhauls come after its linehauls, of which there is at least one; under any other type they mix.
    Distances are Euclidean (EUC_2D), given (EXPLICIT, in each format), or whole by definition, and then
    multiplied by the rounding's factor only (FLOOR_2D, CEIL_2D, MAN_2D, MAX_2D, ATT, GEO).
    Customers with a prize may be left out at that price; those without, or with a prize of 0, are required.

    Parameters
    ----------
    path
        The file.
    rounding
        ``"round"``: distances and all data to the nearest integer. ``"dimacs"``: times 10, truncated.
        ``"exact"``: times 1,000, to the nearest integer. ``"none"``: data must be whole and stay as they
        are; computed distances lose their decimals. Loads are rounded alike but stay in the file's unit, and
        unit distance costs and counts must be whole. None: by TYPE, as in the literature (dimacs for VRPTW,
        PCVRPTW and MTVRPTWR; exact for HFVRP, MDVRPTW and SDVRPTW; else round).

    Raises
    ------
    FileFormatError
        If the file is not VRPLIB, contradicts itself, or has a section that is not understood (for
        example MUTUALLY_EXCLUSIVE_GROUP_SECTION); nothing is ignored.
    ValueError
        If the rounding is unknown.

    References
    ----------
    Uchoa et al. (2017), "New benchmark instances for the capacitated vehicle routing problem" (round);
    rules of the 12th DIMACS implementation challenge, VRPTW track (dimacs).
    """
    file = read_file(Path(path), rounding)
    case_kg, divisor = _case(file)
    customers = range(file.num_depots, file.num_nodes)
    try:
        return Problem(
            name=file.name,
            currency=Currency(code="", scale=1),
            coordinate_system="planar",
            horizon=HORIZON,
            products=(Product(id="unit", case_weight_kg=case_kg), *_visit_only(file)),
            customers=tuple(_customer(file, node) for node in customers),
            orders=tuple(_order(file, node, divisor) for node in customers),
            depots=tuple(
                Depot(id=str(node), location=_location(file, node)) for node in range(file.num_depots)
            ),
            vehicle_types=tuple(vehicle_types(file, _latest_end(file))),
            policy=ChannelPolicy(
                hold=False, express_hours=None, backhaul="last" if file.type == "VRPB" else "mixed"
            ),
            travel=_travel(file),
        )
    except FileFormatError as error:
        raise FileFormatError(f"{path}: {error}") from error
    except ValidationError as error:
        # Figures that are fine one by one and absurd together.
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise FileFormatError(f"{path}: not a problem that can be solved: {told}") from error


def _case(file: VrplibFile) -> tuple[float, int]:
    """Weight of the case that loads are counted in, and the rounded figure that one case stands for."""
    capacities = np.zeros(1, dtype=np.int64) if file.capacities is None else file.capacities
    loads = np.concatenate([file.demands, file.backhauls, capacities])
    if (loads % file.rounding.factor).any():
        return 1 / file.rounding.factor, 1
    return 1.0, file.rounding.factor


def _visit_only(file: VrplibFile) -> list[Product]:
    """The weightless thing brought to customers without demand, who must be visited all the same."""
    nothing = (file.demands + file.backhauls)[file.num_depots :] == 0
    return [Product(id="visit", name="nothing but the visit")] if nothing.any() else []


def _location(file: VrplibFile, node: int) -> Location | None:
    if file.coordinates is None:
        return None
    return Location(x=float(file.coordinates[node, 0]), y=float(file.coordinates[node, 1]))


def _depot(file: VrplibFile, node: int) -> Depot:
    return Depot(id=str(node), location=_location(file, node))


def _customer(file: VrplibFile, node: int) -> Customer:
    windows: tuple[TimeWindow, ...] = ()
    if file.windows is not None:
        earliest, latest = file.windows[node].tolist()
        windows = (TimeWindow(earliest=earliest, latest=latest),)
    return Customer(
        id=str(node),
        location=_location(file, node),
        kind="other",
        service_windows=windows,
        service_duration_s=int(file.service_durations[node]),
    )


def _order(file: VrplibFile, node: int, divisor: int) -> Order:
    demand, backhaul = int(file.demands[node]), int(file.backhauls[node])
    if demand and backhaul:
        raise FileFormatError(
            f"node {node + 1} has both a demand and a backhaul; allowed: one of them, since a simultaneous "
            "delivery and pickup cannot be stated"
        )
    if file.type == "VRPB" and not demand and not backhaul:
        raise FileFormatError(
            f"node {node + 1} of a VRPB has neither a demand nor a backhaul; allowed: one of them"
        )
    direction: Direction = "pickup" if backhaul else "delivery"
    cases = (demand + backhaul) // divisor
    line = OrderLine(product_id="unit", cases=cases) if cases else OrderLine(product_id="visit", cases=1)
    release, prize = int(file.release_times[node]), int(file.prizes[node])
    return Order(
        id=str(node),
        customer_id=str(node),
        lines=(line,),
        direction=direction,
        release=HORIZON.moment(release) if release else None,
        unserved_price=float(prize) if prize else None,
    )


def _travel(file: VrplibFile) -> PlanarTravel | MatrixTravel:
    if file.edge_weights is not None:
        return MatrixTravel(
            place_ids=tuple(str(node) for node in range(file.num_nodes)),
            profiles=(MatrixProfile(distances_m=file.edge_weights, durations_s=file.edge_weights),),
        )
    return PlanarTravel(
        profiles=(TravelProfile(speed_kmh=METRE_PER_SECOND_KMH),),
        scale=file.rounding.factor,
        rounding="nearest" if file.rounding.rest == "nearest" else "down",
    )


def _longest_leg(file: VrplibFile) -> int:
    """A distance, and so a duration, that no leg exceeds."""
    if file.edge_weights is not None:
        return int(file.edge_weights.max(initial=0))
    assert file.coordinates is not None  # the file has the one or the other
    diagonal = float(np.hypot(*np.ptp(file.coordinates, axis=0)))
    return int(np.ceil(diagonal * file.rounding.factor))


def _latest_end(file: VrplibFile) -> int:
    """A moment by which one vehicle could have visited every customer on a trip of its own."""
    work = 2 * (file.num_nodes - file.num_depots) * _longest_leg(file) + int(file.service_durations.sum())
    return min(int(file.release_times.max()) + work, MAX_SECONDS)
