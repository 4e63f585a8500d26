"""Orders of the page, with reasons."""

from __future__ import annotations

from collections.abc import Mapping

from vrpcore.models.evaluation import Evaluation, OrderOutcome, Reason
from vrpcore.models.order import Order
from vrpcore.models.problem import Problem
from vrpcore.report.figures import has_clock
from vrpcore.report.html.places import Json
from vrpcore.report.outcomes import reason_lines


def orders(problem: Problem, evaluation: Evaluation, served: Mapping[str, tuple[Reason, ...]]) -> list[Json]:
    """Every order with its outcome, and why that is so."""
    number_of = {customer.id: number for number, customer in enumerate(problem.customers)}
    return [
        _order(problem, problem.order_of[outcome.order_id], outcome, served, number_of)
        for outcome in evaluation.orders
    ]


def _order(
    problem: Problem,
    order: Order,
    outcome: OrderOutcome,
    served: Mapping[str, tuple[Reason, ...]],
    number_of: Mapping[str, int],
) -> Json:
    grams = sum(line.cases * problem.product_of[line.product_id].case_weight_g for line in order.lines)
    facts = []
    if order.direction == "pickup":
        facts.append(("pickup", ""))
    if order.service_level == "express" or order.nature != "cycle":
        kind = order.service_level if order.service_level == "express" else order.nature
        facts.append(("kind", kind.replace("_", " ")))
    for label, seconds in (("release", problem.release_s(order)), ("due", problem.due_s(order))):
        if seconds is not None:
            text = (
                f"{problem.horizon.moment(seconds):%a %m-%d %H:%M}" if has_clock(problem) else f"{seconds:,}"
            )
            facts.append((label, text))
    for label, price in (
        ("hold price", problem.hold_cost(order)),
        ("unserved price", problem.unserved_cost(order)),
    ):
        if price is not None:
            facts.append((label, problem.currency.text(price)))
    return {
        "id": order.id,
        "customer": None if order.customer_id is None else number_of[order.customer_id],
        "outcome": outcome.outcome,
        "cases": order.cases,
        "kg": f"{grams / 1000:,.1f}",
        "lines": [f"{line.product_id} × {line.cases}" for line in order.lines],
        "facts": facts,
        "why": reason_lines(outcome.reasons),
        "why_so": reason_lines(served.get(order.id, ())),
    }
