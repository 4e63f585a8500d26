"""A route makes no more trips than its vehicle type may."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every route with too many trips."""
    for route in plan.routes:
        limit = route.vehicle_type.max_trips
        if limit is not None and len(route.trips) > limit:
            yield Violation.of(
                "trips",
                route.where,
                message(
                    "vehicle {vehicle!r} makes {number} trips; allowed: {limit}",
                    vehicle=route.slot.vehicle_id,
                    number=len(route.trips),
                    limit=limit,
                ),
                len(route.trips) - limit,
            )
