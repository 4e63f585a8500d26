"""Each kind of difference, on plans made by hand."""

import pytest

from benchmarks.tiny.differences import KINDS, differences
from vrpcore.models import (
    DeliveredLine,
    Delivery,
    Depot,
    Horizon,
    Order,
    OrderLine,
    Plan,
    Problem,
    Product,
    Reload,
    Route,
    Trip,
    VehicleType,
)
from vrpcore.testing.tiny import base

DAYS = (base.DAY, base.DAY.replace(day=base.DAY.day + 1))


def visit(customer, *order_ids, cases=None):
    quantities = None
    if cases is not None:
        quantities = (DeliveredLine(order_id=order_ids[0], product_id="salt", cases=cases),)
    return Delivery(customer_id=customer, order_ids=order_ids, quantities=quantities)


def route(*trips, vehicle="van-1", day=0, depots=("center", "far")):
    made = []
    for position, visits in enumerate(trips):
        start = (Reload(),) if position else ()
        made.append(Trip(depot_id=depots[position], activities=(*start, *visits)))
    return Route(vehicle_id=vehicle, date=DAYS[day], trips=tuple(made))


def plan(*routes, held=()):
    return Plan(routes=routes, held_order_ids=held)


@pytest.fixture(scope="module")
def problem():
    def order(name, customer):
        line = OrderLine(product_id="salt", cases=5)
        return Order(id=name, customer_id=customer, lines=(line,), hold_price=1.0, splittable=name == "b1")

    return Problem(
        coordinate_system="planar",
        travel=base.TRAVEL,
        horizon=Horizon(start=base.DAY, days=2),
        products=(Product(id="salt", case_weight_kg=10.0),),
        customers=(base.customer("a", 1000, 0), base.customer("b", 1000, 1000)),
        orders=(order("a1", "a"), order("a2", "a"), order("b1", "b")),
        depots=(base.CENTER, Depot(id="far", location=base.FAR_CENTER.location)),
        vehicle_types=(
            VehicleType(id="van", depot_id="center", count=2, max_trips=2, reload_depot_ids=("far",)),
            VehicleType(id="big", depot_id="center", max_trips=2),
        ),
    )


A, B = visit("a", "a1", "a2"), visit("b", "b1")
BASE = plan(route((A, B)))


@pytest.mark.parametrize(
    ("optimum", "kinds"),
    [
        (plan(route((A, visit("b", "b1", cases=3)))), ("parts",)),
        (plan(route((A, visit("b", "b1", cases=5)))), ("sequence",)),  # all of it is no part
        (plan(route((), (A, B))), ("first trip empty", "depot")),
        (plan(route((visit("a", "a1"), visit("a", "a2"), B))), ("grouping",)),
        (plan(route((visit("a", "a1"), B)), held=("a2",)), ("grouping", "order set", "vehicles", "trips")),
        (plan(route((A,)), held=("b1",)), ("order set", "vehicles", "trips")),
        (plan(route((A, B), day=1)), ("day", "vehicles")),
        (plan(route((A, B), vehicle="big-1")), ("vehicles",)),
        (plan(route((A,)), route((B,), vehicle="van-2")), ("vehicles", "trips")),
        (plan(route((A,), (B,), depots=("center", "center"))), ("trips",)),
        (plan(route((B, A))), ("sequence",)),
        (plan(route((A, B), vehicle="van-2")), ("sequence",)),  # vans are equal
    ],
)
def test_kinds(problem, optimum, kinds):
    assert set(kinds) <= set(KINDS)
    assert differences(problem, optimum, BASE) == kinds
