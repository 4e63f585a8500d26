"""Tiny problems with features that stand in the schema for later: this version refuses them by name."""

from __future__ import annotations

from vrpcore.models import PlanarTravel, Problem, TimeSlice, TravelProfile, VehicleState
from vrpcore.testing.tiny.base import CORNERS, clock, hours, order, plain
from vrpcore.testing.tiny.depots import multi_depot


def now() -> Problem:
    """A day that began at eight."""
    return plain(CORNERS).model_copy(update={"now": clock(8)})


def replenishment() -> Problem:
    """The far centre orders goods itself."""
    problem = multi_depot()
    refill = order("a").model_copy(
        update={"id": "refill", "customer_id": None, "destination_depot_id": "far"}
    )
    return problem.model_copy(update={"orders": (*problem.orders, refill)})


def time_dependent_travel() -> Problem:
    """Everybody drives slower in the morning."""
    rush = TimeSlice(window=hours("07:00", "09:00"), factor=2.0)
    travel = PlanarTravel(profiles=(TravelProfile(speed_kmh=36.0, time_slices=(rush,)),))
    return plain(CORNERS).model_copy(update={"travel": travel})


def vehicle_states() -> Problem:
    """A vehicle that has driven a kilometre already."""
    state = VehicleState(vehicle_id="van-1", distance_done_m=1000)
    return plain(CORNERS).model_copy(update={"vehicle_states": (state,)})
