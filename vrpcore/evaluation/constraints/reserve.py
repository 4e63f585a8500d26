"""Reserve vehicles stay at home unless the policy calls the reserve out."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every used reserve vehicle."""
    if plan.tables.problem.policy.use_reserve:
        return
    for route in plan.routes:
        if route.vehicle_type.reserve:
            yield Violation.of(
                "reserve",
                route.where,
                message(
                    "reserve vehicle {vehicle!r} is used; allowed: only where the policy sets use_reserve",
                    vehicle=route.slot.vehicle_id,
                ),
            )
