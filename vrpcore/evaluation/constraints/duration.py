"""A route lasts no longer than its vehicle type's maximum."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import seconds
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route that takes too long."""
    for route in plan.routes:
        limit = route.vehicle_type.max_duration_s
        duration = route.end_s - route.start_s
        if limit is not None and duration > limit:
            yield Violation.of(
                "duration",
                route.where,
                message(
                    "the route lasts {duration}; allowed: {limit}",
                    duration=seconds(duration),
                    limit=seconds(limit),
                ),
                duration - limit,
            )
