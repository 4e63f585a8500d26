"""What becomes of an order that is not delivered, and what that costs."""

from __future__ import annotations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Stop
from vrpcore.solvers.outcomes import REQUIRED, leaving_cost


def outcome_price(instance: Instance, stop: Stop) -> int:
    """Cost of leaving out a stop; of a part of an order, its share of the order's price."""
    total = 0
    for position, order in enumerate(stop.orders):
        price = leaving_cost(instance, order)
        if stop.quantities is not None and price != REQUIRED:
            price = price * sum(stop.quantities[position]) // max(1, int(instance.orders.load[order, 2]))
        total += price
    return min(total, REQUIRED)
