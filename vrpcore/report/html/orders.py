"""Orders of the page, with reasons."""

from __future__ import annotations

from collections.abc import Mapping

from vrpcore.language import Language, choice, say, weekday
from vrpcore.models.evaluation import Evaluation, OrderOutcome, Reason
from vrpcore.models.order import Order
from vrpcore.models.problem import Problem
from vrpcore.report.figures import has_clock
from vrpcore.report.html.places import Json
from vrpcore.report.outcomes import reason_lines


def orders(
    problem: Problem,
    evaluation: Evaluation,
    served: Mapping[str, tuple[Reason, ...]],
    language: Language = "en",
) -> list[Json]:
    """Every order with its outcome, and why that is so."""
    number_of = {customer.id: number for number, customer in enumerate(problem.customers)}
    return [
        _order(problem, problem.order_of[outcome.order_id], outcome, served, number_of, language)
        for outcome in evaluation.orders
    ]


def _order(
    problem: Problem,
    order: Order,
    outcome: OrderOutcome,
    served: Mapping[str, tuple[Reason, ...]],
    number_of: Mapping[str, int],
    language: Language,
) -> Json:
    grams = sum(line.cases * problem.product_of[line.product_id].case_weight_g for line in order.lines)
    facts = []
    if order.direction == "pickup":
        facts.append((say("pickup", language), ""))
    if order.service_level == "express" or order.nature != "cycle":
        kind = order.service_level if order.service_level == "express" else order.nature
        facts.append((say("kind", language), choice(kind, language)))
    for label, seconds in (
        (say("release", language), problem.release_s(order)),
        (say("due", language), problem.due_s(order)),
    ):
        if seconds is not None and has_clock(problem):
            moment = problem.horizon.moment(seconds)
            facts.append((label, f"{weekday(moment, language)} {moment:%m-%d %H:%M}"))
        elif seconds is not None:
            facts.append((label, f"{seconds:,}"))
    for label, price in (
        (say("hold price", language), problem.hold_cost(order)),
        (say("unserved price", language), problem.unserved_cost(order)),
    ):
        if price is not None:
            facts.append((label, problem.currency.text(price)))
    return {
        "id": order.id,
        "customer": None if order.customer_id is None else number_of[order.customer_id],
        "outcome": outcome.outcome,
        "told": choice(outcome.outcome, language),
        "cases": order.cases,
        "kg": f"{grams / 1000:,.1f}",
        "lines": [f"{line.product_id} × {line.cases}" for line in order.lines],
        "facts": facts,
        "why": reason_lines(outcome.reasons, language),
        "why_so": reason_lines(served.get(order.id, ()), language),
    }
