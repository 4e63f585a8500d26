"""An order without a price for not serving it is served in full, or held."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import cases
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message
from vrpcore.models.order import Order


def missing_cases(plan: PlanFacts, order: Order) -> int:
    """Cases of an order that no visit brings."""
    brought = plan.brought.get(order.id)
    if brought is None:
        return order.cases
    return sum(max(0, line.cases - brought[line.product_id]) for line in order.lines)


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every required order of which something is missing."""
    held = set(plan.plan.held_order_ids)
    for order in plan.tables.problem.orders:
        if order.unserved_price is None and order.id not in held:
            missing = missing_cases(plan, order)
            if missing > 0:
                yield Violation.of(
                    "required",
                    f"order {order.id}",
                    message(
                        "{missing} of {ordered} are not served; allowed: all, since the order has no "
                        "price for not serving it",
                        missing=cases(missing),
                        ordered=cases(order.cases),
                    ),
                    missing,
                )
