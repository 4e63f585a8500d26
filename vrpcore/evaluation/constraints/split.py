"""Only orders that are marked so come in parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import cases
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every visit that brings a part of an order that may not be split."""
    for route in plan.routes:
        for visit in route.visits:
            parts: Counter[str] = Counter()
            for order_id, _, number in visit.lines:
                parts[order_id] += number
            for order in {order.id: order for order in visit.orders}.values():
                missing = order.cases - parts[order.id]
                if not order.splittable and missing > 0:
                    yield Violation.of(
                        "split",
                        visit.where,
                        message(
                            "{brought} of order {order!r} are brought; allowed: all {ordered}, since "
                            "the order is not splittable",
                            brought=cases(parts[order.id]),
                            order=order.id,
                            ordered=cases(order.cases),
                        ),
                        missing,
                    )
