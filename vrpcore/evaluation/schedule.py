"""From a route's trips to timed events: legs, windows, and the times of the least-cost schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from vrpcore.evaluation.facts import Event, Rest, RouteFacts, TripFacts, Visit
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.timing import NEVER, Spans, Step, TimeRules, choose_start, intersect, meeting, run
from vrpcore.models.slots import Slot
from vrpcore.models.vehicle import BreakRule


def loading_windows(tables: Tables, trip: TripFacts, slot: Slot) -> Spans:
    """When loading may begin in a shift: released, and finished before the depot closes."""
    loading_s = slot.vehicle_type.loading_duration_s
    problem = tables.problem
    release = max(
        (problem.release_s(order) or 0 for visit in trip.deliveries for order in visit.orders), default=0
    )
    opening = tables.spans_in_shift(trip.depot.opening_hours, slot)
    begins = intersect(tuple((low, high - loading_s) for low, high in opening), release, NEVER)
    return meeting(begins, slot.start_s, slot.end_s)


def visit_windows(tables: Tables, visit: Visit, slot: Slot) -> Spans:
    """When service may begin in a shift: in a service window, by every due time, a pickup after its release.

    Windows that no moment of the shift belongs to are left out: they cannot be kept, and are not waited for.
    """
    problem = tables.problem
    earliest, latest = -NEVER, NEVER
    for order in visit.orders:
        due = problem.due_s(order)
        if due is not None:
            latest = min(latest, due)
        if visit.kind == "pickup":
            earliest = max(earliest, problem.release_s(order) or 0)
    windows = tables.spans_in_shift(visit.customer.service_windows, slot)
    if earliest == -NEVER and latest == NEVER:
        return windows
    return meeting(intersect(windows, earliest, latest), slot.start_s, slot.end_s)


def service_s(visit: Visit, slot: Slot) -> int:
    """How long a visit takes: the customer's fixed time, the vehicle's fixed time, and every case."""
    handling = slot.vehicle_type.handling
    return (
        visit.customer.service_duration_s
        + handling.visit_s
        + visit.cargo.light_cases * handling.light_case_s
        + visit.cargo.heavy_cases * handling.heavy_case_s
    )


def _events(tables: Tables, route: RouteFacts) -> Iterator[Event]:
    """All stops after the start, in order, still without travel."""
    slot = route.slot
    place = route.home_idx
    for trip in route.trips:
        loading_s = slot.vehicle_type.loading_duration_s
        windows = loading_windows(tables, trip, slot)
        yield Event("load", trip, None, place, trip.place_idx, Step(0, windows, loading_s))
        place = trip.place_idx
        for activity in trip.activities:
            if isinstance(activity, Rest):
                yield Event("break", trip, activity, place, place, break_step(slot, activity.rule))
            else:
                step = Step(0, visit_windows(tables, activity, slot), service_s(activity, slot))
                yield Event(activity.kind, trip, activity, place, activity.place_idx, step)
                place = activity.place_idx
    window = (-NEVER, slot.end_s)
    yield Event("end", route.trips[-1], None, place, route.home_idx, Step(0, (window,), 0))


def break_step(slot: Slot, rule: BreakRule) -> Step:
    """A break, taken where the vehicle is."""
    window = (slot.midnight_s + rule.earliest, slot.midnight_s + rule.latest)
    return Step(0, meeting((window,), slot.start_s, slot.end_s), rule.duration_s)


def omitted_breaks(slot: Slot, taken: Set[int]) -> tuple[tuple[int, int], ...]:
    """Per break left out, the end that makes it unnecessary, and the start that does."""
    return tuple(
        (slot.midnight_s + rule.latest, slot.midnight_s + rule.earliest + rule.duration_s)
        for idx, rule in enumerate(slot.vehicle_type.breaks)
        if idx not in taken
    )


def time_rules(route: RouteFacts) -> TimeRules:
    """Shift, duration and the breaks that the route leaves out."""
    slot = route.slot
    return TimeRules(
        shift=(slot.start_s, slot.end_s),
        per_second=route.rates.per_second,
        max_duration_s=slot.vehicle_type.max_duration_s,
        omitted_breaks=omitted_breaks(slot, {rest.break_idx for rest in route.rests}),
    )


def add_legs(tables: Tables, routes: Sequence[RouteFacts]) -> None:
    """Give every route its stops and their legs, asking travel once per profile."""
    by_profile: dict[str, list[Event]] = {}
    for route in routes:
        route.events = list(_events(tables, route))
        by_profile.setdefault(route.vehicle_type.profile, []).extend(route.events)
    for profile, events in by_profile.items():
        distances, durations = tables.travel.legs(
            tables.travel.profile_idx(profile),
            [event.origin_idx for event in events],
            [event.place_idx for event in events],
        )
        for event, distance, duration in zip(events, distances.tolist(), durations.tolist(), strict=True):
            event.reachable = distance >= 0 and duration >= 0
            event.distance_m = distance if event.reachable else 0
            event.step = event.step._replace(travel_s=duration if event.reachable else 0)


def add_times(route: RouteFacts) -> None:
    """Give every stop of a route the times of the schedule that the sequence gets."""
    steps = [event.step for event in route.events]
    route.start_s = choose_start(steps, time_rules(route))
    for event, times in zip(route.events, run(steps, route.start_s), strict=True):
        event.arrival_s, event.start_s, event.departure_s = times
