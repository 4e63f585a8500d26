"""Loading begins and ends within one of its depot's opening hours."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation


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
                yield Violation(
                    rule="opening_hours",
                    where=event.trip.where,
                    what=f"loading at depot {event.trip.depot.id!r} lasts from {clock(horizon, begin)} "
                    f"to {clock(horizon, end)}; allowed: within its opening hours",
                    excess=min(misses, default=1),
                )
