"""The first trip loads at home, later ones there or at a reload depot of the vehicle type."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every trip that loads where its vehicle may not."""
    for route in plan.routes:
        home = route.vehicle_type.depot_id
        for trip in route.trips:
            allowed = (home,) if trip.trip_idx == 0 else (home, *route.vehicle_type.reload_depot_ids)
            if trip.depot.id not in allowed:
                yield Violation(
                    rule="depot",
                    where=trip.where,
                    what=f"vehicle {route.slot.vehicle_id!r} loads trip {trip.trip_idx + 1} at depot "
                    f"{trip.depot.id!r}; allowed: {', '.join(map(repr, allowed))}",
                    excess=1,
                )
