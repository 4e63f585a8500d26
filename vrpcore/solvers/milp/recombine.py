"""The better half of two solutions: groups of routes that trade orders are taken from either."""

from __future__ import annotations

from collections import defaultdict

from vrpcore.lowering.instance import NO_PRICE
from vrpcore.lowering.solution import RoutePlan, Solution, Stop
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.sequence import draw
from vrpcore.solvers.outcomes import with_outcomes
from vrpcore.solvers.stock import StockLedger


def recombine(context: Context, best: Solution, other: Solution) -> Solution:
    """Take over from another solution every group of changed routes that is cheaper, as far as stock allows.

    Routes belong to one group if an order moved between them, so groups can be exchanged independently but
    for stock and daily tonnage, which are checked.
    """
    old, new = _routes(best), _routes(other)
    changed = [slot for slot in sorted(old.keys() | new.keys()) if old.get(slot) != new.get(slot)]
    groups = _groups(changed, old, new)
    ledger = StockLedger(context.instance)
    for route in old.values():
        draw(context, ledger, route, 1)
    gains = [(_cost(context, group, new) - _cost(context, group, old), group) for group in groups]
    current = dict(old)
    for gain, group in sorted(gains, key=lambda pair: (pair[0], pair[1])):
        if gain >= 0:
            break
        for slot in group:
            if slot in current:
                draw(context, ledger, current[slot], -1)
        if _draw_if_it_fits(context, ledger, [new[slot] for slot in group if slot in new]):
            for slot in group:
                current.pop(slot, None)
                if slot in new:
                    current[slot] = new[slot]
        else:
            for slot in group:
                if slot in current:
                    draw(context, ledger, current[slot], 1)
    return with_outcomes(context.instance, current.values())


def _routes(solution: Solution) -> dict[int, RoutePlan]:
    return {route.slot: route for route in solution.routes}


def _orders(route: RoutePlan | None) -> set[int]:
    if route is None:
        return set()
    return {o for trip in route.trips for stop in trip.stops if isinstance(stop, Stop) for o in stop.orders}


def _groups(
    changed: list[int], old: dict[int, RoutePlan], new: dict[int, RoutePlan]
) -> list[tuple[int, ...]]:
    """Join slots that have an order in common, before or after."""
    leader = {slot: slot for slot in changed}

    def find(slot: int) -> int:
        while leader[slot] != slot:
            leader[slot] = leader[leader[slot]]
            slot = leader[slot]
        return slot

    seen: dict[int, int] = {}
    for slot in changed:
        for order in sorted(_orders(old.get(slot)) | _orders(new.get(slot))):
            if order in seen:
                leader[find(slot)] = find(seen[order])
            else:
                seen[order] = slot
    members = defaultdict(list)
    for slot in changed:
        members[find(slot)].append(slot)
    return [tuple(group) for group in members.values()]


def _cost(context: Context, group: tuple[int, ...], routes: dict[int, RoutePlan]) -> float:
    """Return the cost of a group's routes minus the prices of leaving their orders.

    Orders that neither solution brings in the group cost the same in both, so this orders the two correctly
    for orders brought in full; parts are judged as if the whole order were brought.
    """
    orders = context.instance.orders
    total = 0.0
    for slot in group:
        route = routes.get(slot)
        if route is None:
            continue
        found = context.route_cost(route)
        if found is None:
            return float("inf")
        total += found.cost
        for order in _orders(route):
            prices = [int(p) for p in (orders.hold_cost[order], orders.unserved_cost[order]) if p != NO_PRICE]
            total -= min(prices) if prices else 1e15
    return total


def _draw_if_it_fits(context: Context, ledger: StockLedger, routes: list[RoutePlan]) -> bool:
    """Draw the goods of some routes, or nothing where they do not all fit."""
    loads = [
        (route.slot, trip.depot, visit.products, visit.load[0])
        for route in routes
        for trip in route.trips
        for visit in (context.visit(stop) for stop in trip.stops if isinstance(stop, Stop))
        if not visit.is_pickup
    ]
    for nth, load in enumerate(loads):
        if not ledger.fits(*load):
            for drawn in loads[:nth]:
                ledger.draw(*drawn, sign=-1)
            return False
        ledger.draw(*load)
    return True
