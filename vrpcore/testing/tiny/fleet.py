"""Tiny problems in which a feature of vehicles or of the calendar binds."""

from __future__ import annotations

from vrpcore.models import BreakRule, Horizon, Problem, Reach
from vrpcore.testing.tiny.base import CASES, CORNERS, DAY, VAN, hours, plain

_APART = {"a": (2000, 0), "c": (0, 2000)}
"""Two customers: 6,828 m together, 4,000 m each alone."""


def areas() -> Problem:
    """The e-bike costs nothing but may not go to `c`: the van has to leave for it."""
    bike = VAN.model_copy(update={"id": "bike", "cost_per_km": 0.0, "area": Reach(customers=("a", "b"))})
    return plain(CORNERS).model_copy(update={"vehicle_types": (bike, VAN)})


def breaks() -> Problem:
    """Two services of three hours do not fit around noon without the rest that falls due there."""
    rest = BreakRule(earliest=12 * 3600, latest=12 * 3600 + 1800, duration_s=1800)
    van = VAN.model_copy(update={"shift": hours("08:00", "16:00"), "breaks": (rest,)})
    problem = plain(_APART)
    customers = tuple(c.model_copy(update={"service_duration_s": 3 * 3600}) for c in problem.customers)
    return problem.model_copy(update={"vehicle_types": (van,), "customers": customers})


def duration_cost() -> Problem:
    """The bike is cheap by the kilometre, but its hours cost more than the van's kilometres."""
    van = VAN.model_copy(update={"cost_per_hour": 20.0})
    bike = van.model_copy(update={"id": "bike", "cost_per_km": 0.1, "profile": "slow"})
    return plain(CORNERS).model_copy(update={"vehicle_types": (van, bike)})


def max_distance() -> Problem:
    """One route to both customers is too long; two vehicles must go."""
    van = VAN.model_copy(update={"count": 2, "max_distance_m": 6000})
    return plain(_APART).model_copy(update={"vehicle_types": (van,)})


def max_duration() -> Problem:
    """One route to both customers takes too long; two vehicles must go."""
    van = VAN.model_copy(update={"count": 2, "max_duration_s": 600})
    return plain(_APART).model_copy(update={"vehicle_types": (van,)})


def multi_day() -> Problem:
    """The only vehicle holds one order a day; the second goes the day after."""
    van = VAN.model_copy(update={"capacity_cases": CASES})
    return plain(_APART).model_copy(update={"vehicle_types": (van,), "horizon": Horizon(start=DAY, days=2)})


def multi_trip() -> Problem:
    """The only vehicle holds one order; it comes back for the second."""
    van = VAN.model_copy(update={"capacity_cases": CASES, "max_trips": 2})
    return plain(_APART).model_copy(update={"vehicle_types": (van,)})
