"""A route starts and ends within the shift of its slot."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route that begins too early or ends too late."""
    horizon = plan.tables.problem.horizon
    for route in plan.routes:
        slot = route.slot
        excess = max(slot.start_s - route.start_s, route.end_s - slot.end_s)
        if excess > 0:
            yield Violation(
                rule="shift",
                where=route.where,
                what=f"the route lasts from {clock(horizon, route.start_s)} "
                f"to {clock(horizon, route.end_s)}; "
                f"allowed: {clock(horizon, slot.start_s)} to {clock(horizon, slot.end_s)}",
                excess=excess,
            )
