"""Orders: each is served in exactly one visit, or in parts, or held, or left unserved."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import NO_PRICE
from vrpcore.solvers.cpsat.amounts import has_parts
from vrpcore.solvers.cpsat.model.partial import add_partial_outcomes
from vrpcore.solvers.cpsat.model.parts import Parts
from vrpcore.solvers.cpsat.prices import skip_price


def add_outcomes(parts: Parts) -> None:
    """Give every order exactly one outcome.

    Holding and leaving unserved touch nothing else, so only the cheaper of the two is in the model.
    """
    serving: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for slot in parts.slots:
        for node in slot.visits():
            for order in parts.fleet.candidates[node.candidate].stop.orders:
                serving[order].append(node.present)
    add_partial_outcomes(parts)
    for order in range(parts.fleet.instance.num_orders):
        if has_parts(parts.fleet.instance, order):
            continue
        price = skip_price(parts.fleet.instance, order)
        literals = serving[order]
        if price != NO_PRICE:
            parts.skipped[order] = parts.flag()
            parts.pay(parts.skipped[order], price)
            literals = [*literals, parts.skipped[order]]
        parts.model.add_exactly_one(literals)
