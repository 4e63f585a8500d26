"""Where in a route its rests are taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from vrpcore.lowering.instance import Spans
from vrpcore.lowering.solution import RestStop, RoutePlan, Stop
from vrpcore.solvers.costing import Costing, loading_spans

_PLACES_PER_REST = 5
_MOST_VARIANTS = 200
"""Ways to place the rests of a route that are costed."""


def with_rests(costing: Costing, route: RoutePlan) -> RoutePlan | None:
    """Return the route with its rests where they cost least, left out where that is allowed.

    Only places that fit the time of day are tried; None where no way is found.
    """
    bare = without_rests(route)
    return cheapest(costing, islice(_variants(costing, bare, 0), _MOST_VARIANTS))


def without_rests(route: RoutePlan) -> RoutePlan:
    """Return the route without its rests."""
    return replace(
        route,
        trips=tuple(
            replace(trip, stops=tuple(stop for stop in trip.stops if isinstance(stop, Stop)))
            for trip in route.trips
        ),
    )


def cheapest(costing: Costing, routes: Iterable[RoutePlan]) -> RoutePlan | None:
    """Return the cheapest of the routes that keep their rules, None where none does."""
    costed = [(found.cost, route) for route in routes if (found := costing.route_cost(route)) is not None]
    return min(costed, key=lambda pair: pair[0])[1] if costed else None


def _variants(costing: Costing, route: RoutePlan, rest: int) -> Iterator[RoutePlan]:
    """Yield the route with each remaining rest left out or at one of a few places after the one before."""
    rests = costing.type_of(route.slot).rests
    if rest == len(rests):
        yield route
        return
    yield from _variants(costing, route, rest + 1)
    for nth, position in _places(costing, route, rest):
        trip = route.trips[nth]
        stops = (*trip.stops[:position], RestStop(rest), *trip.stops[position:])
        trips = (*route.trips[:nth], replace(trip, stops=stops), *route.trips[nth + 1 :])
        yield from _variants(costing, replace(route, trips=trips), rest + 1)


def _places(costing: Costing, route: RoutePlan, rest: int) -> list[tuple[int, int]]:
    """Return places (trip, position) for a rest: spread over its window, and the last one before it."""
    rule = costing.type_of(route.slot).rests[rest]
    midnight = int(costing.instance.slots.midnight[route.slot])
    early: list[tuple[int, int]] = []
    within: list[tuple[int, int]] = []
    for nth, position, leaves, rests_before in _departures(costing, route):
        if rests_before and leaves <= midnight + rule.latest:
            (within if leaves >= midnight + rule.earliest else early).append((nth, position))
    step = max(1, -(-len(within) // _PLACES_PER_REST))
    return early[-1:] + within[::step]


def _departures(costing: Costing, route: RoutePlan) -> Iterator[tuple[int, int, int, bool]]:
    """Yield (trip, position, earliest departure, whether no rest follows) for each place of a rest."""
    vehicle_type = costing.type_of(route.slot)
    instance = costing.instance
    now = int(instance.slots.start[route.slot])
    placed = sum(isinstance(stop, RestStop) for trip in route.trips for stop in trip.stops)
    midnight = int(instance.slots.midnight[route.slot])
    travel = iter(_legs_s(costing, route))
    for nth, trip in enumerate(route.trips):
        visits = [costing.visit(stop) for stop in trip.stops if isinstance(stop, Stop)]
        loading = vehicle_type.loading_duration
        spans = loading_spans(instance, trip, visits, loading)
        now = opened(spans, now + next(travel)) + loading
        yield nth, 0, now, placed == 0
        for position, stop in enumerate(trip.stops, start=1):
            if isinstance(stop, RestStop):
                rule = vehicle_type.rests[stop.rest]
                now = max(now, midnight + rule.earliest) + rule.duration
                placed -= 1
            else:
                visit = costing.visit(stop)
                now = opened(visit.spans, now + next(travel)) + visit.service_duration(vehicle_type)
            yield nth, position, now, placed == 0


def _legs_s(costing: Costing, route: RoutePlan) -> list[int]:
    """Seconds of the legs of a route without the last one home; as if unreachable ones took none."""
    vehicle_type = costing.type_of(route.slot)
    places = [vehicle_type.depot]
    for trip in route.trips:
        places.append(trip.depot)
        places += [costing.place(stop) for stop in trip.stops if isinstance(stop, Stop)]
    _, seconds = costing.instance.travel.legs(vehicle_type.profile, places[:-1], places[1:])
    found: list[int] = seconds.clip(min=0).tolist()
    return found


def opened(spans: Spans, arrival: int) -> int:
    """Return when something may begin, the arrival itself where no span is left."""
    found = bisect_left(spans, arrival, key=lambda span: span[1])
    return arrival if found == len(spans) else max(arrival, spans[found][0])
