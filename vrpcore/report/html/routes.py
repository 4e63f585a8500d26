"""Vehicles and routes of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Set

from vrpcore.models.evaluation import Stop
from vrpcore.models.problem import Problem
from vrpcore.report import colours
from vrpcore.report.figures import RouteFigures, has_clock, kilometres, money, share
from vrpcore.report.html.places import Json, at, title
from vrpcore.report.windows import Windows
from vrpcore.travel.roads.source import Line

RouteKey = tuple[str, dt.date]
"""Vehicle and day."""


def vehicles(problem: Problem, used: Set[str]) -> list[Json]:
    """Used vehicles, those of centres first."""
    colour_of = colours.vehicle_colours(problem, used)
    found = {
        slot.vehicle_id: {
            "id": slot.vehicle_id,
            "type": title(slot.vehicle_type.id, slot.vehicle_type.name),
            "depot": slot.vehicle_type.depot_id,
            "store": problem.depot_of[slot.vehicle_type.depot_id].kind == "store",
            "colour": colour_of[slot.vehicle_id],
        }
        for slot in problem.slots
        if slot.vehicle_id in used
    }
    return sorted(found.values(), key=lambda vehicle: bool(vehicle["store"]))


def routes(
    problem: Problem, figures: Iterable[RouteFigures], ways: Mapping[RouteKey, tuple[Line, ...]]
) -> list[Json]:
    """Every route with its stops; times in seconds after midnight of its day; ways to stops along roads."""
    numbers = _Numbers(problem)
    days = {day: number for number, day in enumerate(problem.horizon.working_days)}
    found = []
    for f in figures:
        schedule = f.schedule
        midnight = problem.horizon.midnight(schedule.date)
        found.append(
            {
                "vehicle": schedule.vehicle_id,
                "day": days[schedule.date],
                "visits": f.num_visits,
                "km": kilometres(schedule.distance_m) if has_clock(problem) else f"{schedule.distance_m:,}",
                "fullest": None if f.fullest is None else share(f.fullest, 1),
                "cost": money(problem.currency, schedule.cost.total),
                "start": schedule.start_s - midnight,
                "end": schedule.end_s - midnight,
                "stops": [
                    _stop(numbers, stop, midnight, way)
                    for stop, way in zip(
                        schedule.stops, ways[schedule.vehicle_id, schedule.date], strict=True
                    )
                ],
            }
        )
    return found


class _Numbers:
    """Positions of things in the lists of the page."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.customer = {customer.id: number for number, customer in enumerate(problem.customers)}
        self.depot = {depot.id: number for number, depot in enumerate(problem.depots)}
        self.order = {order.id: number for number, order in enumerate(problem.orders)}
        self.windows = Windows(problem)


def _stop(numbers: _Numbers, stop: Stop, midnight: int, way: Line) -> Json:
    found: Json = {
        "kind": stop.kind,
        "arrival": stop.arrival_s - midnight,
        "start": stop.start_s - midnight,
        "departure": stop.departure_s - midnight,
        "load": f"{stop.load_g / 1000:,.0f}",
        "load_cases": stop.load_cases,
    }
    if stop.kind in ("delivery", "pickup"):
        found["customer"] = numbers.customer[stop.place_id]
        found["orders"] = [numbers.order[id_] for id_ in stop.order_ids]
        window = numbers.windows.of(stop)
        if window is not None:
            found["window"] = [moment - midnight for moment in window]
    elif stop.kind != "break":  # a break is taken where the vehicle is
        found["depot"] = numbers.depot[stop.place_id]
    if way:
        found["way"] = [at(numbers.problem, x, y) for x, y in way]
    return found
