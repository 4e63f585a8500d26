"""How two plans of a problem differ, and which difference gives a miss its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from vrpcore.models import Delivery, Pickup, Plan, Problem, Route

KINDS = {
    "feasibility": "a plan that keeps every rule exists and was not found",
    "parts": "other parts of splittable orders are brought",
    "first trip empty": "the optimum has a route whose first trip has no visit",
    "grouping": "a customer's orders are put into other visits, or others of them are left",
    "order set": "other orders are held or unserved, of customers with one order",
    "day": "an order comes on another day",
    "depot": "an order comes from another depot",
    "vehicles": "orders are dealt otherwise among the vehicles of a day",
    "trips": "orders are dealt otherwise among the trips of a vehicle",
    "sequence": "only the order of visits, or the breaks, differ",
}
"""Kinds of misses. A miss counts as the first kind that applies; the others are listed beside it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A visit and where it stands in a plan."""

    route: Route
    trip_idx: int
    visit: Delivery | Pickup

    @property
    def depot_id(self) -> str:
        return self.route.trips[self.trip_idx].depot_id


def differences(problem: Problem, optimum: Plan, found: Plan) -> tuple[str, ...]:
    """The kinds that apply to two plans, feasibility apart, in the order of `KINDS`; always at least one."""
    one, other = list(_places(optimum)), list(_places(found))
    differs = {
        "parts": _parts(problem, one) != _parts(problem, other),
        "first trip empty": _has_empty_first(optimum) and not _has_empty_first(found),
        "grouping": _grouping(problem, one) != _grouping(problem, other),
        "order set": _left(problem, optimum, one) != _left(problem, found, other),
        "day": _moved(one, other, lambda place: place.route.date),
        "depot": _moved(one, other, lambda place: place.depot_id),
        "vehicles": _dealt(problem, one) != _dealt(problem, other),
        "trips": _trips(one) != _trips(other),
    }
    return tuple(kind for kind in KINDS if differs.get(kind)) or ("sequence",)


def _places(plan: Plan) -> Iterator[_Place]:
    for route in plan.routes:
        for trip_idx, trip in enumerate(route.trips):
            for activity in trip.activities:
                if isinstance(activity, Delivery | Pickup):
                    yield _Place(route, trip_idx, activity)


def _parts(problem: Problem, places: list[_Place]) -> set[Hashable]:
    """What visits bring of orders that they do not bring whole."""
    whole = {(order.id, line.product_id): line.cases for order in problem.orders for line in order.lines}
    found: set[Hashable] = set()
    for place in places:
        if isinstance(place.visit, Delivery) and place.visit.quantities is not None:
            brought = {(line.order_id, line.product_id): line.cases for line in place.visit.quantities}
            for order_id in place.visit.order_ids:
                lines = {key: cases for key, cases in whole.items() if key[0] == order_id}
                if any(brought.get(key, 0) < cases for key, cases in lines.items()):
                    found.add(frozenset((key, brought.get(key, 0)) for key in lines))
    return found


def _has_empty_first(plan: Plan) -> bool:
    return any(
        not any(isinstance(activity, Delivery | Pickup) for activity in route.trips[0].activities)
        for route in plan.routes
    )


def _grouping(problem: Problem, places: list[_Place]) -> set[frozenset[str]]:
    """The visits of customers with several orders in a direction."""
    siblings: dict[Hashable, set[str]] = defaultdict(set)
    for order in problem.orders:
        siblings[order.customer_id, order.direction].add(order.id)
    several = {order_id for ids in siblings.values() if len(ids) > 1 for order_id in ids}
    visits = (frozenset(place.visit.order_ids) for place in places)
    return {visit for visit in visits if visit & several}


def _left(problem: Problem, plan: Plan, places: list[_Place]) -> Hashable:
    """The orders that are held, and those that are unserved."""
    served = {order_id for place in places for order_id in place.visit.order_ids}
    held = frozenset(plan.held_order_ids)
    return held, frozenset(order.id for order in problem.orders) - served - held


def _moved(one: list[_Place], other: list[_Place], key: Callable[[_Place], Hashable]) -> bool:
    """Whether an order that both plans bring comes in another way."""
    ways = [_ways(places, key) for places in (one, other)]
    return any(ways[0][order_id] != ways[1][order_id] for order_id in ways[0].keys() & ways[1].keys())


def _ways(places: list[_Place], key: Callable[[_Place], Hashable]) -> dict[str, set[Hashable]]:
    found: dict[str, set[Hashable]] = defaultdict(set)
    for place in places:
        for order_id in place.visit.order_ids:
            found[order_id].add(key(place))
    return found


def _dealt(problem: Problem, places: list[_Place]) -> Hashable:
    """Which orders share a route, of which type and date; the names of equal vehicles do not matter."""
    type_of = {slot.vehicle_id: slot.vehicle_type.id for slot in problem.slots}
    shared: dict[tuple[str, Hashable], set[str]] = defaultdict(set)
    for place in places:
        shared[place.route.vehicle_id, place.route.date].update(place.visit.order_ids)
    return {(type_of[vehicle], date, frozenset(ids)) for (vehicle, date), ids in shared.items()}


def _trips(places: list[_Place]) -> set[frozenset[str]]:
    shared: dict[Hashable, set[str]] = defaultdict(set)
    for place in places:
        shared[place.route.vehicle_id, place.route.date, place.trip_idx].update(place.visit.order_ids)
    return {frozenset(ids) for ids in shared.values()}
