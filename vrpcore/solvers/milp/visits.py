"""Which visits the model may choose from: a customer's orders alone and in combination."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution, Stop

Orders = tuple[int, ...]


def stops_of(solution: Solution) -> dict[int, list[tuple[int, Stop]]]:
    """Return, for each used slot, (depot, stop) of every visit, in the order of the route."""
    return {
        route.slot: [
            (trip.depot, stop) for trip in route.trips for stop in trip.stops if isinstance(stop, Stop)
        ]
        for route in solution.routes
    }


def orders_in_parts(solution: Solution) -> frozenset[int]:
    """Return the orders that a solution brings in parts, with the orders that share a visit with them."""
    return frozenset(
        order
        for stops in stops_of(solution).values()
        for _, stop in stops
        if stop.quantities is not None
        for order in stop.orders
    )


def visits_to_consider(
    instance: Instance, present: Iterable[Orders], excluded: frozenset[int], orders_per_subset: int
) -> tuple[Orders, ...]:
    """List the sets of orders that may form a visit.

    Parameters
    ----------
    present
        Visits of the solution to improve; all of them are kept.
    excluded
        Orders that take no part, such as those brought in parts.
    orders_per_subset
        Customers with up to this many orders get every subset; others get single orders and runs of orders
        by due time, since orders that fall due together are the ones worth combining.
    """
    orders = instance.orders
    groups: dict[tuple[int, bool], list[int]] = {}
    for order in range(instance.num_orders):
        if order not in excluded:
            groups.setdefault((int(orders.customer[order]), bool(orders.is_pickup[order])), []).append(order)
    found: dict[Orders, None] = {}
    for group in groups.values():
        if not instance.consolidates:
            found.update(((order,), None) for order in group)
        elif len(group) <= orders_per_subset:
            sizes = range(1, len(group) + 1)
            found.update((subset, None) for size in sizes for subset in combinations(group, size))
        else:
            by_due = sorted(group, key=lambda o: (int(orders.due[o]), int(orders.release[o]), o))
            for first in range(len(by_due)):
                for last in range(first + 1, min(first + orders_per_subset, len(by_due)) + 1):
                    found[tuple(sorted(by_due[first:last]))] = None
            found[tuple(group)] = None
    found.update((tuple(sorted(visit)), None) for visit in present)
    return tuple(found)
