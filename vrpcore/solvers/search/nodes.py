"""Which visits the engine decides on: orders grouped by customer, large ones in parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.search.split import fits_somewhere, in_parts


@dataclass(frozen=True, slots=True)
class Node:
    """A visit that is served as one or not at all."""

    visit: Visit
    absent_cost: int
    """Cost units of holding or not serving its orders, whichever is cheaper for each."""
    is_required: bool
    """Whether one of its orders must be served."""


def make_nodes(instance: Instance, stops: list[Stop]) -> list[Node]:
    """Work out visits and what it costs to leave them out."""
    return [_node(instance, stop) for stop in stops]


def absent_price(instance: Instance, order: int) -> int | None:
    """The cheaper of holding and not serving an order; None where it must be served."""
    prices = [int(instance.orders.hold_cost[order]), int(instance.orders.unserved_cost[order])]
    return min((price for price in prices if price != NO_PRICE), default=None)


def first_stops(instance: Instance, chosen: Iterable[int] | None = None) -> list[Stop]:
    """One stop for all orders of a customer and direction that can share a visit without loss for any.

    Parameters
    ----------
    instance
        The problem.
    chosen
        Orders to be grouped; by default all.
    """
    orders = instance.orders
    numbers = range(instance.num_orders) if chosen is None else list(chosen)
    groups: dict[tuple[int, bool], list[int]] = {}
    customers: list[int] = orders.customer.tolist()
    directions: list[bool] = orders.is_pickup.tolist()
    for order in numbers:
        customer = customers[order] if instance.consolidates else -1 - order
        groups.setdefault((customer, directions[order]), []).append(order)
    stops = []
    for group in groups.values():
        stops += [Stop((group[0],))] if len(group) == 1 else _merged(instance, group)
    if not orders.is_splittable.any():
        return stops
    return [
        part
        for stop in stops
        for part in (in_parts(instance, stop.orders[0]) if len(stop.orders) == 1 else [stop])
    ]


def _merged(instance: Instance, group: list[int]) -> list[Stop]:
    """Merge orders, earliest due first, as long as the visit can go wherever each order alone could."""
    orders = instance.orders
    group = sorted(group, key=lambda order: (int(orders.due[order]), int(orders.release[order])))
    shifts = sorted(set(zip(instance.slots.start.tolist(), instance.slots.end.tolist(), strict=True)))
    found: list[tuple[int, ...]] = []
    visit: Visit | None = None
    for order in group:
        alone = make_visit(instance, Stop((order,)))
        if visit is not None:
            together = make_visit(instance, Stop((*visit.stop.orders, order)))
            is_open = {depot for depot, price in enumerate(together.surcharges) if price != NO_PRICE}
            was_open = {
                depot
                for depot in range(instance.num_depots)
                if visit.surcharges[depot] != NO_PRICE and alone.surcharges[depot] != NO_PRICE
            }
            if (
                fits_somewhere(instance, together)
                and is_open >= was_open
                and is_open
                and _has_moment(together, shifts)
            ):
                visit = together
                continue
            found.append(visit.stop.orders)
        visit = alone
    assert visit is not None
    found.append(visit.stop.orders)
    return [Stop(tuple(sorted(stop))) for stop in found]


def _has_moment(visit: Visit, shifts: list[tuple[int, int]]) -> bool:
    """Whether some shift leaves time after the release in a service window."""
    return any(
        max(opens, visit.release, start) < min(closes, end)
        for start, end in shifts
        for opens, closes in visit.spans
    )


def _node(instance: Instance, stop: Stop) -> Node:
    prices = [absent_price(instance, order) for order in stop.orders]
    visit = make_visit(instance, stop)
    if None in prices:
        return Node(visit, 0, is_required=True)
    cost = sum(price for price in prices if price is not None)
    if stop.quantities is not None:  # a part of one order bears its share
        cost = cost * visit.load[2] // max(1, int(instance.orders.load[stop.orders[0], 2]))
    return Node(visit, cost, is_required=False)
