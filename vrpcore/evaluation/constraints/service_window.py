"""Service begins within one of the customer's service windows."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


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
                yield Violation.of(
                    "service_window",
                    event.activity.where,
                    message(
                        "service of customer {customer!r} begins at {begin}; allowed: within its "
                        "service windows",
                        customer=customer.id,
                        begin=clock(horizon, event.start_s),
                    ),
                    min(misses, default=1),
                )
