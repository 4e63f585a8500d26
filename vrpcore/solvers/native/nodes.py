"""Which visits the engine decides on: orders grouped by customer, large ones in parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.native.in_time import InTime
from vrpcore.solvers.native.split import in_parts


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
    prices = _absent_prices(instance)
    return [_node(instance, stop, prices) for stop in stops]


def _absent_prices(instance: Instance) -> list[int | None]:
    """Per order the cheaper of holding and not serving it; None where it must be served."""
    orders = instance.orders
    return [
        min((price for price in both if price != NO_PRICE), default=None)
        for both in zip(orders.hold_cost.tolist(), orders.unserved_cost.tolist(), strict=True)
    ]


def _least_worth(price: int | None) -> tuple[bool, int]:
    """Sorts orders by what they are worth, falling."""
    return price is not None, -(price or 0)


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
    several = sorted({customers[group[0]] for group in groups.values() if len(group) > 1})
    in_time = InTime(instance, several)
    prices = _absent_prices(instance)
    stops = []
    for group in groups.values():
        stops += [Stop((group[0],))] if len(group) == 1 else _merged(instance, group, in_time, prices)
    splittable = set(np.flatnonzero(orders.is_splittable).tolist())
    if not splittable:
        return stops
    return [
        part
        for stop in stops
        for part in (
            in_parts(instance, stop.orders[0])
            if len(stop.orders) == 1 and stop.orders[0] in splittable
            else [stop]
        )
    ]


def _merged(
    instance: Instance, group: list[int], in_time: InTime, prices: Sequence[int | None]
) -> list[Stop]:
    """Merge orders as long as the visit can go wherever each alone could, and somebody is there in time.

    Those due first come first, among them those that must be served, then those dearest to leave out: of more
    orders than a vehicle holds, the first load is worth most.
    """
    due, release = instance.orders.due, instance.orders.release
    group = sorted(
        group, key=lambda order: (int(due[order]), int(release[order]), *_least_worth(prices[order]))
    )
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
            if is_open >= was_open and is_open and in_time(together):
                visit = together
                continue
            found.append(visit.stop.orders)
        visit = alone
    assert visit is not None
    found.append(visit.stop.orders)
    return [Stop(tuple(sorted(stop))) for stop in found]


def _node(instance: Instance, stop: Stop, absent_prices: Sequence[int | None]) -> Node:
    prices = [absent_prices[order] for order in stop.orders]
    visit = make_visit(instance, stop)
    if None in prices:
        return Node(visit, 0, is_required=True)
    cost = sum(price for price in prices if price is not None)
    if stop.quantities is not None:  # a part of one order bears its share
        cost = cost * visit.load[2] // max(1, int(instance.orders.load[stop.orders[0], 2]))
    return Node(visit, cost, is_required=False)
