"""Small problems and places for the travel tests."""

import datetime as dt

import numpy as np

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
    Township,
    VehicleType,
)
from vrpcore.travel.places import Places


def places_at(points, township_ids=None) -> Places:
    """Places named p0, p1, … at (x, y) pairs; None stands for a place without coordinates."""
    xy = np.array([(np.nan, np.nan) if p is None else p for p in points], dtype=np.float64).reshape(-1, 2)
    return Places(
        ids=tuple(f"p{i}" for i in range(len(points))),
        township_ids=tuple(township_ids or [None] * len(points)),
        x=np.ascontiguousarray(xy[:, 0]),
        y=np.ascontiguousarray(xy[:, 1]),
    )


def problem_with(depots, customers, travel=None, coordinate_system="planar") -> Problem:
    """A problem with depots d0, d1, … and customers c0, c1, … at (x, y, township) triples."""
    townships = sorted({t for *_, t in (*depots, *customers) if t is not None})
    return Problem(
        coordinate_system=coordinate_system,
        horizon=Horizon(start=dt.date(2026, 3, 2)),
        townships=[Township(id=t) for t in townships],
        products=[Product(id="salt", case_weight_kg=20.0)],
        customers=[
            Customer(id=f"c{i}", location=Location(x=x, y=y), township_id=t)
            for i, (x, y, t) in enumerate(customers)
        ],
        orders=[
            Order(id=f"o{i}", customer_id=f"c{i}", lines=[OrderLine(product_id="salt", cases=1)])
            for i in range(len(customers))
        ],
        depots=[
            Depot(id=f"d{i}", location=Location(x=x, y=y), township_id=t)
            for i, (x, y, t) in enumerate(depots)
        ],
        vehicle_types=[VehicleType(id="truck", depot_id="d0")],
        travel=travel or PlanarTravel(),
    )
