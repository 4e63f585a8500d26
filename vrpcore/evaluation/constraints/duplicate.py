"""No order is brought, collected or held more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import cases
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every order of which more is moved than ordered, and every order listed twice as held."""
    for order in plan.tables.problem.orders:
        brought = plan.brought.get(order.id)
        if brought is None:
            continue
        excess = sum(max(0, brought[line.product_id] - line.cases) for line in order.lines)
        if excess > 0:
            yield Violation.of(
                "duplicate",
                f"order {order.id}",
                message(
                    "its visits move {moved}; allowed: {ordered}, each once",
                    moved=cases(brought.total()),
                    ordered=cases(order.cases),
                ),
                excess,
            )
    for order_id, times in Counter(plan.plan.held_order_ids).items():
        if times > 1:
            yield Violation.of(
                "duplicate",
                f"order {order_id}",
                message("it is listed as held {number} times; allowed: once", number=times),
                times - 1,
            )
