"""Where a route can take in one more visit: its gaps, one column each of an integer matrix."""

from __future__ import annotations

from bisect import bisect_right
from enum import IntEnum, auto
from itertools import accumulate

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, IntArray, Spans
from vrpcore.lowering.solution import RoutePlan, Stop, TripPlan
from vrpcore.solvers.costing import Costing, loading_spans
from vrpcore.solvers.rests import opened


class Row(IntEnum):
    """Rows of a gap matrix."""

    SLOT = 0
    TYPE = auto()
    TRIP = auto()
    """Trip that takes the visit in, or number that a new trip would get."""
    POSITION = auto()
    """Position among the stops of the trip."""
    IS_TRIP = auto()
    """Whether the visit makes a new trip, loaded at `DEPOT`."""
    DEPOT = auto()
    ORIGIN = auto()
    TARGET = auto()
    DIRECT_M = auto()
    """Metres of the leg that the detour replaces."""
    DIRECT_S = auto()
    READY = auto()
    """Earliest departure from the origin."""
    DUE = auto()
    """Latest arrival at the target."""
    LEFT_M = auto()
    """Metres that the route may become longer."""
    LEFT_S = auto()
    """Seconds that driving and work may become longer, rests not counted."""
    SLACK_S = auto()
    """Seconds of work less the duration of the route: 0, or less by the waiting."""
    DAY_COST = auto()
    """Cost of the vehicle's day where the route is not used yet."""
    ROOM_G = auto()
    """Room for a delivery: up to the gap. Grams, then cubic centimetres and cases."""
    ROOM_CM3 = auto()
    ROOM_CASES = auto()
    ROOM_AFTER_G = auto()
    """Room for a pickup: from the gap to the end of the trip."""
    ROOM_AFTER_CM3 = auto()
    ROOM_AFTER_CASES = auto()


def empty_route(costing: Costing, slot: int) -> RoutePlan:
    """Return the route of an unused slot: a first trip from home without stops."""
    return RoutePlan(slot, (TripPlan(costing.type_of(slot).depot, ()),))


def gaps_of(costing: Costing, route: RoutePlan, *, is_new: bool) -> IntArray:
    """Return the gaps of a route that keeps its rules: within its trips, and for further trips.

    Parameters
    ----------
    is_new
        Whether the route is that of an unused slot, as `empty_route` makes it.
    """
    instance = costing.instance
    slot = route.slot
    type_idx = int(instance.slots.vehicle_type[slot])
    vehicle_type = instance.vehicle_types[type_idx]
    start, end = int(instance.slots.start[slot]), int(instance.slots.end[slot])
    # Events: loadings and visits.
    places, durations = [vehicle_type.depot], [0]
    windows: list[Spans] = [((start, end),)]
    first_event: list[int] = []
    for trip in route.trips:
        stops = [stop for stop in trip.stops if isinstance(stop, Stop)]
        visits = [costing.visit(stop) for stop in stops]
        loading = vehicle_type.loading_duration
        first_event.append(len(places))
        places += [trip.depot, *(instance.place_of(visit.customer) for visit in visits)]
        durations += [loading, *(visit.service_duration(vehicle_type) for visit in visits)]
        windows += [loading_spans(instance, trip, visits, loading), *(visit.spans for visit in visits)]
    places.append(vehicle_type.depot)
    legs = instance.travel.legs(vehicle_type.profile, places[:-1], places[1:])
    metres, seconds = (leg.clip(min=0).tolist() for leg in legs)
    ready = [start]
    for idx in range(1, len(durations)):
        ready.append(opened(windows[idx], ready[-1] + seconds[idx - 1]) + durations[idx])
    due = [end]
    for idx in range(len(durations) - 1, 0, -1):
        due.append(_closed(windows[idx], due[-1] - seconds[idx] - durations[idx]))
    due.reverse()  # due[idx]: latest arrival at event idx + 1
    work = sum(seconds) + sum(durations)
    known = None if is_new else costing.route_cost(route)
    busy = sum(
        vehicle_type.rests[stop.rest].duration
        for trip in route.trips
        for stop in trip.stops
        if not isinstance(stop, Stop)
    )
    common = [0 if known is None else known.distance, 0 if known is None else known.timing.duration]
    fixed = {
        Row.SLOT: slot,
        Row.TYPE: type_idx,
        Row.LEFT_M: vehicle_type.max_distance - common[0],
        Row.LEFT_S: min(end - start, vehicle_type.max_duration) - work,
        Row.SLACK_S: work + busy - common[1],
        Row.DAY_COST: vehicle_type.day_cost if is_new else 0,
    }
    # trip, position, whether it is a new trip, depot, event before, room up to it, room from it on
    found: list[tuple[int, int, int, int, int, tuple[int, ...], tuple[int, ...]]] = []
    capacity = vehicle_type.capacity
    may_reload = len(route.trips) < vehicle_type.max_trips
    if may_reload and not is_new:
        found.append((0, 0, 1, vehicle_type.depot, 0, capacity, capacity))
    for nth, trip in enumerate(route.trips):
        up_to, onward = _rooms(costing, trip, capacity)
        event = first_event[nth]
        for position in range(len(trip.stops) + 1):
            found.append((nth, position, 0, trip.depot, event, up_to[position], onward[position]))
            if position < len(trip.stops) and isinstance(trip.stops[position], Stop):
                event += 1
        if may_reload:
            depots = vehicle_type.load_depots[1:] if is_new else vehicle_type.load_depots
            found += [(nth + 1, 0, 1, depot, event, capacity, capacity) for depot in depots]
    matrix = np.empty((len(Row), len(found)), dtype=np.int64)
    for row, value in fixed.items():
        matrix[row] = value
    for column, (nth, position, is_trip, depot, event, up_to_gap, from_gap) in enumerate(found):
        matrix[Row.TRIP : Row.LEFT_M, column] = (
            nth,
            position,
            is_trip,
            depot,
            places[event],
            places[event + 1],
            metres[event],
            seconds[event],
            ready[event],
            due[event],
        )
        matrix[Row.ROOM_G :, column] = (*up_to_gap, *from_gap)
    return matrix


def _closed(spans: Spans, latest: int) -> int:
    """Return the last moment up to another that lies in a span; long ago where there is none."""
    found = bisect_right(spans, latest, key=lambda span: span[0])
    return -NO_LIMIT // 2 if found == 0 else min(latest, spans[found - 1][1])


def _rooms(
    costing: Costing, trip: TripPlan, capacity: tuple[int, int, int]
) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Return the room left up to each position of a trip, and from it to the trip's end."""
    visits = [costing.visit(stop) if isinstance(stop, Stop) else None for stop in trip.stops]
    before, after = [], []
    for k, most in enumerate(capacity):
        aboard = [sum(visit.load[k] for visit in visits if visit is not None and not visit.is_pickup)]
        for visit in visits:
            change = 0 if visit is None else visit.load[k] if visit.is_pickup else -visit.load[k]
            aboard.append(aboard[-1] + change)
        before.append([most - peak for peak in accumulate(aboard, max)])
        after.append([most - peak for peak in accumulate(reversed(aboard), max)][::-1])
    return list(zip(*before, strict=True)), list(zip(*after, strict=True))
