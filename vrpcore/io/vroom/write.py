"""A problem as VROOM's input, as far as VROOM can state it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vrpcore.errors import UnsupportedFeatureError
from vrpcore.io.files import write_text
from vrpcore.io.vroom.numbers import order_numbers, slot_numbers
from vrpcore.models.calendar import spans
from vrpcore.models.features import Feature, features_of
from vrpcore.models.money import scaled
from vrpcore.models.order import Order
from vrpcore.models.problem import Problem
from vrpcore.models.rates import depot_fee_per_gram, vehicle_rates
from vrpcore.models.vehicle import VehicleType
from vrpcore.travel import TravelTable, reach_mask, travel_table

Json = dict[str, Any]  # Any: JSON
IntArray = npt.NDArray[np.int64]
_STATED = {
    Feature.AREAS,
    Feature.MAX_DISTANCE,
    Feature.MULTI_DAY,
    Feature.MULTI_DEPOT,
    Feature.OPTIONAL_ORDERS,
    Feature.PICKUPS,
    Feature.REACH,
    Feature.TIME_WINDOWS,
}
_NO_LIMIT = 2**31 - 1
"""VROOM has no word for no limit, and reads 32 bits. In grams this is two thousand tonnes."""
_LARGEST_SUM = 2**30
"""VROOM counts costs in 32 bits."""


def write_vroom(problem: Problem, path: str | PathLike[str]) -> None:
    """Write a problem as VROOM's input to a ``.json`` or ``.json.gz`` file; see `problem_to_vroom`."""
    write_text(json.dumps(problem_to_vroom(problem), ensure_ascii=False) + "\n", Path(path))


def problem_to_vroom(problem: Problem) -> Json:
    """A problem as VROOM's input: a job for each order, a vehicle for each vehicle and day, given matrices.

    Whatever depends on the vehicle type is in the matrices of a profile of its own: its distances and
    durations, and as costs its kilometres plus the fees for what it delivers. Costs are whole multiples of
    `cost_unit`. Who may serve whom becomes skills. VROOM serves all orders that it can.

    Raises
    ------
    UnsupportedFeatureError
        If the problem needs what VROOM cannot state; all of it is named.
    """
    lacking = sorted(str(feature) for feature in features_of(problem) - _STATED)
    lacking += _unstated_prices(problem)
    totals = [sum(parts) for parts in zip(*(_amounts(problem, o) for o in problem.orders), strict=True)]
    if max(totals, default=0) > _NO_LIMIT:
        lacking.append("loads of more than 2,147 tonnes, 2,147 m³ or 2 billion cases")
    if lacking:
        raise UnsupportedFeatureError("VROOM's input", lacking)
    table = travel_table(problem)
    unit = cost_unit(problem)
    return {
        "vehicles": list(_vehicles(problem, unit)),
        "jobs": list(_jobs(problem, table)),
        "matrices": {
            vehicle_type.id: _matrices(problem, table, vehicle_type, unit)
            for vehicle_type in problem.vehicle_types
        },
    }


def cost_unit(problem: Problem) -> int:
    """Cost units of vrpcore in one of VROOM's: the least power of ten with which costs fit into 32 bits."""
    table = travel_table(problem)
    dearest = 1
    for vehicle_type in problem.vehicle_types:
        rates = vehicle_rates(vehicle_type, problem.currency)
        legs = _leg_costs(problem, table, vehicle_type)
        dearest = max(dearest, int(legs.max(initial=0)) + rates.fixed_per_day + rates.wage_per_day)
    unit = 1
    while dearest * (len(problem.orders) + len(problem.slots) + 1) // unit > _LARGEST_SUM:
        unit *= 10
    return unit


def _unstated_prices(problem: Problem) -> Iterator[str]:
    """VROOM knows no prices of unserved orders: they must be all the same, and so high that serving pays."""
    prices = {problem.unserved_cost(order) for order in problem.orders}
    if len(prices) > 1:
        yield "different prices of unserved orders"
    if len(prices) != 1 or None in prices:
        return
    table, price = travel_table(problem), max(p or 0 for p in prices)
    for vehicle_type in problem.vehicle_types:
        rates = vehicle_rates(vehicle_type, problem.currency)
        legs = 2 * int(_leg_costs(problem, table, vehicle_type).max(initial=0))
        if legs + rates.fixed_per_day + rates.wage_per_day > price:
            yield "prices of unserved orders below the cost of serving"
            return


def _leg_costs(problem: Problem, table: TravelTable, vehicle_type: VehicleType) -> IntArray:
    """Exact cost of each leg, with the fees for what is delivered where it ends."""
    rates = vehicle_rates(vehicle_type, problem.currency)
    distances, _ = table.matrix(table.profile_idx(vehicle_type.profile))
    depot = problem.depot_of[vehicle_type.depot_id]
    per_gram = rates.loader_per_gram + depot_fee_per_gram(depot, problem.currency)
    fees = [
        per_gram * _grams(problem, order) if order.direction == "delivery" else 0 for order in problem.orders
    ]
    costs: IntArray = np.maximum(distances, 0)[_rows(problem)] * rates.per_metre
    costs[:, len(problem.depots) :] += np.array(fees, dtype=np.int64)
    return costs


def _rows(problem: Problem) -> tuple[IntArray, IntArray]:
    """The places of travel that are rows and columns of VROOM's matrices: depots, then one for each order."""
    first = len(problem.depots)
    place = {customer.id: first + idx for idx, customer in enumerate(problem.customers)}
    rows = np.array([*range(first), *(place[str(order.customer_id)] for order in problem.orders)])
    return rows[:, None], rows[None, :]


def _matrices(problem: Problem, table: TravelTable, vehicle_type: VehicleType, unit: int) -> Json:
    distances, durations = table.matrix(table.profile_idx(vehicle_type.profile))
    rows = _rows(problem)
    costs = (_leg_costs(problem, table, vehicle_type) + unit // 2) // unit
    return {
        "durations": durations[rows].tolist(),
        "distances": distances[rows].tolist(),
        "costs": costs.tolist(),
    }


def _vehicles(problem: Problem, unit: int) -> Iterator[Json]:
    numbers = slot_numbers(problem)
    depot_row = {depot.id: row for row, depot in enumerate(problem.depots)}
    kinds = {vehicle_type.id: number for number, vehicle_type in enumerate(problem.vehicle_types)}
    for slot in problem.slots:
        vehicle_type = slot.vehicle_type
        if vehicle_type.reserve and not problem.policy.use_reserve:
            continue
        rates = vehicle_rates(vehicle_type, problem.currency)
        row = depot_row[vehicle_type.depot_id]
        found: Json = {
            "id": numbers[slot.vehicle_id, slot.date],
            "description": slot.vehicle_id,
            "profile": vehicle_type.id,
            "type": vehicle_type.id,
            "start_index": row,
            "end_index": row,
            "capacity": _capacity(vehicle_type),
            "costs": {"fixed": (rates.fixed_per_day + rates.wage_per_day + unit // 2) // unit},
            "skills": sorted(set(kinds.values()) - {kinds[vehicle_type.id]}),
            "time_window": [slot.start_s + vehicle_type.loading_duration_s, slot.end_s],
        }
        if vehicle_type.max_distance_m is not None:
            found["max_distance"] = vehicle_type.max_distance_m
        yield found


def _jobs(problem: Problem, table: TravelTable) -> Iterator[Json]:
    numbers = order_numbers(problem)
    barred = _barred(problem, table)
    for row, order in enumerate(problem.orders, start=len(problem.depots)):
        customer = problem.customer_of[str(order.customer_id)]
        windows = _windows(problem, order)
        found: Json = {
            "id": numbers[order.id],
            "description": order.id,
            "location_index": row,
            "skills": barred[customer.id],
            order.direction: _amounts(problem, order),
            "service": customer.service_duration_s,
            "service_per_type": {
                vehicle_type.id: customer.service_duration_s + _handling(problem, order, vehicle_type)
                for vehicle_type in problem.vehicle_types
            },
        }
        if windows:
            found["time_windows"] = windows
        elif windows is not None:
            found["skills"] = [*found["skills"], len(problem.vehicle_types)]  # which no vehicle has
        yield found


def _windows(problem: Problem, order: Order) -> list[list[int]] | None:
    """When service may begin: None means at any time, an empty list never."""
    customer = problem.customer_of[str(order.customer_id)]
    due = problem.due_s(order)
    if not customer.service_windows and due is None:
        return None
    open_ = (
        spans(customer.service_windows, problem.horizon) if customer.service_windows else ((0, _NO_LIMIT),)
    )
    last = _NO_LIMIT if due is None else due
    return [[begin, min(end, last)] for begin, end in open_ if begin <= last]


def _barred(problem: Problem, table: TravelTable) -> dict[str, list[int]]:
    """For each customer, the numbers of the vehicle types that may not visit it: skills that those lack."""
    found: dict[str, list[int]] = {customer.id: [] for customer in problem.customers}
    depot_row = {depot.id: row for row, depot in enumerate(problem.depots)}
    for number, vehicle_type in enumerate(problem.vehicle_types):
        home = depot_row[vehicle_type.depot_id]
        mask = reach_mask(problem, table, vehicle_type.area, home)
        mask &= reach_mask(problem, table, problem.depots[home].reach, home)
        for customer, may in zip(problem.customers, mask, strict=True):
            if not may:
                found[customer.id].append(number)
    return found


def _capacity(vehicle_type: VehicleType) -> list[int]:
    kg, m3, cases = vehicle_type.capacity_kg, vehicle_type.capacity_m3, vehicle_type.capacity_cases
    return [
        _NO_LIMIT if kg is None else min(_NO_LIMIT, scaled(kg, 1000)),
        _NO_LIMIT if m3 is None else min(_NO_LIMIT, scaled(m3, 10**6)),
        _NO_LIMIT if cases is None else min(_NO_LIMIT, cases),
    ]


def _amounts(problem: Problem, order: Order) -> list[int]:
    products = problem.product_of
    volume = sum(line.cases * products[line.product_id].case_volume_cm3 for line in order.lines)
    return [_grams(problem, order), volume, order.cases]


def _grams(problem: Problem, order: Order) -> int:
    return sum(line.cases * problem.product_of[line.product_id].case_weight_g for line in order.lines)


def _handling(problem: Problem, order: Order, vehicle_type: VehicleType) -> int:
    handling = vehicle_type.handling
    per_case = {"light": handling.light_case_s, "heavy": handling.heavy_case_s}
    return handling.visit_s + sum(
        line.cases * per_case[problem.product_of[line.product_id].cargo_class] for line in order.lines
    )
