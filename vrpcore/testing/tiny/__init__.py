"""For each feature a tiny problem in which it binds: plans made without it in mind are wrong or too dear."""

from __future__ import annotations

from collections.abc import Callable

from vrpcore.models import Feature, Problem
from vrpcore.testing.brute_force import optimal_cost
from vrpcore.testing.tiny import depots, fleet, later, orders

_MAKERS: dict[Feature, Callable[[], Problem]] = {
    Feature.AREAS: fleet.areas,
    Feature.BACKHAULS_LAST: orders.backhauls_last,
    Feature.BREAKS: fleet.breaks,
    Feature.CONSOLIDATION: orders.consolidation,
    Feature.DAILY_TONNAGE: depots.daily_tonnage,
    Feature.DURATION_COST: fleet.duration_cost,
    Feature.HOLD: orders.hold,
    Feature.MAX_DISTANCE: fleet.max_distance,
    Feature.MAX_DURATION: fleet.max_duration,
    Feature.MULTI_DAY: fleet.multi_day,
    Feature.MULTI_DEPOT: depots.multi_depot,
    Feature.MULTI_TRIP: fleet.multi_trip,
    Feature.NOW: later.now,
    Feature.OPENING_HOURS: depots.opening_hours,
    Feature.OPTIONAL_ORDERS: orders.optional_orders,
    Feature.ORDER_BANDS: depots.order_bands,
    Feature.PICKUPS: orders.pickups,
    Feature.REACH: depots.reach,
    Feature.RELEASE_TIMES: orders.release_times,
    Feature.RELOAD_ELSEWHERE: depots.reload_elsewhere,
    Feature.REPLENISHMENT: later.replenishment,
    Feature.SPLIT_DELIVERIES: orders.split_deliveries,
    Feature.STOCK: depots.stock,
    Feature.TIME_DEPENDENT_TRAVEL: later.time_dependent_travel,
    Feature.TIME_WINDOWS: orders.time_windows,
    Feature.TOWNSHIP_RULE: depots.township_rule,
    Feature.UNREACHABLE_LEGS: orders.unreachable_legs,
    Feature.VEHICLE_STATES: later.vehicle_states,
}
# Locked activities are a feature of the plan to start from, not of a problem.

FEATURES: tuple[Feature, ...] = tuple(sorted(_MAKERS))
"""Every feature that has a tiny problem."""


def tiny_problem(feature: Feature) -> Problem:
    """The tiny problem of a feature: three orders at most, all of which can be served.

    Raises
    ------
    ValueError
        For `Feature.LOCKED_ACTIVITIES`, which no problem has by itself.
    """
    if feature not in _MAKERS:
        raise ValueError(f"{feature} is asked for by a plan to start from, not by a problem")
    return _MAKERS[feature]()


def tiny_optimum(feature: Feature) -> int:
    """The least cost of the tiny problem of a feature, in cost units."""
    problem = tiny_problem(feature)
    found = optimal_cost(problem)
    assert found is not None, f"the tiny problem of {feature} has no feasible plan"
    return found[0]
