"""The first trip loads at home, later ones there or at a reload depot of the vehicle type."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every trip that loads where its vehicle may not."""
    for route in plan.routes:
        home = route.vehicle_type.depot_id
        for trip in route.trips:
            allowed = (home,) if trip.trip_idx == 0 else (home, *route.vehicle_type.reload_depot_ids)
            if trip.depot.id not in allowed:
                yield Violation.of(
                    "depot",
                    trip.where,
                    message(
                        "vehicle {vehicle!r} loads trip {trip} at depot {depot!r}; allowed: {allowed!r}",
                        vehicle=route.slot.vehicle_id,
                        trip=trip.trip_idx + 1,
                        depot=trip.depot.id,
                        allowed=allowed,
                    ),
                )
