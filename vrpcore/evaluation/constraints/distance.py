"""A route drives no farther than its vehicle type's maximum."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import kilometres
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route that is too long."""
    for route in plan.routes:
        limit = route.vehicle_type.max_distance_m
        if limit is not None and route.distance_m > limit:
            yield Violation(
                rule="distance",
                where=route.where,
                what=f"the route drives {kilometres(route.distance_m)}; allowed: {kilometres(limit)}",
                excess=route.distance_m - limit,
            )
