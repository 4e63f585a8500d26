"""Splittable orders: visits bring parts of them, and what is missing is paid for case by case."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import NO_PRICE
from vrpcore.solvers.cpsat.amounts import brought, has_parts, lines_of
from vrpcore.solvers.cpsat.model.parts import Parts, Values
from vrpcore.solvers.cpsat.prices import missing_price

_Terms = list[tuple[cp_model.IntVar, int]]


def add_partial_outcomes(parts: Parts) -> None:
    """Bring no more than was ordered, and choose how many cases of each splittable order are missing."""
    instance = parts.fleet.instance
    orders = [order for order in range(instance.num_orders) if has_parts(instance, order)]
    if not orders:
        return
    nodes: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for slot in parts.slots:
        for node in slot.visits():
            nodes[node.candidate].append(node.present)
    terms: dict[int, _Terms] = defaultdict(list)
    for number, literals in nodes.items():
        for line, cases in brought(instance, parts.fleet.candidates[number].stop):
            terms[line] += [(literal, cases) for literal in literals]
    for order in orders:
        lines = lines_of(instance, order)
        for line in lines:
            if terms[line]:
                parts.model.add(_total(terms[line]) <= int(instance.orders.line_cases[line]))
        _choose_missing(parts, order, [term for line in lines for term in terms[line]])
    _choose_once(parts, nodes)


def _choose_missing(parts: Parts, order: int, terms: _Terms) -> None:
    """A literal for each number of cases that may be missing, with its price, rounding included."""
    instance = parts.fleet.instance
    total = int(instance.orders.load[order, 2])
    missing: dict[int, cp_model.IntVar] = {}
    for brought_cases in sorted(_reachable(terms, total)):
        cases = total - brought_cases
        price = missing_price(instance, order, cases)
        if price != NO_PRICE:
            missing[cases] = parts.flag()
            parts.pay(missing[cases], price)
    if total in missing:
        parts.skipped[order] = missing[total]
    parts.model.add_exactly_one(missing.values())
    left = _total([(literal, cases) for cases, literal in missing.items()])
    parts.model.add(cp_model.LinearExpr.sum(_total(terms), left) == total)

    def complete(values: Values) -> None:
        left = total - sum(cases for literal, cases in terms if values[literal.index])
        for cases, literal in missing.items():
            values[literal.index] = int(cases == left)

    parts.completions.append(complete)


def _reachable(terms: _Terms, total: int) -> set[int]:
    """Sums that some of the terms can have, up to a total."""
    sums = {0}
    amounts = sorted({cases for _, cases in terms})
    for begin in range(total):
        if begin in sums:
            sums |= {begin + cases for cases in amounts if begin + cases <= total}
    return sums


def _choose_once(parts: Parts, nodes: dict[int, list[cp_model.IntVar]]) -> None:
    """Each candidate is chosen at most once; of equal ones the first is chosen first."""
    candidates = parts.fleet.candidates
    for number, literals in nodes.items():
        parts.model.add_at_most_one(literals)
        if number and candidates[number].stop == candidates[number - 1].stop:
            parts.model.add(sum(literals) <= sum(nodes.get(number - 1, [])))


def _total(terms: _Terms) -> cp_model.LinearExpr:
    literals, amounts = [literal for literal, _ in terms], [cases for _, cases in terms]
    return cp_model.LinearExpr.weighted_sum(literals, amounts)
