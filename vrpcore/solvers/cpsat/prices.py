"""What it costs not to serve an order, or a part of it."""

from __future__ import annotations

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.models.money import half_even


def skip_price(instance: Instance, order: int) -> int:
    """The least price of not serving an order; `NO_PRICE` where it must be served."""
    prices = (int(instance.orders.hold_cost[order]), int(instance.orders.unserved_cost[order]))
    return min((price for price in prices if price != NO_PRICE), default=NO_PRICE)


def missing_price(instance: Instance, order: int, cases: int) -> int:
    """The price of leaving out so many cases of an order; `NO_PRICE` where that is not allowed."""
    total = int(instance.orders.load[order, 2])
    if cases == total:
        return skip_price(instance, order)
    price = int(instance.orders.unserved_cost[order])
    if cases == 0 or price == NO_PRICE:
        return 0 if cases == 0 else NO_PRICE
    return half_even(price * cases, total)
