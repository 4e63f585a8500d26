"""The moments of a given route, for handing a known solution to CP-SAT as a hint."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, Instance, Spans
from vrpcore.lowering.solution import RoutePlan, Stop, TripPlan
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.costing import route_cost
from vrpcore.solvers.cpsat.network import clip


@dataclass(frozen=True, slots=True)
class Moments:
    """When each stage of a route begins, in the least-cost schedule."""

    begin: int
    end: int
    loadings: tuple[int, ...]
    stops: tuple[tuple[int, ...], ...]
    """Per trip and stop, rests included."""


def moments_of(instance: Instance, route: RoutePlan) -> Moments | None:
    """Follow the least-cost schedule of a route, or return None where it breaks a rule."""
    found = route_cost(instance, route)
    if found is None:
        return None
    vehicle_type = instance.vehicle_types[int(instance.slots.vehicle_type[route.slot])]
    midnight = int(instance.slots.midnight[route.slot])
    visits = {
        stop: make_visit(instance, stop)
        for trip in route.trips
        for stop in trip.stops
        if isinstance(stop, Stop)
    }
    travel = iter(_travel(instance, route, vehicle_type.profile, vehicle_type.depot))
    now = found.timing.start
    loadings: list[int] = []
    stops: list[tuple[int, ...]] = []
    for trip in route.trips:
        duration = vehicle_type.loading_duration
        loadings.append(_first_moment(_loading_spans(instance, trip, visits, duration), now + next(travel)))
        now = loadings[-1] + duration
        begins: list[int] = []
        for stop in trip.stops:
            if isinstance(stop, Stop):
                begins.append(_first_moment(visits[stop].spans, now + next(travel)))
                now = begins[-1] + visits[stop].service_duration(vehicle_type)
            else:
                rest = vehicle_type.rests[stop.rest]
                begins.append(max(now, midnight + rest.earliest))
                now = begins[-1] + rest.duration
        stops.append(tuple(begins))
    return Moments(found.timing.start, found.timing.end, tuple(loadings), tuple(stops))


def _travel(instance: Instance, route: RoutePlan, profile: int, home: int) -> list[int]:
    """Seconds of the legs to each loading and visit in turn."""
    places = [home]
    for trip in route.trips:
        places.append(trip.depot)
        places += [
            instance.place_of(int(instance.orders.customer[stop.orders[0]]))
            for stop in trip.stops
            if isinstance(stop, Stop)
        ]
    _, seconds = instance.travel.legs(profile, np.array(places[:-1]), np.array(places[1:]))
    found: list[int] = seconds.tolist()
    return found


def _loading_spans(instance: Instance, trip: TripPlan, visits: dict[Stop, Visit], duration: int) -> Spans:
    opening = tuple((opens, shuts - duration) for opens, shuts in instance.depots[trip.depot].opening)
    releases = [visits[stop].release for stop in trip.stops if isinstance(stop, Stop)]
    return clip(opening, max(releases, default=-NO_LIMIT), NO_LIMIT)


def _first_moment(spans: Spans, arrival: int) -> int:
    """The earliest moment in the spans from an arrival on; there is one, since the route is feasible."""
    return clip(spans, arrival, NO_LIMIT)[0][0]
