"""The moments of a given route, for handing a known solution to CP-SAT as a hint."""

from __future__ import annotations

from dataclasses import dataclass

from vrpcore.lowering.instance import NO_LIMIT, Instance, Spans
from vrpcore.lowering.solution import RoutePlan, Stop
from vrpcore.lowering.visit import make_visit
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
    place, now = vehicle_type.depot, found.timing.start
    loadings, stops = [], []

    def reach(target: int, spans: Spans, duration: int) -> int:
        nonlocal place, now
        _, seconds = instance.travel.legs(vehicle_type.profile, place, target)
        arrival = now + int(seconds)
        moment = next(iter(clip(spans, arrival, NO_LIMIT)), (arrival, arrival))[0]
        place, now = target, moment + duration
        return moment

    for trip in route.trips:
        visits = {stop: make_visit(instance, stop) for stop in trip.stops if isinstance(stop, Stop)}
        release = max((visit.release for visit in visits.values()), default=-NO_LIMIT)
        duration = vehicle_type.loading_duration
        opening = tuple((opens, closes - duration) for opens, closes in instance.depots[trip.depot].opening)
        loadings.append(reach(trip.depot, clip(opening, release, NO_LIMIT), duration))
        begins = []
        for stop in trip.stops:
            if isinstance(stop, Stop):
                visit = visits[stop]
                target = instance.place_of(visit.customer)
                begins.append(reach(target, visit.spans, visit.service_duration(vehicle_type)))
            else:
                rest = vehicle_type.rests[stop.rest]
                begin = max(now, midnight + rest.earliest)
                begins.append(begin)
                now = begin + rest.duration
        stops.append(tuple(begins))
    return Moments(found.timing.start, found.timing.end, tuple(loadings), tuple(stops))
