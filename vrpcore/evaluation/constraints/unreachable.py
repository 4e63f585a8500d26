"""Every leg exists."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every leg without a way; distance and time go on as if it took none."""
    ids = plan.tables.place_ids
    for route in plan.routes:
        for event in route.events:
            if not event.reachable:
                yield Violation(
                    rule="unreachable",
                    where=event.trip.where if event.activity is None else event.activity.where,
                    what=f"there is no way from {ids[event.origin_idx]!r} to {ids[event.place_idx]!r} "
                    f"for profile {route.vehicle_type.profile!r}; allowed: reachable legs",
                    excess=1,
                )
