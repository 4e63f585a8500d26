"""The part of a summary that tells which orders stay behind, and why."""

from __future__ import annotations

from collections.abc import Sequence

from vrpcore.evaluation.reasons import codes
from vrpcore.language import Language, colon, comma, counted, say
from vrpcore.models.evaluation import Evaluation, OrderOutcome, Reason
from vrpcore.models.problem import Problem
from vrpcore.report.figures import money
from vrpcore.report.text import paragraph

TITLES = {"unserved": "unserved", "partly": "delivered in part", "held": "held for the next order"}

_DECISIVE = (codes.COULD_BE_SERVED, codes.COSTS_MORE)
"""What was found in the end comes first …"""
_COUNTED = {
    codes.OUTSIDE_REACH: "outside the reach of {things}",
    codes.OUTSIDE_AREA: "outside the area of {things}",
    codes.RESERVE_VEHICLE: "{things} in reserve",
}
_THINGS = {
    codes.OUTSIDE_REACH: "depot",
    codes.OUTSIDE_AREA: "vehicle type",
    codes.RESERVE_VEHICLE: "vehicle type",
}
"""… and what is true of most orders last, and only as a number of depots or vehicle types."""


def left_behind(
    problem: Problem, evaluation: Evaluation, max_orders: int | None, language: Language = "en"
) -> list[str]:
    """Unserved, partly delivered and held orders with the reasons that were tested."""
    lines: list[str] = []
    for kind in TITLES:
        found = [outcome for outcome in evaluation.orders if outcome.outcome == kind]
        if not found:
            continue
        lines.append(
            f"{say(TITLES[kind], language)}{colon(language)}{counted(len(found), 'order', language)}"
        )
        for outcome in found[:max_orders]:
            lines += _order(problem, outcome, language)
        if max_orders is not None and len(found) > max_orders:
            lines.append("  … " + say("and {number} more", language, number=len(found) - max_orders))
    return lines


def _order(problem: Problem, outcome: OrderOutcome, language: Language) -> list[str]:
    order = problem.order_of[outcome.order_id]
    facts = [counted(order.cases, "case", language)]
    if order.customer_id is not None:
        customer = problem.customer_of[order.customer_id]
        title = f"{customer.id}{' ' + customer.name if customer.name else ''}"
        where = "customer {customer} in {township}" if customer.township_id else "customer {customer}"
        facts.append(say(where, language, customer=title, township=customer.township_id or ""))
    price = problem.hold_cost(order) if outcome.outcome == "held" else None
    if outcome.outcome == "unserved":
        price = problem.unserved_cost(order)
        if price is None:
            facts.append(say("required", language))
    if price is not None:
        amount = f"{money(problem.currency, price)} {problem.currency.code}".rstrip()
        facts.append(say("costs {amount}", language, amount=amount))
    lines = paragraph(f"{order.id}{colon(language)}{comma(language).join(facts)}", "  ")
    for text in reason_lines(outcome.reasons, language):
        first, *rest = paragraph(text, "      ") or ["      "]
        lines += [f"    - {first[6:]}", *rest]
    return lines


def reason_lines(reasons: Sequence[Reason], language: Language = "en") -> list[str]:
    """One line for each kind of reason: the first of its kind in full, with the number of others."""
    texts_of: dict[str, list[str]] = {code: [] for code in _DECISIVE}
    for reason in reasons:
        texts_of.setdefault(reason.code, []).append(reason.text_in(language))
    lines = []
    for code, texts in texts_of.items():
        if texts and code not in _COUNTED:
            others = say(" (and {number} more of this kind)", language, number=len(texts) - 1)
            lines.append(texts[0] + (others if len(texts) > 1 else ""))
    general = [
        say(_COUNTED[code], language, things=counted(len(texts_of[code]), _THINGS[code], language))
        for code in _COUNTED
        if code in texts_of
    ]
    return lines + ([comma(language).join(general)] if general else [])
