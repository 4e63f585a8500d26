"""The part of a summary that tells which orders stay behind, and why."""

from __future__ import annotations

from vrpcore.models.evaluation import Evaluation, OrderOutcome
from vrpcore.models.problem import Problem
from vrpcore.report.figures import money
from vrpcore.report.text import counted, paragraph

_MAX_REASONS = 4
"""Reasons shown per order; the evaluation has all of them."""

_TITLES = {"unserved": "unserved", "partly": "delivered in part", "held": "held for the next order"}


def left_behind(problem: Problem, evaluation: Evaluation, max_orders: int | None) -> list[str]:
    """Unserved, partly delivered and held orders with the reasons that were tested."""
    lines: list[str] = []
    for kind, title in _TITLES.items():
        found = [outcome for outcome in evaluation.orders if outcome.outcome == kind]
        if not found:
            continue
        lines.append(f"{title}: {counted(len(found), 'order')}")
        for outcome in found[:max_orders]:
            lines += _order(problem, outcome)
        if max_orders is not None and len(found) > max_orders:
            lines.append(f"  … and {len(found) - max_orders} more")
    return lines


def _order(problem: Problem, outcome: OrderOutcome) -> list[str]:
    order = problem.order_of[outcome.order_id]
    facts = [counted(order.cases, "case")]
    if order.customer_id is not None:
        customer = problem.customer_of[order.customer_id]
        place = f" in {customer.township_id}" if customer.township_id else ""
        facts.append(f"customer {customer.id}{' ' + customer.name if customer.name else ''}{place}")
    price = problem.hold_cost(order) if outcome.outcome == "held" else None
    if outcome.outcome == "unserved":
        price = problem.unserved_cost(order)
        if price is None:
            facts.append("required")
    if price is not None:
        facts.append(f"costs {money(problem.currency, price)} {problem.currency.code}".rstrip())
    lines = paragraph(f"{order.id}: {', '.join(facts)}", "  ")
    texts = list(dict.fromkeys(reason.text for reason in outcome.reasons))
    for text in texts[:_MAX_REASONS]:
        first, *rest = paragraph(text, "      ") or ["      "]
        lines += [f"    - {first[6:]}", *rest]
    if len(texts) > _MAX_REASONS:
        lines.append(f"    - … and {len(texts) - _MAX_REASONS} more reasons")
    return lines
