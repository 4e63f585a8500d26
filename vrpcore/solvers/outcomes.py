"""What becomes of orders that no route brings, or not in full, and what that costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import RoutePlan, Solution, Stop
from vrpcore.models.money import half_even
from vrpcore.solvers.stops import lines_of

REQUIRED = 2**58
"""In place of the price of leaving a required order: more than any plan costs."""


def is_held(instance: Instance, order: int) -> bool:
    """Whether an order of which nothing is delivered is better held than unserved."""
    hold = int(instance.orders.hold_cost[order])
    unserved = int(instance.orders.unserved_cost[order])
    return hold != NO_PRICE and (unserved == NO_PRICE or hold <= unserved)


def leaving_cost(instance: Instance, order: int) -> int:
    """Cost units of leaving an order, held or unserved; `REQUIRED` where it must be served."""
    if is_held(instance, order):
        return int(instance.orders.hold_cost[order])
    return unserved_share(instance, order, int(instance.orders.load[order, 2]))


def unserved_share(instance: Instance, order: int, missing: int) -> int:
    """Cost units of so many unserved cases of an order, as if a required one had the price `REQUIRED`."""
    if not missing:
        return 0
    price = int(instance.orders.unserved_cost[order])
    whole = int(instance.orders.load[order, 2])
    return half_even((REQUIRED if price == NO_PRICE else price) * missing, whole)


def missing_lines(instance: Instance, routes: Iterable[RoutePlan]) -> dict[int, tuple[int, ...]]:
    """Cases that are missing of each line, by order, for the orders that are not brought in full."""
    parts: dict[int, tuple[int, ...]] = {}
    whole: set[int] = set()
    for stop in (stop for route in routes for trip in route.trips for stop in trip.stops):
        if not isinstance(stop, Stop):
            continue
        if stop.quantities is None:
            whole.update(stop.orders)
            continue
        for order, brought in zip(stop.orders, stop.quantities, strict=True):
            before = parts.get(order, (0,) * len(brought))
            parts[order] = tuple(a + b for a, b in zip(before, brought, strict=True))
    found = {}
    for order in range(instance.num_orders):
        if order not in whole:
            lines = lines_of(instance, order)
            present = parts.get(order, (0,) * len(lines))
            missing = tuple(max(0, cases - some) for cases, some in zip(lines, present, strict=True))
            if any(missing):
                found[order] = missing
    return found


def orders_in_parts(routes: Iterable[RoutePlan]) -> list[int]:
    """Return the orders that several stops bring together."""
    stops = (stop for route in routes for trip in route.trips for stop in trip.stops)
    times = Counter(order for stop in stops if isinstance(stop, Stop) for order in stop.orders)
    return sorted(order for order, number in times.items() if number > 1)


def visited_orders(routes: Iterable[RoutePlan]) -> set[int]:
    """Return the orders that some stop brings, in full or in part."""
    return {
        order
        for route in routes
        for trip in route.trips
        for stop in trip.stops
        if isinstance(stop, Stop)
        for order in stop.orders
    }


def with_outcomes(instance: Instance, routes: Iterable[RoutePlan]) -> Solution:
    """Return routes with every order that they leave out held, where that is allowed and costs no more."""
    routes = tuple(sorted(routes, key=lambda route: route.slot))
    visited = visited_orders(routes)
    held = (order for order in range(instance.num_orders) if order not in visited)
    return Solution(routes, tuple(order for order in held if is_held(instance, order)))
