"""A part of a problem as a problem of its own: some vehicle days, their orders and those that nobody brings.

Everything outside stays as it is; what it takes from stock and daily tonnage is no longer there. A better
solution of the part is therefore a better solution of the whole, by the same amount.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, Depot, Instance, Orders
from vrpcore.lowering.solution import RoutePlan, Solution, Stop
from vrpcore.lowering.visit import make_visit


@dataclass(frozen=True, slots=True)
class Part:
    """An instance of some slots and orders, its solution, and the way back."""

    instance: Instance
    solution: Solution
    """What the whole solution does with the part."""
    slots: tuple[int, ...]
    """Per slot of the part: its number in the whole."""
    orders: tuple[int, ...]
    outside: Solution
    """What the whole solution does with everything else, in numbers of the whole."""

    def merge(self, solution: Solution) -> Solution:
        """Return the whole with another solution of the part."""
        inside = _renumbered(solution, self.slots.__getitem__, self.orders.__getitem__)
        return Solution(
            tuple(sorted((*self.outside.routes, *inside.routes), key=lambda route: route.slot)),
            tuple(sorted((*self.outside.held, *inside.held))),
        )


def make_part(instance: Instance, solution: Solution, slots: Iterable[int], extra: Iterable[int]) -> Part:
    """Cut out slots with their orders, and further orders that no route brings.

    Parameters
    ----------
    slots
        Slots of the part. Slots that share a split order or a limited daily tonnage with them are added.
    extra
        Orders that are held or unserved and shall take part.
    """
    chosen = _closed(instance, solution, set(slots))
    inside = [route for route in solution.routes if route.slot in chosen]
    outside = tuple(route for route in solution.routes if route.slot not in chosen)
    orders = sorted({order for route in inside for order in orders_of(route)} | set(extra))
    order_idx = {order: idx for idx, order in enumerate(orders)}
    ordered_slots = sorted(chosen)
    slot_idx = {slot: idx for idx, slot in enumerate(ordered_slots)}
    part = replace(
        instance,
        orders=_orders(instance.orders, np.array(orders, dtype=np.int64)),
        slots=replace(
            instance.slots,
            **{
                name: getattr(instance.slots, name)[ordered_slots]
                for name in ("vehicle_type", "vehicle", "day", "start", "end", "midnight")
            },
        ),
    )
    held = tuple(order for order in solution.held if order in order_idx)
    return Part(
        instance=replace(part, depots=_depots(instance, part, outside)),
        solution=_renumbered(Solution(tuple(inside), held), slot_idx.__getitem__, order_idx.__getitem__),
        slots=tuple(ordered_slots),
        orders=tuple(orders),
        outside=Solution(outside, tuple(order for order in solution.held if order not in order_idx)),
    )


def orders_of(route: RoutePlan) -> set[int]:
    """Return the orders that a route brings, in full or in part."""
    return {o for trip in route.trips for stop in trip.stops if isinstance(stop, Stop) for o in stop.orders}


def _closed(instance: Instance, solution: Solution, chosen: set[int]) -> set[int]:
    """Add slots that cannot be separated from the chosen ones."""
    limited = [idx for idx, depot in enumerate(instance.depots) if depot.max_grams_per_day < NO_LIMIT]
    ties: dict[int, set[tuple[str, int, int]]] = {}
    for route in solution.routes:
        day = int(instance.slots.day[route.slot])
        ties[route.slot] = {("tonnage", trip.depot, day) for trip in route.trips if trip.depot in limited}
        ties[route.slot] |= {
            ("split", order, 0)
            for trip in route.trips
            for stop in trip.stops
            if isinstance(stop, Stop) and stop.quantities is not None
            for order in stop.orders
        }
    while True:
        shared = {
            ("tonnage", depot, int(instance.slots.day[slot])) for slot in chosen for depot in limited
        }.union(*(ties.get(slot, ()) for slot in chosen))
        more = {slot for slot, found in ties.items() if slot not in chosen and found & shared}
        if not more:
            return chosen
        chosen = chosen | more


def _orders(orders: Orders, chosen: np.ndarray) -> Orders:
    sizes = orders.line_begin[chosen + 1] - orders.line_begin[chosen] if len(chosen) else chosen
    begin = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    lines = np.repeat(orders.line_begin[chosen] - begin[:-1], sizes) + np.arange(begin[-1])
    per_order = ("customer", "is_pickup", "is_emergency", "is_splittable", "release", "due")
    prices = ("hold_cost", "unserved_cost", "load")
    return replace(
        orders,
        **{name: getattr(orders, name)[chosen] for name in per_order + prices},
        line_begin=begin,
        line_product=orders.line_product[lines],
        line_cases=orders.line_cases[lines],
    )


def _depots(instance: Instance, part: Instance, outside: tuple[RoutePlan, ...]) -> tuple[Depot, ...]:
    """Return the depots with what the routes outside leave of their stock."""
    moments = np.unique(instance.slots.start)
    own = np.unique(part.slots.start)
    drawn: dict[int, np.ndarray] = {}
    for route in outside:
        moment = int(np.searchsorted(moments, instance.slots.start[route.slot]))
        for trip in route.trips:
            if instance.depots[trip.depot].stock is None:
                continue
            taken = drawn.setdefault(
                trip.depot, np.zeros((instance.num_products, len(moments)), dtype=np.int64)
            )
            for stop in trip.stops:
                if isinstance(stop, Stop):
                    visit = make_visit(instance, stop)
                    for product, cases in () if visit.is_pickup else visit.products:
                        taken[product, moment:] += cases
    depots = list(instance.depots)
    for idx, taken in drawn.items():
        depot = depots[idx]
        assert depot.stock is not None
        left = np.repeat(depot.stock[:, None], len(moments), axis=1)
        for arrival, product, cases in depot.receipts:
            left[product, int(np.searchsorted(moments, arrival, side="left")) :] += cases
        left = np.maximum(left, 0) - taken
        # What the part may have given by one of its own moments must do until its next one.
        first = np.searchsorted(moments, own)
        steps = np.minimum.reduceat(left, first, axis=1)
        receipts = [
            (int(own[step]), product, int(change))
            for step in range(1, len(own))
            for product, change in enumerate(steps[:, step] - steps[:, step - 1])
            if change
        ]
        depots[idx] = replace(depot, stock=steps[:, 0].copy(), receipts=tuple(receipts))
    return tuple(depots)


def _renumbered(solution: Solution, slot: Callable[[int], int], order: Callable[[int], int]) -> Solution:
    def stop(old: Stop) -> Stop:
        return Stop(tuple(map(order, old.orders)), old.quantities)

    routes = tuple(
        RoutePlan(
            slot(route.slot),
            tuple(
                replace(trip, stops=tuple(stop(s) if isinstance(s, Stop) else s for s in trip.stops))
                for trip in route.trips
            ),
        )
        for route in solution.routes
    )
    return Solution(routes, tuple(map(order, solution.held)))
