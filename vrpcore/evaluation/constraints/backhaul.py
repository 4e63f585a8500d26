"""Under ``backhaul = "last"`` deliveries come first, and no trip only collects."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, TripFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def keeps_order(trip: TripFacts) -> bool:
    """Whether no delivery follows a pickup."""
    kinds = [visit.kind for visit in trip.visits]
    return kinds == sorted(kinds)  # "delivery" sorts before "pickup"


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every trip that delivers after collecting, or only collects."""
    if plan.tables.problem.policy.backhaul != "last":
        return
    for route in plan.routes:
        for trip in route.trips:
            if not keeps_order(trip):
                yield Violation.of(
                    "backhaul",
                    trip.where,
                    message(
                        "a delivery follows a pickup; allowed: pickups only after the trip's last delivery"
                    ),
                )
            if any(True for _ in trip.visits) and not any(True for _ in trip.deliveries):
                yield Violation.of(
                    "backhaul",
                    trip.where,
                    message(
                        "the trip has pickups only; allowed: pickups on trips with at least one delivery"
                    ),
                )
