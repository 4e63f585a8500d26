"""The plain problem from which every tiny problem differs in one thing.

A plane in metres, 36 km/h so that 10 m take a second, 1 CNY per kilometre and nothing else to pay: a centre
in the corner, and one required order of five cases for each customer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from vrpcore.models import (
    Customer,
    Depot,
    Horizon,
    Location,
    Order,
    OrderLine,
    PlanarTravel,
    Problem,
    Product,
    TimeWindow,
    TravelProfile,
    VehicleType,
)

DAY = dt.date(2026, 3, 2)
CASES = 5
CASE_KG = 10.0

CORNERS = {"a": (1000, 0), "b": (1000, 1000), "c": (0, 1000)}
"""Three customers that make a square with the centre: 4 km around, in either direction."""

TRAVEL = PlanarTravel(profiles=(TravelProfile(speed_kmh=36.0), TravelProfile(id="slow", speed_kmh=3.6)))
CENTER = Depot(id="center", location=Location(x=0.0, y=0.0))
FAR_CENTER = Depot(id="far", location=Location(x=10_000.0, y=0.0))
VAN = VehicleType(id="van", depot_id="center", cost_per_km=1.0)
FAR_VAN = VehicleType(id="far-van", depot_id="far", cost_per_km=1.0)


def customer(name: str, x: int, y: int) -> Customer:
    """A customer at a point, in metres."""
    return Customer(id=name, location=Location(x=float(x), y=float(y)))


def order(name: str, cases: int = CASES) -> Order:
    """The order of the customer of the same name."""
    return Order(id=f"order-{name}", customer_id=name, lines=(OrderLine(product_id="salt", cases=cases),))


def clock(hour: int, minute: int = 0) -> dt.datetime:
    """A moment of the first day."""
    return dt.datetime.combine(DAY, dt.time(hour, minute))


def hours(earliest: str, latest: str) -> TimeWindow:
    """A span of the day."""
    return TimeWindow.model_validate({"earliest": earliest, "latest": latest})


def plain(points: Mapping[str, tuple[int, int]]) -> Problem:
    """One centre, one vehicle without limits, and an order for each point."""
    return Problem(
        coordinate_system="planar",
        horizon=Horizon(start=DAY),
        products=(Product(id="salt", case_weight_kg=CASE_KG),),
        customers=tuple(customer(name, x, y) for name, (x, y) in points.items()),
        orders=tuple(order(name) for name in points),
        depots=(CENTER,),
        vehicle_types=(VAN,),
        travel=TRAVEL,
    )
