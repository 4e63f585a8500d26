"""A route makes no more trips than its vehicle type may."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route with too many trips."""
    for route in plan.routes:
        limit = route.vehicle_type.max_trips
        if limit is not None and len(route.trips) > limit:
            yield Violation(
                rule="trips",
                where=route.where,
                what=f"vehicle {route.slot.vehicle_id!r} makes {len(route.trips)} trips; allowed: {limit}",
                excess=len(route.trips) - limit,
            )
