"""Where in a route its rests are taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from vrpcore.lowering.instance import NO_LIMIT, Spans
from vrpcore.lowering.solution import RestStop, RoutePlan, Stop
from vrpcore.solvers.milp.context import Context

_PLACES_PER_REST = 5
_MOST_VARIANTS = 200
"""Ways to place the rests of a route that are costed."""


def with_rests(context: Context, route: RoutePlan) -> RoutePlan | None:
    """Return the route with its rests where they cost least, left out where that is allowed.

    Only places that fit the time of day are tried; None where no way is found.
    """
    bare = without_rests(route)
    return cheapest(context, islice(_variants(context, bare, 0), _MOST_VARIANTS))


def without_rests(route: RoutePlan) -> RoutePlan:
    """Return the route without its rests."""
    return replace(
        route,
        trips=tuple(
            replace(trip, stops=tuple(stop for stop in trip.stops if isinstance(stop, Stop)))
            for trip in route.trips
        ),
    )


def cheapest(context: Context, routes: Iterable[RoutePlan]) -> RoutePlan | None:
    """Return the cheapest of the routes that keep their rules, None where none does."""
    costed = [(found.cost, route) for route in routes if (found := context.route_cost(route)) is not None]
    return min(costed, key=lambda pair: pair[0])[1] if costed else None


def _variants(context: Context, route: RoutePlan, rest: int) -> Iterator[RoutePlan]:
    """Yield the route with each remaining rest left out or at one of a few places after the one before."""
    rests = context.type_of(route.slot).rests
    if rest == len(rests):
        yield route
        return
    yield from _variants(context, route, rest + 1)
    for nth, position in _places(context, route, rest):
        trip = route.trips[nth]
        stops = (*trip.stops[:position], RestStop(rest), *trip.stops[position:])
        trips = (*route.trips[:nth], replace(trip, stops=stops), *route.trips[nth + 1 :])
        yield from _variants(context, replace(route, trips=trips), rest + 1)


def _places(context: Context, route: RoutePlan, rest: int) -> list[tuple[int, int]]:
    """Return places (trip, position) for a rest: spread over its window, and the last one before it."""
    rule = context.type_of(route.slot).rests[rest]
    midnight = int(context.instance.slots.midnight[route.slot])
    early: list[tuple[int, int]] = []
    within: list[tuple[int, int]] = []
    for nth, position, leaves, rests_before in _departures(context, route):
        if rests_before and leaves <= midnight + rule.latest:
            (within if leaves >= midnight + rule.earliest else early).append((nth, position))
    step = max(1, -(-len(within) // _PLACES_PER_REST))
    return early[-1:] + within[::step]


def _departures(context: Context, route: RoutePlan) -> Iterator[tuple[int, int, float, bool]]:
    """Yield (trip, position, earliest departure, whether no rest follows) for each place of a rest."""
    vehicle_type = context.type_of(route.slot)
    instance = context.instance
    seconds = context.travel(vehicle_type.profile)[1]
    here = vehicle_type.depot
    now = float(instance.slots.start[route.slot])
    placed = sum(isinstance(stop, RestStop) for trip in route.trips for stop in trip.stops)
    midnight = int(instance.slots.midnight[route.slot])
    for nth, trip in enumerate(route.trips):
        release = max(
            (context.visit(stop).release for stop in trip.stops if isinstance(stop, Stop)), default=-NO_LIMIT
        )
        now = max(now + float(seconds[here, trip.depot]), release)
        loading = vehicle_type.loading_duration
        now = _opened(instance.depots[trip.depot].opening, now, loading) + loading
        here = trip.depot
        yield nth, 0, now, placed == 0
        for position, stop in enumerate(trip.stops, start=1):
            if isinstance(stop, RestStop):
                rule = vehicle_type.rests[stop.rest]
                now = max(now, midnight + rule.earliest) + rule.duration
                placed -= 1
            else:
                visit = context.visit(stop)
                place = context.place(stop)
                arrival = now + float(seconds[here, place])
                now = _opened(visit.spans, arrival, 0) + visit.service_duration(vehicle_type)
                here = place
            yield nth, position, now, placed == 0


def _opened(spans: Spans, arrival: float, duration: int) -> float:
    """Return when something of a duration may begin, the arrival itself where no span is left."""
    found = bisect_left(spans, arrival + duration, key=lambda span: span[1])
    return arrival if found == len(spans) else max(arrival, spans[found][0])
