"""A route starts and ends within the shift of its slot."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route that begins too early or ends too late."""
    horizon = plan.tables.problem.horizon
    for route in plan.routes:
        slot = route.slot
        excess = max(slot.start_s - route.start_s, route.end_s - slot.end_s)
        if excess > 0:
            yield Violation.of(
                "shift",
                route.where,
                message(
                    "the route lasts from {begin} to {end}; allowed: {earliest} to {latest}",
                    begin=clock(horizon, route.start_s),
                    end=clock(horizon, route.end_s),
                    earliest=clock(horizon, slot.start_s),
                    latest=clock(horizon, slot.end_s),
                ),
                excess,
            )
