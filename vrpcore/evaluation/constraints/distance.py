"""A route drives no farther than its vehicle type's maximum."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import kilometres
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route that is too long."""
    for route in plan.routes:
        limit = route.vehicle_type.max_distance_m
        if limit is not None and route.distance_m > limit:
            yield Violation.of(
                "distance",
                route.where,
                message(
                    "the route drives {distance}; allowed: {limit}",
                    distance=kilometres(route.distance_m),
                    limit=kilometres(limit),
                ),
                route.distance_m - limit,
            )
