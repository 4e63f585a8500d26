"""In no moment does the load exceed a capacity, in kilograms, cubic metres or cases."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, RouteFacts, TripFacts
from vrpcore.evaluation.loads import Load, loads
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.texts import cases, cubic_metres, kilograms
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message

_TEXTS = (kilograms, cubic_metres, cases)


def fullest(route: RouteFacts) -> list[tuple[TripFacts, Load]]:
    """Each trip with the most it ever carries, in each dimension."""
    most: list[tuple[TripFacts, Load]] = []
    for event, load in loads(route):
        if event.kind == "load":
            most.append((event.trip, load))
        elif event.kind != "end":
            trip, peak = most[-1]
            most[-1] = trip, (max(peak[0], load[0]), max(peak[1], load[1]), max(peak[2], load[2]))
    return most


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every trip and dimension with too much aboard at some moment."""
    for route in plan.routes:
        yield from _check_route(plan.tables, route)


def _check_route(tables: Tables, route: RouteFacts) -> Iterator[Violation]:
    limits = tables.limits_of(route.vehicle_type)
    for trip, peak in fullest(route):
        for load, limit, text in zip(peak, limits, _TEXTS, strict=True):
            if limit is not None and load > limit:
                yield Violation.of(
                    "capacity",
                    trip.where,
                    message(
                        "vehicle {vehicle!r} carries up to {load}; allowed: {limit}",
                        vehicle=route.slot.vehicle_id,
                        load=text(load),
                        limit=text(limit),
                    ),
                    load - limit,
                )
