"""Every leg exists."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every leg without a way; distance and time go on as if it took none."""
    ids = plan.tables.place_ids
    for route in plan.routes:
        for event in route.events:
            if not event.reachable:
                yield Violation.of(
                    "unreachable",
                    event.trip.where if event.activity is None else event.activity.where,
                    message(
                        "there is no way from {origin!r} to {destination!r} for profile {profile!r}; "
                        "allowed: reachable legs",
                        origin=ids[event.origin_idx],
                        destination=ids[event.place_idx],
                        profile=route.vehicle_type.profile,
                    ),
                )
