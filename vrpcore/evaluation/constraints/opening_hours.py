"""Loading begins and ends within one of its depot's opening hours."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every loading outside opening hours."""
    horizon = plan.tables.problem.horizon
    for route in plan.routes:
        for event in route.events:
            if event.kind != "load":
                continue
            begin, end = event.start_s, event.departure_s
            opening = plan.tables.spans_of(event.trip.depot.opening_hours)
            misses = [max(opens - begin, end - closes, 0) for opens, closes in opening]
            if all(misses):
                yield Violation.of(
                    "opening_hours",
                    event.trip.where,
                    message(
                        "loading at depot {depot!r} lasts from {begin} to {end}; allowed: within its "
                        "opening hours",
                        depot=event.trip.depot.id,
                        begin=clock(horizon, begin),
                        end=clock(horizon, end),
                    ),
                    min(misses, default=1),
                )
