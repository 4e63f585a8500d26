"""The only crossing between ids and indices."""

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE, Instance
from vrpcore.lowering.lift import lift, lower_plan
from vrpcore.lowering.lower import lower
from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop, TripPlan
from vrpcore.lowering.visit import Visit, make_visit

__all__ = [
    "NO_LIMIT",
    "NO_PRICE",
    "Instance",
    "RestStop",
    "RoutePlan",
    "Solution",
    "Stop",
    "TripPlan",
    "Visit",
    "lift",
    "lower",
    "lower_plan",
    "make_visit",
]
