"""The part of a summary that tells which orders stay behind, and why."""

from __future__ import annotations

from collections.abc import Sequence

from vrpcore.evaluation.reasons import codes
from vrpcore.models.evaluation import Evaluation, OrderOutcome, Reason
from vrpcore.models.problem import Problem
from vrpcore.report.figures import money
from vrpcore.report.text import counted, paragraph

_TITLES = {"unserved": "unserved", "partly": "delivered in part", "held": "held for the next order"}

_DECISIVE = (codes.COULD_BE_SERVED, codes.COSTS_MORE)
"""What was found in the end comes first …"""
_COUNTED = {
    codes.OUTSIDE_REACH: "outside the reach of {}",
    codes.OUTSIDE_AREA: "outside the area of {}",
    codes.RESERVE_VEHICLE: "{} in reserve",
}
"""… and what is true of most orders last, and only as a number of depots or vehicle types."""


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
    for text in reason_lines(outcome.reasons):
        first, *rest = paragraph(text, "      ") or ["      "]
        lines += [f"    - {first[6:]}", *rest]
    return lines


def reason_lines(reasons: Sequence[Reason]) -> list[str]:
    """One line for each kind of reason: the first of its kind in full, with the number of others."""
    texts_of: dict[str, list[str]] = {code: [] for code in _DECISIVE}
    for reason in reasons:
        texts_of.setdefault(reason.code, []).append(reason.text)
    lines = [
        texts[0] + (f" (and {len(texts) - 1} more of this kind)" if len(texts) > 1 else "")
        for code, texts in texts_of.items()
        if texts and code not in _COUNTED
    ]
    general = [
        words.format(counted(len(texts_of[code]), "depot" if code == codes.OUTSIDE_REACH else "vehicle type"))
        for code, words in _COUNTED.items()
        if code in texts_of
    ]
    return lines + ([", ".join(general)] if general else [])
