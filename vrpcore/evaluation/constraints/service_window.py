"""Service begins within one of the customer's service windows."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every visit that begins outside the windows of its customer."""
    horizon = plan.tables.problem.horizon
    for route in plan.routes:
        for event in route.events:
            if not isinstance(event.activity, Visit):
                continue
            customer = event.activity.customer
            near = plan.tables.spans_in_shift(customer.service_windows, route.slot)
            if any(low <= event.start_s <= high for low, high in near):
                continue
            windows = plan.tables.spans_of(customer.service_windows)
            misses = [max(low - event.start_s, event.start_s - high, 0) for low, high in windows]
            if all(misses):
                yield Violation(
                    rule="service_window",
                    where=event.activity.where,
                    what=f"service of customer {customer.id!r} begins at {clock(horizon, event.start_s)}; "
                    "allowed: within its service windows",
                    excess=min(misses, default=1),
                )
