"""Putting one visit into one route, at the least exact cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from vrpcore.lowering.solution import RestStop, RoutePlan, Stop, TripPlan
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.rests import cheapest, with_rests

_TRIED_EXACTLY = 4
"""Positions, from the shortest detour on, that are costed exactly."""
_TRIED_AT_ALL = 8
"""Positions that are looked at where none of these is feasible."""


def insert(context: Context, slot: int, route: RoutePlan | None, stop: Stop, depot: int) -> RoutePlan | None:
    """Return the cheapest route with one more stop, loaded at a depot; None where there is none."""
    vehicle_type = context.type_of(slot)
    home = vehicle_type.depot
    if route is None:
        first = (
            (TripPlan(home, (stop,)),) if depot == home else (TripPlan(home, ()), TripPlan(depot, (stop,)))
        )
        fresh = RoutePlan(slot, first)
        return fresh if context.route_cost(fresh) is not None else with_rests(context, fresh)
    ranked = sorted(_positions(context, route, stop, depot), key=lambda found: found[0])
    positions = [grown for _, grown in ranked]
    best = cheapest(context, positions[:_TRIED_EXACTLY])
    if best is None and vehicle_type.rests and positions:
        best = with_rests(context, positions[0])
    return best or cheapest(context, positions[_TRIED_EXACTLY:_TRIED_AT_ALL])


def _positions(
    context: Context, route: RoutePlan, stop: Stop, depot: int
) -> Iterable[tuple[float, RoutePlan]]:
    """Yield (detour in cost units, grown route) for every place of the stop, further trips included.

    Places that would make the route too long even without any waiting are left out.
    """
    vehicle_type = context.type_of(route.slot)
    metres, seconds = context.travel(vehicle_type.profile)
    visit = context.visit(stop)
    place = context.instance.place_of(visit.customer)
    room = _room_s(context, route) - visit.service_duration(vehicle_type)

    def detour(origin: int, target: int, *via: int) -> tuple[float, float]:
        """Return what a way costs more than the direct one, in cost units, and how much longer it takes."""
        far, long = -float(metres[origin, target]), -float(seconds[origin, target])
        for leg in zip((origin, *via), (*via, target), strict=True):
            far += float(metres[leg])
            long += float(seconds[leg])
        return far * (vehicle_type.cost_per_metre + 1e-6) + long * (vehicle_type.cost_per_second + 1e-6), long

    trips = route.trips
    for nth, trip in enumerate(trips):
        end = trips[nth + 1].depot if nth + 1 < len(trips) else vehicle_type.depot
        places = [trip.depot]
        for passed in trip.stops:
            places.append(places[-1] if isinstance(passed, RestStop) else context.place(passed))
        if trip.depot == depot and _load_fits(context, route.slot, trip, stop):
            for position, (origin, target) in enumerate(zip(places, [*places[1:], end], strict=True)):
                cost, longer = detour(origin, target, place)
                if longer <= room:
                    stops = (*trip.stops[:position], stop, *trip.stops[position:])
                    changed = replace(trip, stops=stops)
                    yield cost, replace(route, trips=(*trips[:nth], changed, *trips[nth + 1 :]))
        if len(trips) < vehicle_type.max_trips:
            cost, longer = detour(places[-1], end, depot, place)
            if longer + vehicle_type.loading_duration <= room:
                new = TripPlan(depot, (stop,))
                yield cost, replace(route, trips=(*trips[: nth + 1], new, *trips[nth + 1 :]))


def _room_s(context: Context, route: RoutePlan) -> float:
    """Return how many more seconds of driving and work a route has room for."""
    vehicle_type = context.type_of(route.slot)
    seconds = context.travel(vehicle_type.profile)[1]
    slots = context.instance.slots
    shift = int(slots.end[route.slot] - slots.start[route.slot])
    here = vehicle_type.depot
    busy = 0.0
    for trip in route.trips:
        busy += float(seconds[here, trip.depot]) + vehicle_type.loading_duration
        here = trip.depot
        for stop in trip.stops:
            if isinstance(stop, RestStop):
                busy += vehicle_type.rests[stop.rest].duration
                continue
            place = context.place(stop)
            busy += float(seconds[here, place]) + context.visit(stop).service_duration(vehicle_type)
            here = place
    return min(shift, vehicle_type.max_duration) - busy - float(seconds[here, vehicle_type.depot])


def _load_fits(context: Context, slot: int, trip: TripPlan, stop: Stop) -> bool:
    """Whether deliveries alone, and pickups alone, stay within capacity: a quick test."""
    capacity = context.type_of(slot).capacity
    visits = [context.visit(s) for s in chain(trip.stops, (stop,)) if isinstance(s, Stop)]
    is_pickup = visits[-1].is_pickup
    return all(
        sum(visit.load[dimension] for visit in visits if visit.is_pickup == is_pickup) <= capacity[dimension]
        for dimension in range(3)
    )
