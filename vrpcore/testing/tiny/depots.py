"""Tiny problems in which a feature of depots or of the channel rules binds."""

from __future__ import annotations

from vrpcore.models import ChannelPolicy, Depot, Horizon, Location, OrderBand, Problem, Reach, Stock, Township
from vrpcore.testing.tiny.base import (
    CASE_KG,
    CASES,
    CENTER,
    CORNERS,
    DAY,
    FAR_CENTER,
    FAR_VAN,
    VAN,
    hours,
    order,
    plain,
)

_NEAR = {"a": (1000, 0), "b": (2000, 0)}


def _two_centers() -> Problem:
    """A second centre, 10 km away, that could serve all customers at a price."""
    return plain(_NEAR).model_copy(update={"depots": (CENTER, FAR_CENTER), "vehicle_types": (VAN, FAR_VAN)})


def daily_tonnage() -> Problem:
    """The centre may load two of the three orders a day; the third goes the day after."""
    center = CENTER.model_copy(update={"max_tonnes_per_day": 2 * CASES * CASE_KG / 1000})
    return plain(CORNERS).model_copy(update={"depots": (center,), "horizon": Horizon(start=DAY, days=2)})


def multi_depot() -> Problem:
    """A customer next to each centre: each serves its own."""
    return plain({"a": (1000, 0), "b": (9000, 0)}).model_copy(
        update={"depots": (CENTER, FAR_CENTER), "vehicle_types": (VAN, FAR_VAN)}
    )


def opening_hours() -> Problem:
    """The early vehicle costs nothing, but the centre opens too late for it."""
    early = VAN.model_copy(update={"id": "early", "cost_per_km": 0.0, "shift": hours("06:00", "09:00")})
    late = VAN.model_copy(update={"id": "late", "shift": hours("09:00", "12:00")})
    center = CENTER.model_copy(update={"opening_hours": (hours("10:00", "12:00"),)})
    return plain(CORNERS).model_copy(update={"depots": (center,), "vehicle_types": (early, late)})


def order_bands() -> Problem:
    """The near centre may not serve the small order; the far one serves the large one for a waiver of 1 CNY.

    The small order is next to the near centre, the large one next to the far one.
    """
    near = CENTER.model_copy(update={"order_band": OrderBand(min_cases=5)})
    far = FAR_CENTER.model_copy(update={"order_band": OrderBand(max_cases=4, waiver_above=1.0)})
    return multi_depot().model_copy(update={"depots": (near, far), "orders": (order("a", 3), order("b", 6))})


def reach() -> Problem:
    """The near centre reaches 1.5 km; the customer at 2 km is served from the far one."""
    near = CENTER.model_copy(update={"reach": Reach(radius_m=1500.0)})
    return _two_centers().model_copy(update={"depots": (near, FAR_CENTER)})


def reload_elsewhere() -> Problem:
    """The vehicle holds one order; for the second it loads at the far centre, which is close by."""
    van = VAN.model_copy(update={"capacity_cases": CASES, "max_trips": 2, "reload_depot_ids": ("far",)})
    return plain({"a": (9000, 0), "b": (9500, 0)}).model_copy(
        update={"depots": (CENTER, FAR_CENTER), "vehicle_types": (van,)}
    )


def stock() -> Problem:
    """The near centre has goods for one of the two orders beyond its safety stock."""
    salt = Stock(product_id="salt", cases=CASES + 2, safety_cases=2)
    near = CENTER.model_copy(update={"stock": (salt,)})
    return _two_centers().model_copy(update={"depots": (near, FAR_CENTER)})


def township_rule() -> Problem:
    """The centre would serve both customers on one route, but `b` belongs to the store of its township."""
    store = Depot(
        id="store",
        kind="store",
        location=Location(x=2000.0, y=500.0),
        township_id="east",
        reach=Reach(townships=("east",)),
    )
    clerk = VAN.model_copy(update={"id": "clerk", "depot_id": "store", "fixed_cost_per_day": 10.0})
    problem = plain(_NEAR)
    at_center, in_township = problem.customers
    return problem.model_copy(
        update={
            "townships": (Township(id="east"),),
            "customers": (at_center, in_township.model_copy(update={"township_id": "east"})),
            "depots": (CENTER, store),
            "vehicle_types": (VAN, clerk),
            "policy": ChannelPolicy(township_rule="must"),
        }
    )
