"""Orders: each is served in exactly one visit, held, or left unserved."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.solvers.cpsat.model.parts import Parts


def skip_price(instance: Instance, order: int) -> int:
    """The least price of not serving an order; `NO_PRICE` where it must be served."""
    prices = (int(instance.orders.hold_cost[order]), int(instance.orders.unserved_cost[order]))
    return min((price for price in prices if price != NO_PRICE), default=NO_PRICE)


def add_outcomes(parts: Parts) -> None:
    """Give every order exactly one outcome.

    Holding and leaving unserved touch nothing else, so only the cheaper of the two is in the model.
    """
    serving: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for slot in parts.slots:
        for node in slot.visits():
            for order in parts.fleet.candidates[node.candidate].stop.orders:
                serving[order].append(node.present)
    for order in range(parts.fleet.instance.num_orders):
        price = skip_price(parts.fleet.instance, order)
        literals = serving[order]
        if price != NO_PRICE:
            parts.skipped[order] = parts.flag()
            parts.pay(parts.skipped[order], price)
            literals = [*literals, parts.skipped[order]]
        parts.model.add_exactly_one(literals)
