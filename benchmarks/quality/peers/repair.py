"""Makes a plan keep the rules that a peer could not state, at the least cost found.

1. A break that a route lacks is put where the route stays cheapest; so is every break that falls outside
   its window.
2. As long as a rule is broken, one visit is dropped: the one that the violation names, or, where it names a
   trip, a route or a depot's stock, the one that costs least to leave out (for stock: per missing case).
3. Dropped orders go back, dearest to leave out first, to the place where they cost least more: into a trip, a
   visit of the same customer, a further trip or a free slot. An order that fits nowhere, or only at more than
   its price, is held or not served, whichever is cheaper.

What the peer itself chose to leave out stays out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.quality.peers.insertions import breaks_placed, insertions
from benchmarks.quality.peers.judge import Judge
from benchmarks.quality.peers.statement import is_held, leave_out_price
from vrpcore.evaluation.constraints.stock import available_cases, used_cases
from vrpcore.lowering import Instance, RoutePlan, Solution, Stop
from vrpcore.models.evaluation import Violation
from vrpcore.models.problem import Problem

_DEAR = 2**60
"""Price of leaving a required order out."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A solution that keeps the rules, as far as that could be reached."""

    solution: Solution
    num_dropped: int
    """Orders that were taken out."""
    num_returned: int
    """Orders among them that were put back."""


def repair(problem: Problem, solution: Solution) -> Repaired:
    """Repair a solution; one that breaks no rule is returned as it is."""
    judge = Judge(problem)
    if not judge.violations(solution):
        return Repaired(solution, 0, 0)
    instance = judge.instance
    routes = [_with_breaks(judge, route) for route in solution.routes]
    dropped: list[int] = []
    while True:
        current = Solution(tuple(routes), solution.held)
        target = _target(judge, instance, current, routes)
        if target is None:
            break
        nth, trip_idx, stop_idx = target
        stop = routes[nth].trips[trip_idx].stops[stop_idx]
        dropped += stop.orders if isinstance(stop, Stop) else ()
        routes[nth] = _without(routes[nth], trip_idx, stop_idx)
        routes[nth] = _with_breaks(judge, routes[nth])
        routes = [route for route in routes if _stops(route)]
    dropped.sort(key=lambda order: -_price(instance, (order,)))
    returned = 0
    for order in dropped:
        cheapest = _cheapest(judge, instance, routes, order)
        if cheapest is not None:
            routes, returned = cheapest, returned + 1
    served = {order for route in routes for _, _, stop in _stops(route) for order in stop.orders}
    held = {*solution.held, *(order for order in dropped if order not in served and is_held(instance, order))}
    return Repaired(Solution(tuple(routes), tuple(sorted(held))), len(dropped), returned)


def _stops(route: RoutePlan) -> list[tuple[int, int, Stop]]:
    return [
        (trip_idx, stop_idx, stop)
        for trip_idx, trip in enumerate(route.trips)
        for stop_idx, stop in enumerate(trip.stops)
        if isinstance(stop, Stop)
    ]


def _with_breaks(judge: Judge, route: RoutePlan) -> RoutePlan:
    return breaks_placed(judge, route) if judge.route(route)[1]["break"] else route


def _without(route: RoutePlan, trip_idx: int, stop_idx: int) -> RoutePlan:
    """The route without a stop, and without the trip where that was its last."""
    trip = route.trips[trip_idx]
    trip = replace(trip, stops=trip.stops[:stop_idx] + trip.stops[stop_idx + 1 :])
    trips = [*route.trips[:trip_idx], trip, *route.trips[trip_idx + 1 :]]
    kept = [one for one in trips if one.stops]
    home_first = kept and kept[0].depot == route.trips[0].depot
    return replace(route, trips=tuple(kept if home_first else trips))


def _price(instance: Instance, orders: tuple[int, ...]) -> int:
    prices = [leave_out_price(instance, order) for order in orders]
    return sum(_DEAR if price is None else price for price in prices)


def _target(
    judge: Judge, instance: Instance, solution: Solution, routes: list[RoutePlan]
) -> tuple[int, int, int] | None:
    """Route, trip and position of the stop to drop next; None where nothing that can be mended is broken."""
    for violation in judge.violations(solution):
        if violation.where.startswith("routes."):
            numbers = [int(word) for word in violation.where.split(".") if word.isdigit()]
            return _named(instance, routes, numbers)
        if violation.rule in ("stock", "daily_tonnage"):
            return _supplied(judge, instance, solution, routes, violation)
    return None


def _named(instance: Instance, routes: list[RoutePlan], numbers: list[int]) -> tuple[int, int, int]:
    """The stop that a path in the plan leads to, or the cheapest to leave out below it."""
    route_idx = numbers[0]
    trip_idx = numbers[1] if len(numbers) > 1 else None
    found = [
        (_price(instance, stop.orders), route_idx, t, s)
        for t, s, stop in _stops(routes[route_idx])
        if trip_idx in (None, t)
    ]
    if len(numbers) > 2:
        # Loading for a second trip is an activity of the plan, not a stop.
        position = numbers[2] - (1 if trip_idx else 0)
        exact = [one for one in found if one[3] == position]
        found = exact or found
    return min(found or [(0, route_idx, *_stops(routes[route_idx])[0][:2])])[1:]


def _supplied(
    judge: Judge, instance: Instance, solution: Solution, routes: list[RoutePlan], violation: Violation
) -> tuple[int, int, int]:
    """The stop that frees what a depot lacks at the least price per case."""
    problem = judge.problem
    facts = judge.facts(solution)
    depot_id = violation.where.removeprefix("depot ")
    depot = [one.id for one in problem.depots].index(depot_id)
    missing: dict[int, int] = {}
    for product, record in enumerate(problem.products):
        used = used_cases(facts).get((depot_id, record.id), {})
        for start in used:
            available = available_cases(facts.tables, depot_id, record.id, start)
            taken = sum(cases for begin, cases in used.items() if begin <= start)
            if available is not None and taken > available:
                missing[product] = max(missing.get(product, 0), taken - available)
    found = []
    for route_idx, route in enumerate(routes):
        for trip_idx, stop_idx, stop in _stops(route):
            freed = _freed(instance, stop, missing) if missing else 1
            if freed and route.trips[trip_idx].depot == depot:
                found.append((_price(instance, stop.orders) / freed, route_idx, trip_idx, stop_idx))
    return min(found)[1:]


def _freed(instance: Instance, stop: Stop, missing: dict[int, int]) -> int:
    """Missing cases that a stop brings."""
    orders = instance.orders
    return sum(
        min(int(orders.line_cases[line]), missing.get(int(orders.line_product[line]), 0))
        for order in stop.orders
        for line in range(int(orders.line_begin[order]), int(orders.line_begin[order + 1]))
    )


def _cheapest(
    judge: Judge, instance: Instance, routes: list[RoutePlan], order: int
) -> list[RoutePlan] | None:
    """The routes with an order taken in where it costs least; None where it costs more than its price."""
    found = []
    before = [judge.route(route)[0] for route in routes] + [0]  # a route of its own comes on top
    for nth, changed in insertions(instance, routes, order):
        cost, broken = judge.route(changed)
        if set(broken) == {"break"}:
            changed = breaks_placed(judge, changed)
            cost, broken = judge.route(changed)
        if not broken:
            found.append((cost - before[nth], len(found), nth, changed))
    for extra, _, nth, changed in sorted(found, key=lambda one: one[:2]):
        if extra >= _price(instance, (order,)):
            return None
        candidate = [*routes[:nth], changed, *routes[nth + 1 :]]
        rules = {violation.rule for violation in judge.violations(Solution(tuple(candidate)))}
        if not rules & {"stock", "daily_tonnage"}:
            return candidate
    return None
