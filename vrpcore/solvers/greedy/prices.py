"""What becomes of an order that is not delivered, and what that costs."""

from __future__ import annotations

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import Stop

REQUIRED = 2**58
"""Stands for the price of leaving out a required order: above any real cost."""


def is_held(instance: Instance, order: int) -> bool:
    """Whether an order that is not delivered at all is better held than unserved."""
    hold = int(instance.orders.hold_cost[order])
    unserved = int(instance.orders.unserved_cost[order])
    return hold != NO_PRICE and (unserved == NO_PRICE or hold <= unserved)


def order_price(instance: Instance, order: int) -> int:
    """Cost of not delivering an order at all."""
    if is_held(instance, order):
        return int(instance.orders.hold_cost[order])
    unserved = int(instance.orders.unserved_cost[order])
    return REQUIRED if unserved == NO_PRICE else unserved


def outcome_price(instance: Instance, stop: Stop) -> int:
    """Cost of leaving out a stop; of a part of an order, its share of the order's price."""
    total = 0
    for position, order in enumerate(stop.orders):
        price = order_price(instance, order)
        if stop.quantities is not None and price != REQUIRED:
            price = price * sum(stop.quantities[position]) // max(1, int(instance.orders.load[order, 2]))
        total += price
    return min(total, REQUIRED)
