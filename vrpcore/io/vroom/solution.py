"""VROOM's solutions as plans, and plans as VROOM's solutions."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import Any

from vrpcore.errors import Fault, FileFormatError, InvalidPlanError
from vrpcore.io.files import read_text, write_text
from vrpcore.io.vroom.numbers import order_numbers, slot_numbers
from vrpcore.models.evaluation import Evaluation, RouteSchedule, Stop
from vrpcore.models.plan import Activity, Break, Delivery, Pickup, Plan, Route, Trip
from vrpcore.models.problem import Problem

Json = dict[str, Any]  # Any: JSON
_STEPS = {
    "start": "start",
    "load": None,
    "delivery": "job",
    "pickup": "job",
    "break": "break",
    "end": "end",
}
"""VROOM's types of steps; it does not know loading."""


def read_vroom_solution(path: str | PathLike[str], problem: Problem) -> Plan:
    """Read VROOM's solution of a problem that `read_vroom` has read or `write_vroom` has written.

    Raises
    ------
    InvalidPlanError
        If it names jobs or vehicles that the problem does not have, or shipments; all of it is listed.
    FileFormatError
        If the file is not JSON in UTF-8, or no solution.
    """
    try:
        solution = json.loads(read_text(Path(path)))
    except ValueError as error:
        raise FileFormatError(f"{path} is not valid JSON: {error}; remedy: correct it there") from error
    if not isinstance(solution, dict):
        raise FileFormatError(f"{path} is no JSON object; remedy: name the file that vroom -o has written")
    return vroom_to_plan(problem, solution, name=str(path))


def vroom_to_plan(problem: Problem, solution: Json, *, name: str = "VROOM solution") -> Plan:
    """VROOM's solution as a plan; errors as in `read_vroom_solution`."""
    if "routes" not in solution:
        told = solution.get("error", "it has no routes")
        raise FileFormatError(f"{name} is no solution of VROOM: {told}; remedy: write it with vroom -o")
    orders = {number: id_ for id_, number in order_numbers(problem).items()}
    slots = {number: key for key, number in slot_numbers(problem).items()}
    faults: list[Fault] = []
    routes = []
    for idx, route in enumerate(solution["routes"]):
        where = f"routes.{idx}"
        vehicle = route.get("vehicle")
        key = slots.get(vehicle)
        if key is None:
            faults.append(_unknown(f"{where}.vehicle", vehicle, "vehicle"))
        activities = _activities(problem, orders, route.get("steps", ()), where, faults)
        if key is not None and activities:
            depot_id = problem.slot_of[key].vehicle_type.depot_id
            trip = Trip(depot_id=depot_id, activities=tuple(activities))
            routes.append(Route(vehicle_id=key[0], date=key[1], trips=(trip,)))
    if faults:
        raise InvalidPlanError(name, faults)
    return Plan(routes=tuple(routes))


def write_vroom_solution(
    problem: Problem, plan: Plan, evaluation: Evaluation, path: str | PathLike[str]
) -> None:
    """Write a plan as VROOM's solution to a ``.json`` or ``.json.gz`` file; see `plan_to_vroom`."""
    text = json.dumps(plan_to_vroom(problem, plan, evaluation), ensure_ascii=False)
    write_text(text + "\n", Path(path))


def plan_to_vroom(problem: Problem, plan: Plan, evaluation: Evaluation) -> Json:
    """A plan with its schedule as VROOM would write it.

    Costs are whole units of currency, times seconds from the first midnight of the horizon. Loading comes
    before the start, as VROOM knows none; held and unserved orders are unassigned.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    evaluation
        What `vrpcore.evaluate` says of the plan.

    Raises
    ------
    ValueError
        If a route has several trips, or a visit brings several orders, which VROOM's solutions cannot say.
    """
    for route in plan.routes:
        visits = [a for trip in route.trips for a in trip.activities if isinstance(a, Delivery | Pickup)]
        if len(route.trips) > 1 or any(len(visit.order_ids) > 1 for visit in visits):
            raise ValueError(
                f"the route of vehicle {route.vehicle_id!r} on {route.date} has several trips, or visits "
                "with several orders; allowed in VROOM: one trip, one job per step; "
                "remedy: plan with max_trips 1 and without consolidation, or write JSON"
            )
    numbers = order_numbers(problem)
    slots = slot_numbers(problem)
    routes = [
        _route(problem, schedule, slots[schedule.vehicle_id, schedule.date], numbers)
        for schedule in evaluation.schedule
        if any(stop.order_ids for stop in schedule.stops)
    ]
    left = [outcome.order_id for outcome in evaluation.orders if outcome.outcome in ("held", "unserved")]
    sums = ("cost", "service", "duration", "waiting_time", "distance")
    return {
        "code": 0,
        "summary": {
            "routes": len(routes),
            "unassigned": len(left),
            **{name: sum(route[name] for route in routes) for name in sums},
        },
        "unassigned": [{"id": numbers[id_], "description": id_, "type": "job"} for id_ in left],
        "routes": routes,
    }


def _activities(
    problem: Problem, orders: dict[int, str], steps: list[Json], where: str, faults: list[Fault]
) -> list[Activity]:
    activities: list[Activity] = []
    num_breaks = 0
    for idx, step in enumerate(steps):
        kind = step.get("type")
        if kind == "break":
            activities.append(Break(break_idx=num_breaks))
            num_breaks += 1
        elif kind == "job":
            number = step.get("id", step.get("job"))
            order_id = orders.get(number) if isinstance(number, int) else None
            if order_id is None:
                faults.append(_unknown(f"{where}.steps.{idx}.id", number, "job"))
                continue
            order = problem.order_of[order_id]
            make = Pickup if order.direction == "pickup" else Delivery
            activities.append(make(customer_id=str(order.customer_id), order_ids=(order_id,)))
        elif kind not in ("start", "end"):
            faults.append(
                Fault(
                    "vroom_unsupported",
                    f"{where}.steps.{idx}.type",
                    f"a step of type {kind!r}",
                    "start, job, break, end",
                    "state goods that go through a depot as jobs, not as shipments",
                )
            )
    return activities


def _route(problem: Problem, schedule: RouteSchedule, vehicle: int, numbers: dict[str, int]) -> Json:
    steps: list[Json] = []
    travelled = distance = num_breaks = 0
    left_s = schedule.start_s
    for stop in schedule.stops:
        distance += stop.distance_m
        if stop.kind != "break":  # a rest is taken where the last activity was
            travelled += stop.arrival_s - left_s
        kind = _STEPS[stop.kind]
        left_s = stop.departure_s
        if kind is None:
            steps[0]["arrival"] = stop.departure_s  # the start of VROOM's route is the end of loading
            continue
        step = _step(stop, kind, travelled, distance)
        if kind == "job":
            step["id"] = step["job"] = numbers[stop.order_ids[0]]
            step["description"] = stop.order_ids[0]
        elif kind == "break":
            num_breaks += 1
            step["id"] = num_breaks
        steps.append(step)
    amount = problem.currency.amount(schedule.cost.total)
    return {
        "vehicle": vehicle,
        "description": schedule.vehicle_id,
        "cost": round(amount),
        "service": sum(step["service"] for step in steps),
        "duration": travelled,
        "waiting_time": sum(step["waiting_time"] for step in steps),
        "distance": distance,
        "steps": steps,
    }


def _step(stop: Stop, kind: str, travelled: int, distance: int) -> Json:
    works = kind in ("job", "break")
    return {
        "type": kind,
        "arrival": stop.arrival_s,
        "duration": travelled,
        "distance": distance,
        "service": stop.departure_s - stop.start_s if works else 0,
        "waiting_time": stop.wait_duration_s if works else 0,
        "load": [stop.load_g, stop.load_cm3, stop.load_cases],
    }


def _unknown(where: str, number: object, kind: str) -> Fault:
    return Fault(
        "unknown_id",
        where,
        f"there is no {kind} {number}",
        f"a {kind} of the problem",
        "read the solution together with the problem that VROOM has solved",
    )
