"""What a problem asks of a solver, by name; a solver that lacks one of them refuses the problem."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem


class Feature(StrEnum):
    """A capability that a problem may need."""

    AREAS = "vehicle areas"
    BACKHAULS_LAST = "backhauls after deliveries"
    BREAKS = "breaks"
    CONSOLIDATION = "consolidation of a customer's orders"
    DAILY_TONNAGE = "daily tonnage of depots"
    DURATION_COST = "cost per hour"
    HOLD = "held orders"
    LOCKED_ACTIVITIES = "locked activities"
    MAX_DISTANCE = "maximum distance"
    MAX_DURATION = "maximum duration"
    MULTI_DAY = "several days"
    MULTI_DEPOT = "several depots"
    MULTI_TRIP = "several trips per route"
    NOW = "a day that has begun (now)"
    OPENING_HOURS = "opening hours"
    OPTIONAL_ORDERS = "orders that may stay unserved"
    ORDER_BANDS = "order-size bands and waivers"
    PICKUPS = "pickups"
    REACH = "reach of depots"
    RELEASE_TIMES = "release times"
    RELOAD_ELSEWHERE = "reloading at other depots"
    REPLENISHMENT = "orders for depots (replenishment)"
    SPLIT_DELIVERIES = "splittable orders"
    STOCK = "stock"
    TIME_DEPENDENT_TRAVEL = "time slices in travel"
    TIME_WINDOWS = "service windows and due times"
    TOWNSHIP_RULE = "township rule"
    UNREACHABLE_LEGS = "unreachable legs"
    VEHICLE_STATES = "states of vehicles on the road"


UNSUPPORTED_IN_THIS_VERSION: frozenset[Feature] = frozenset(
    {
        Feature.LOCKED_ACTIVITIES,
        Feature.NOW,
        Feature.REPLENISHMENT,
        Feature.TIME_DEPENDENT_TRAVEL,
        Feature.VEHICLE_STATES,
    }
)
"""Features that stand in the schema for later and that nothing here honours yet."""


def _orders_per_customer_exceed_one(problem: Problem) -> bool:
    return len({order.customer_id for order in problem.orders}) < len(problem.orders)


def _has_unreachable(problem: Problem) -> bool:
    travel = problem.travel
    return travel.kind == "matrix" and any(
        bool((profile.distances_m < 0).any() or (profile.durations_s < 0).any())
        for profile in travel.profiles
    )


_PREDICATES: dict[Feature, Callable[[Problem], bool]] = {
    Feature.AREAS: lambda p: any(t.area is not None for t in p.vehicle_types),
    Feature.BACKHAULS_LAST: lambda p: (
        p.policy.backhaul == "last" and any(o.direction == "pickup" for o in p.orders)
    ),
    Feature.BREAKS: lambda p: any(t.breaks for t in p.vehicle_types),
    Feature.CONSOLIDATION: lambda p: p.policy.consolidate and _orders_per_customer_exceed_one(p),
    Feature.DAILY_TONNAGE: lambda p: any(d.max_tonnes_per_day is not None for d in p.depots),
    Feature.DURATION_COST: lambda p: any(t.cost_per_hour > 0 for t in p.vehicle_types),
    Feature.HOLD: lambda p: p.policy.hold and any(o.hold_price is not None for o in p.orders),
    Feature.MAX_DISTANCE: lambda p: any(t.max_distance_m is not None for t in p.vehicle_types),
    Feature.MAX_DURATION: lambda p: any(t.max_duration_s is not None for t in p.vehicle_types),
    Feature.MULTI_DAY: lambda p: len(p.horizon.working_days) > 1,
    Feature.MULTI_DEPOT: lambda p: len(p.depots) > 1,
    Feature.MULTI_TRIP: lambda p: any(t.max_trips != 1 for t in p.vehicle_types),
    Feature.NOW: lambda p: p.now is not None,
    Feature.OPENING_HOURS: lambda p: any(d.opening_hours for d in p.depots),
    Feature.OPTIONAL_ORDERS: lambda p: any(o.unserved_price is not None for o in p.orders),
    Feature.ORDER_BANDS: lambda p: any(
        band.min_cases > 1 or band.max_cases is not None for band in map(p.band_of, p.depots)
    ),
    Feature.PICKUPS: lambda p: any(o.direction == "pickup" for o in p.orders),
    Feature.REACH: lambda p: any(d.reach is not None for d in p.depots),
    Feature.RELEASE_TIMES: lambda p: any(o.release is not None for o in p.orders),
    Feature.RELOAD_ELSEWHERE: lambda p: any(t.reload_depot_ids for t in p.vehicle_types),
    Feature.REPLENISHMENT: lambda p: any(o.destination_depot_id is not None for o in p.orders),
    Feature.SPLIT_DELIVERIES: lambda p: any(o.splittable for o in p.orders),
    Feature.STOCK: lambda p: any(d.stock is not None for d in p.depots),
    Feature.TIME_DEPENDENT_TRAVEL: lambda p: (
        p.travel.kind != "matrix" and any(profile.time_slices for profile in p.travel.profiles)
    ),
    Feature.TIME_WINDOWS: lambda p: (
        any(c.service_windows for c in p.customers)
        or any(
            o.due is not None or (o.service_level == "express" and p.policy.express_hours is not None)
            for o in p.orders
        )
    ),
    Feature.TOWNSHIP_RULE: lambda p: p.policy.township_rule != "free",
    Feature.UNREACHABLE_LEGS: _has_unreachable,
    Feature.VEHICLE_STATES: lambda p: bool(p.vehicle_states),
}


def features_of(problem: Problem, plan: Plan | None = None) -> frozenset[Feature]:
    """Every feature that a problem, and a plan to start from, asks of a solver."""
    found = {feature for feature, holds in _PREDICATES.items() if holds(problem)}
    if plan is not None and any(
        activity.locked for route in plan.routes for trip in route.trips for activity in trip.activities
    ):
        found.add(Feature.LOCKED_ACTIVITIES)
    return frozenset(found)
