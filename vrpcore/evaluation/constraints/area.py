"""A vehicle visits only customers within its area."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every visit outside the area of its vehicle."""
    for route in plan.routes:
        vehicle_type = route.vehicle_type
        if vehicle_type.area is None:
            continue
        for visit in route.visits:
            if not plan.tables.may_visit(vehicle_type, visit.customer):
                yield Violation.of(
                    "area",
                    visit.where,
                    message(
                        "vehicle {vehicle!r} visits customer {customer!r}; allowed: customers within "
                        "the area of "
                        "vehicle type {vehicle_type!r}",
                        vehicle=route.slot.vehicle_id,
                        customer=visit.customer.id,
                        vehicle_type=vehicle_type.id,
                    ),
                )
