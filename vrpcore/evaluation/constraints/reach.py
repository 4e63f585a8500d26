"""A depot delivers to, and collects from, only customers within its reach."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every visit outside the reach of the depot of its trip."""
    for route in plan.routes:
        for trip in route.trips:
            if trip.depot.reach is None:
                continue
            for visit in trip.visits:
                if not plan.tables.reaches(trip.depot, visit.customer):
                    yield Violation.of(
                        "reach",
                        visit.where,
                        message(
                            "depot {depot!r} serves customer {customer!r}; allowed: customers within "
                            "its reach",
                            depot=trip.depot.id,
                            customer=visit.customer.id,
                        ),
                    )
