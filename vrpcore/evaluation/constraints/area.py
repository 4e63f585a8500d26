"""A vehicle visits only customers within its area."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every visit outside the area of its vehicle."""
    for route in plan.routes:
        vehicle_type = route.vehicle_type
        if vehicle_type.area is None:
            continue
        for visit in route.visits:
            if not plan.tables.may_visit(vehicle_type, visit.customer):
                yield Violation(
                    rule="area",
                    where=visit.where,
                    what=f"vehicle {route.slot.vehicle_id!r} visits customer {visit.customer.id!r}; "
                    f"allowed: customers within the area of vehicle type {vehicle_type.id!r}",
                    excess=1,
                )
