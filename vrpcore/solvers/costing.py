"""The exact cost of routes and solutions in indices, for every solver; the evaluator does not use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE, Instance, Spans, VehicleType
from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop, TripPlan
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.models.money import half_even
from vrpcore.solvers.timing import Event, Timing, best_timing

MakeVisit = Callable[[Stop], Visit]


@dataclass(frozen=True, slots=True)
class RouteCost:
    """What a route costs, if it keeps every rule that concerns it alone."""

    cost: int
    distance: int
    timing: Timing


def route_cost(instance: Instance, route: RoutePlan, visit_of: MakeVisit | None = None) -> RouteCost | None:
    """Cost a route, or return None where it breaks a rule of its own.

    Checks everything but the rules that couple routes: stock, daily tonnage, each order at most once.

    Parameters
    ----------
    visit_of
        Supplies visits, for example from a cache; by default each is worked out anew.
    """
    slot = route.slot
    type_idx = int(instance.slots.vehicle_type[slot])
    vehicle_type = instance.vehicle_types[type_idx]
    make = visit_of or (lambda stop: make_visit(instance, stop))
    trips = [
        (trip, [make(stop) if isinstance(stop, Stop) else stop for stop in trip.stops])
        for trip in route.trips
    ]
    if not vehicle_type.is_usable or len(trips) > vehicle_type.max_trips or not _depots_fit(instance, route):
        return None
    places: list[int] = [vehicle_type.depot]
    skeleton: list[tuple[int, int, Spans]] = []  # place, duration, spans
    cost = vehicle_type.day_cost
    rests: list[int] = []
    midnight = int(instance.slots.midnight[slot])
    for trip, stops in trips:
        visits = [stop for stop in stops if isinstance(stop, Visit)]
        if not _trip_is_allowed(instance, type_idx, trip.depot, visits):
            return None
        skeleton.append(
            (
                trip.depot,
                vehicle_type.loading_duration,
                loading_spans(instance, trip, visits, vehicle_type.loading_duration),
            )
        )
        for stop in stops:
            if isinstance(stop, Visit):
                cost += stop.delivery_cost(instance, trip.depot, vehicle_type)
                place = instance.place_of(stop.customer)
                skeleton.append((place, stop.service_duration(vehicle_type), stop.spans))
            else:
                rest = vehicle_type.rests[stop.rest]
                rests.append(stop.rest)
                window = (midnight + rest.earliest, midnight + rest.latest)
                skeleton.append((skeleton[-1][0], rest.duration, (window,)))
    if rests != sorted(set(rests)):
        return None
    places += [place for place, _, _ in skeleton] + [vehicle_type.depot]
    distances, durations = instance.travel.legs(
        vehicle_type.profile,
        np.array(places[:-1], dtype=np.int64),
        np.array(places[1:], dtype=np.int64),
    )
    if (distances < 0).any() or (durations < 0).any():
        return None
    distance = int(distances.sum())
    timing = best_timing(
        [
            Event(int(travel), duration, spans)
            for travel, (_, duration, spans) in zip(durations[:-1], skeleton, strict=True)
        ],
        int(durations[-1]),
        (int(instance.slots.start[slot]), int(instance.slots.end[slot])),
        vehicle_type.max_duration,
        duration_has_cost=vehicle_type.cost_per_second > 0,
        rests_left_out=[rest for idx, rest in enumerate(vehicle_type.rests) if idx not in rests],
        midnight=midnight,
    )
    if timing is None or distance > vehicle_type.max_distance:
        return None
    cost += distance * vehicle_type.cost_per_metre + timing.duration * vehicle_type.cost_per_second
    return RouteCost(cost, distance, timing)


class Costing:
    """Visits and exact route costs of one instance, each worked out once."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._visits: dict[Stop, Visit] = {}
        self._routes: dict[RoutePlan, RouteCost | None] = {}

    def visit(self, stop: Stop) -> Visit:
        """Return the visit of a stop."""
        found = self._visits.get(stop)
        if found is None:
            found = self._visits[stop] = make_visit(self.instance, stop)
        return found

    def place(self, stop: Stop) -> int:
        """Return the place of a stop's customer."""
        return self.instance.place_of(int(self.instance.orders.customer[stop.orders[0]]))

    def route_cost(self, route: RoutePlan) -> RouteCost | None:
        """Return the exact cost of a route, None where it breaks a rule."""
        if route not in self._routes:
            self._routes[route] = route_cost(self.instance, route, self.visit)
        return self._routes[route]

    def type_of(self, slot: int) -> VehicleType:
        """Return the vehicle type of a slot."""
        return self.instance.vehicle_types[int(self.instance.slots.vehicle_type[slot])]


def _depots_fit(instance: Instance, route: RoutePlan) -> bool:
    vehicle_type = instance.vehicle_types[int(instance.slots.vehicle_type[route.slot])]
    first, *later = [trip.depot for trip in route.trips]
    return first == vehicle_type.depot and all(depot in vehicle_type.load_depots for depot in later)


def _trip_is_allowed(instance: Instance, type_idx: int, depot: int, visits: Sequence[Visit]) -> bool:
    """Whether area, admission, capacity along the way and the backhaul rule hold."""
    vehicle_type = instance.vehicle_types[type_idx]
    aboard = [sum(visit.load[k] for visit in visits if not visit.is_pickup) for k in range(3)]
    if any(load > capacity for load, capacity in zip(aboard, vehicle_type.capacity, strict=True)):
        return False
    has_pickup = False
    for visit in visits:
        if visit.surcharges[depot] == NO_PRICE or not vehicle_type.area[visit.customer]:
            return False
        if instance.backhaul_last and has_pickup and not visit.is_pickup:
            return False
        has_pickup = has_pickup or visit.is_pickup
        sign = 1 if visit.is_pickup else -1
        aboard = [load + sign * change for load, change in zip(aboard, visit.load, strict=True)]
        if visit.is_pickup and any(
            load > capacity for load, capacity in zip(aboard, vehicle_type.capacity, strict=True)
        ):
            return False
    return not (instance.backhaul_last and has_pickup and all(visit.is_pickup for visit in visits))


def loading_spans(instance: Instance, trip: TripPlan, visits: Sequence[Visit], duration: int) -> Spans:
    """When loading may begin: within opening hours to its end, and not before any release."""
    release = max((visit.release for visit in visits), default=-NO_LIMIT)
    return tuple(
        (max(opens, release), closes - duration)
        for opens, closes in instance.depots[trip.depot].opening
        if max(opens, release) <= closes - duration
    )


@dataclass(frozen=True, slots=True)
class SolutionCost:
    """What a solution costs and whether required orders are left unserved."""

    cost: int
    num_required_unserved: int

    @property
    def rank(self) -> tuple[int, int]:
        """Less is better: required orders come before money."""
        return self.num_required_unserved, self.cost


def outcome_cost(instance: Instance, solution: Solution) -> SolutionCost:
    """Cost of held and unserved orders, parts of split orders included."""
    orders = instance.orders
    missing = [int(cases) for cases in orders.load[:, 2]]
    for route in solution.routes:
        for trip in route.trips:
            for stop in trip.stops:
                if not isinstance(stop, RestStop):
                    for position, order in enumerate(stop.orders):
                        whole = int(orders.load[order, 2])
                        missing[order] -= whole if stop.quantities is None else sum(stop.quantities[position])
    cost = 0
    for order in solution.held:
        cost += int(orders.hold_cost[order])
        missing[order] = 0
    required = 0
    for order, cases in enumerate(missing):
        if cases > 0:
            price = int(orders.unserved_cost[order])
            required += price == NO_PRICE
            if price != NO_PRICE:
                cost += half_even(price * cases, int(orders.load[order, 2]))
    return SolutionCost(cost, required)


def solution_cost(
    instance: Instance, solution: Solution, visit_of: MakeVisit | None = None
) -> SolutionCost | None:
    """Cost of a whole solution, or None where a route breaks a rule of its own.

    See `route_cost` for `visit_of`.
    """
    outcome = outcome_cost(instance, solution)
    total = outcome.cost
    for route in solution.routes:
        found = route_cost(instance, route, visit_of)
        if found is None:
            return None
        total += found.cost
    return SolutionCost(total, outcome.num_required_unserved)
