"""The schedule of a route as the evaluation shows it."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.cost import route_cost
from vrpcore.evaluation.facts import Event, RouteFacts, Visit
from vrpcore.evaluation.loads import loads
from vrpcore.evaluation.tables import Tables
from vrpcore.models.evaluation import RouteSchedule, Stop


def route_schedule(tables: Tables, route: RouteFacts) -> RouteSchedule:
    """Times, loads and cost of a route."""
    return RouteSchedule(
        vehicle_id=route.slot.vehicle_id,
        vehicle_type_id=route.vehicle_type.id,
        date=route.slot.date,
        start_s=route.start_s,
        end_s=route.end_s,
        distance_m=route.distance_m,
        cost=route_cost(tables, route),
        stops=tuple(_stops(tables, route)),
    )


def _stops(tables: Tables, route: RouteFacts) -> Iterator[Stop]:
    yield Stop(
        kind="start",
        place_id=tables.place_ids[route.home_idx],
        trip_idx=0,
        activity_idx=None,
        arrival_s=route.start_s,
        start_s=route.start_s,
        departure_s=route.start_s,
        distance_m=0,
        load_g=0,
        load_cm3=0,
        load_cases=0,
    )
    for event, (grams, cm3, cases) in loads(route):
        activity = event.activity
        yield Stop(
            kind=event.kind,
            place_id=tables.place_ids[event.place_idx],
            trip_idx=event.trip.trip_idx,
            activity_idx=_activity_idx(event),
            order_ids=tuple(order.id for order in activity.orders) if isinstance(activity, Visit) else (),
            arrival_s=event.arrival_s,
            start_s=event.start_s,
            departure_s=event.departure_s,
            distance_m=event.distance_m,
            load_g=grams,
            load_cm3=cm3,
            load_cases=cases,
        )


def _activity_idx(event: Event) -> int | None:
    if event.activity is not None:
        return event.activity.activity_idx
    return event.trip.reload_idx if event.kind == "load" else None
