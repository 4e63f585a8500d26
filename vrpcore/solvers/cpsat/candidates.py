"""Visit candidates: every set of orders that one visit could bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit, make_visit


def make_candidates(
    instance: Instance, max_per_customer: int, orders: Iterable[int] | None = None
) -> tuple[Visit, ...]:
    """All non-empty sets of orders of one customer and direction that some vehicle could bring at once.

    Without consolidation each order is a candidate of its own. A set is left out where no service window
    is left before its due time, or where no vehicle can hold it: both hold for every larger set, too.

    Parameters
    ----------
    instance
        What to solve.
    max_per_customer
        Most candidates of one customer and direction.
    orders
        The orders to consider; all by default.

    Raises
    ------
    ProblemTooLargeError
        Where a customer's orders can be combined in more than `max_per_customer` ways.
    """
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for order in range(instance.num_orders) if orders is None else orders:
        groups[int(instance.orders.customer[order]), bool(instance.orders.is_pickup[order])].append(order)
    candidates: list[Visit] = []
    for (customer, _), together in groups.items():
        found = _subsets(instance, together, max_per_customer)
        if found is None:
            raise ProblemTooLargeError(
                f"the {len(together)} orders of customer number {customer} combine to more than "
                f"{max_per_customer} visits; allowed: {max_per_customer} (all sets of "
                f"{(max_per_customer + 1).bit_length() - 1} orders); "
                "remedy: raise the option max_candidates, or use another solver"
            )
        candidates += found
    return tuple(candidates)


def _subsets(instance: Instance, orders: list[int], limit: int) -> list[Visit] | None:
    """Grow sets order by order, each from its part without the last order; None above the limit."""
    level: list[tuple[int, ...]] = [()]
    found: list[Visit] = []
    while level:
        grown = []
        for subset in level:
            for order in orders:
                if not subset or (instance.consolidates and order > subset[-1]):
                    visit = make_visit(instance, Stop((*subset, order)))
                    if visit.spans and _fits_somewhere(instance, visit):
                        found.append(visit)
                        grown.append((*subset, order))
                        if len(found) > max(limit, len(orders)):
                            return None
        level = grown
    return found


def _fits_somewhere(instance: Instance, visit: Visit) -> bool:
    return any(
        vehicle_type.is_usable
        and all(load <= capacity for load, capacity in zip(visit.load, vehicle_type.capacity, strict=True))
        for vehicle_type in instance.vehicle_types
    )
