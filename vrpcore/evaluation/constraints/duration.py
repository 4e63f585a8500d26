"""A route lasts no longer than its vehicle type's maximum."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route that takes too long."""
    for route in plan.routes:
        limit = route.vehicle_type.max_duration_s
        duration = route.end_s - route.start_s
        if limit is not None and duration > limit:
            yield Violation(
                rule="duration",
                where=route.where,
                what=f"the route lasts {duration:,} s; allowed: {limit:,} s",
                excess=duration - limit,
            )
