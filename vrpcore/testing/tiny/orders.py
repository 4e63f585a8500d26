"""Tiny problems in which a feature of orders, customers or travel binds."""

from __future__ import annotations

import numpy as np

from vrpcore.models import ChannelPolicy, MatrixProfile, MatrixTravel, OrderLine, Problem
from vrpcore.testing.tiny.base import CASES, CORNERS, VAN, clock, hours, order, plain

_FAR = {"a": (1000, 0), "b": (20_000, 0)}
"""The second customer is a journey of 40 km."""


def backhauls_last() -> Problem:
    """The pickup at `b`, in the middle of the shortest round, has to wait for the last delivery."""
    problem = plain(CORNERS)
    a, b, c = problem.orders
    return problem.model_copy(
        update={
            "orders": (a, b.model_copy(update={"direction": "pickup"}), c),
            "policy": ChannelPolicy(backhaul="last"),
        }
    )


def consolidation() -> Problem:
    """The shift has room for one service of two hours; it brings both orders of the customer."""
    problem = plain({"a": (1000, 0)})
    (customer,) = problem.customers
    van = VAN.model_copy(update={"shift": hours("08:00", "11:00")})
    return problem.model_copy(
        update={
            "customers": (customer.model_copy(update={"service_duration_s": 2 * 3600}),),
            "orders": (order("a"), order("a").model_copy(update={"id": "order-a-2"})),
            "vehicle_types": (van,),
        }
    )


def hold() -> Problem:
    """Holding the order far away costs less than going there."""
    problem = plain(_FAR)
    near, far = problem.orders
    return problem.model_copy(update={"orders": (near, far.model_copy(update={"hold_price": 5.0}))})


def optional_orders() -> Problem:
    """Not serving the order far away costs less than going there; the near one costs more to leave."""
    problem = plain(_FAR)
    near, far = (
        order.model_copy(update={"unserved_price": price})
        for order, price in zip(problem.orders, (50.0, 5.0), strict=True)
    )
    return problem.model_copy(update={"orders": (near, far)})


def pickups() -> Problem:
    """Delivery and pickup fill the vehicle each: what is delivered makes room for what is collected."""
    problem = plain({"a": (2000, 0), "b": (1000, 0)})
    delivered, collected = problem.orders
    van = VAN.model_copy(update={"capacity_cases": CASES})
    return problem.model_copy(
        update={
            "orders": (delivered, collected.model_copy(update={"direction": "pickup"})),
            "vehicle_types": (van,),
        }
    )


def release_times() -> Problem:
    """The early vehicle costs nothing, but `b` is ready only for the late one."""
    early = VAN.model_copy(update={"id": "early", "cost_per_km": 0.0, "shift": hours("06:00", "09:00")})
    late = VAN.model_copy(update={"id": "late", "shift": hours("09:00", "12:00")})
    problem = plain(CORNERS)
    a, b, c = problem.orders
    return problem.model_copy(
        update={"orders": (a, b.model_copy(update={"release": clock(10)}), c), "vehicle_types": (early, late)}
    )


def split_deliveries() -> Problem:
    """Neither of two vehicles holds the order; both together do."""
    problem = plain({"a": (1000, 0)})
    (whole,) = problem.orders
    parts = whole.model_copy(
        update={"lines": (OrderLine(product_id="salt", cases=2 * CASES),), "splittable": True}
    )
    van = VAN.model_copy(update={"count": 2, "capacity_cases": CASES})
    return problem.model_copy(update={"orders": (parts,), "vehicle_types": (van,)})


def time_windows() -> Problem:
    """Windows and a due time ask for a crossing: first `a`, then `c`, last `b`."""
    problem = plain(CORNERS)
    a, b, c = problem.customers
    order_a, order_b, order_c = problem.orders
    return problem.model_copy(
        update={
            "customers": (
                a,
                b.model_copy(update={"service_windows": (hours("10:00", "10:30"),)}),
                c.model_copy(update={"service_windows": (hours("09:00", "09:30"), hours("15:00", "15:30"))}),
            ),
            "orders": (
                order_a.model_copy(update={"due": clock(8, 30)}),
                order_b,
                order_c.model_copy(update={"due": clock(12)}),
            ),
        }
    )


def unreachable_legs() -> Problem:
    """There is no way from `a` to `b`: the round goes the other way, which is longer by given figures."""
    legs = np.array([[0, 1000, 5000], [5000, 0, -1], [1000, 2000, 0]], dtype=np.int64)
    profile = MatrixProfile(distances_m=legs, durations_s=np.where(legs < 0, -1, legs // 10))
    travel = MatrixTravel(place_ids=("center", "a", "b"), profiles=(profile,))
    return plain({"a": (1000, 0), "b": (1000, 1000)}).model_copy(update={"travel": travel})
