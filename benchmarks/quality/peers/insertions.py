"""Routes with one more order or break, for the repair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.quality.peers.judge import Judge
from vrpcore.lowering import Instance, RestStop, RoutePlan, Stop, TripPlan, make_visit


def insertions(instance: Instance, routes: list[RoutePlan], order: int) -> Iterator[tuple[int, RoutePlan]]:
    """(position of the route, the route with the order); a free slot's route comes after all others."""
    visit = make_visit(instance, Stop((order,)))
    taken = {route.slot for route in routes}
    alike: set[tuple[int, int]] = set()
    for nth, route in enumerate(routes):
        if _may_bring(instance, route.slot, visit.customer):
            yield from ((nth, changed) for changed in _in_route(instance, route, order))
    for slot in range(instance.num_slots):
        kind = int(instance.slots.vehicle_type[slot]), int(instance.slots.day[slot])
        if slot not in taken and kind not in alike and _may_bring(instance, slot, visit.customer):
            alike.add(kind)
            home = instance.vehicle_types[kind[0]].depot
            yield len(routes), RoutePlan(slot, (TripPlan(home, (Stop((order,)),)),))


def _may_bring(instance: Instance, slot: int, customer: int) -> bool:
    vehicle_type = instance.vehicle_types[instance.slots.vehicle_type[slot]]
    reached = any(instance.depots[depot].reach[customer] for depot in vehicle_type.load_depots)
    return vehicle_type.is_usable and bool(vehicle_type.area[customer]) and reached


def _in_route(instance: Instance, route: RoutePlan, order: int) -> Iterator[RoutePlan]:
    customer = instance.orders.customer[order]
    for nth, trip in enumerate(route.trips):
        for at in range(len(trip.stops) + 1):
            yield _with_stops(route, nth, (*trip.stops[:at], Stop((order,)), *trip.stops[at:]))
        for at, stop in enumerate(trip.stops):
            if isinstance(stop, Stop) and instance.orders.customer[stop.orders[0]] == customer:
                joint = Stop((*stop.orders, order))
                yield _with_stops(route, nth, (*trip.stops[:at], joint, *trip.stops[at + 1 :]))
    vehicle_type = instance.vehicle_types[instance.slots.vehicle_type[route.slot]]
    if len(route.trips) < vehicle_type.max_trips:
        new = TripPlan(vehicle_type.depot, (Stop((order,)),))
        for nth in range(len(route.trips) + 1):
            yield replace(route, trips=(*route.trips[:nth], new, *route.trips[nth:]))


def _with_stops(route: RoutePlan, nth: int, stops: tuple[Stop | RestStop, ...]) -> RoutePlan:
    trip = replace(route.trips[nth], stops=stops)
    return replace(route, trips=(*route.trips[:nth], trip, *route.trips[nth + 1 :]))


def breaks_placed(judge: Judge, route: RoutePlan) -> RoutePlan:
    """The route with its breaks where they do least harm, or left out where they are not needed.

    Harm is first what they break, then what they cost.
    """
    bare = replace(
        route,
        trips=tuple(
            replace(trip, stops=tuple(stop for stop in trip.stops if isinstance(stop, Stop)))
            for trip in route.trips
        ),
    )
    num_rests = len(judge.instance.vehicle_types[judge.instance.slots.vehicle_type[route.slot]].rests)
    for rest in range(num_rests):
        places = [(nth, at) for nth, trip in enumerate(bare.trips) for at in range(len(trip.stops) + 1)]
        tried = [_with_break(bare, rest, nth, at) for nth, at in places]
        bare = min([bare, *tried], key=lambda one: _harm(judge, one))
    return bare


def _with_break(route: RoutePlan, rest: int, nth: int, at: int) -> RoutePlan:
    stops = route.trips[nth].stops
    return _with_stops(route, nth, (*stops[:at], RestStop(rest), *stops[at:]))


def _harm(judge: Judge, route: RoutePlan) -> tuple[int, int]:
    cost, broken = judge.route(route)
    return sum(broken.values()), cost
