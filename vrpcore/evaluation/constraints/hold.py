"""Only orders with a price for it are held, and a held order is not delivered at all."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every order that is held but may not be, or is moved all the same."""
    problem = plan.tables.problem
    for order_id in dict.fromkeys(plan.plan.held_order_ids):
        if problem.hold_cost(problem.order_of[order_id]) is None:
            reason = message("it has no hold price" if problem.policy.hold else "the policy holds no orders")
            yield Violation.of(
                "hold",
                f"order {order_id}",
                message(
                    "the order is held though {reason}; allowed: held only where policy and price permit",
                    reason=reason,
                ),
            )
        if order_id in plan.brought:
            yield Violation.of(
                "hold",
                f"order {order_id}",
                message("the order is held and also served; allowed: one of the two"),
            )
