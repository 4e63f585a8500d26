"""A small county by hand: centre C, store S 10 km to its east, six customers, one day.

Roads are straight and vehicles drive 10 m/s. One case weighs 20 kg. The truck T delivers a (6 cases) and b
(8 cases) 3 km and 6 km east of C and comes home: 12 km. The clerk K walks from S to c (3 cases), 500 m away,
and back: 1 km. Held: d's one case. Unserved: e's order, which is far too heavy.
"""

import datetime as dt

from vrpcore.models import (
    ChannelPolicy,
    Customer,
    Delivery,
    Depot,
    Horizon,
    Location,
    Order,
    OrderBand,
    OrderLine,
    Plan,
    PlanarTravel,
    Problem,
    Product,
    Reach,
    Route,
    Stock,
    TimeWindow,
    Township,
    TravelProfile,
    Trip,
    VehicleType,
    Wage,
)

MONDAY = dt.date(2026, 3, 2)
SHIFT = TimeWindow(earliest="08:00", latest="18:00")


def at(x, y=0.0):
    return Location(x=float(x), y=float(y))


def box(west, east):
    return (at(west, -5_000), at(east, -5_000), at(east, 5_000), at(west, 5_000))


def order(customer_id, cases, **fields):
    lines = (OrderLine(product_id="salt", cases=cases),)
    return Order(id=f"o-{customer_id}", customer_id=customer_id, lines=lines, **fields)


def make_problem(**changes):
    customers = (
        Customer(id="a", location=at(3_000), township_id="west"),
        Customer(id="b", location=at(6_000), township_id="west"),
        Customer(id="c", name="王记副食店", location=at(10_500), township_id="east"),
        Customer(id="d", location=at(4_000, 2_000), township_id="west"),
        Customer(id="e", location=at(-2_000, 1_000), township_id="west"),
        Customer(id="idle", location=at(-1_000, -1_000), township_id="west"),
    )
    fields = {
        "name": "by hand",
        "coordinate_system": "planar",
        "horizon": Horizon(start=MONDAY),
        "townships": (
            Township(id="west", polygon=box(-4_000, 8_000)),
            Township(id="east", polygon=box(8_000, 13_000)),
        ),
        "products": (Product(id="salt", case_weight_kg=20.0),),
        "customers": customers,
        "orders": (
            order("a", 6, unserved_price=500.0),
            order("b", 8, unserved_price=500.0),
            order("c", 3, unserved_price=500.0),
            order("d", 1, hold_price=4.5, unserved_price=500.0),
            order("e", 300, unserved_price=20.0),
        ),
        "depots": (
            Depot(id="C", location=at(0), township_id="west"),
            Depot(
                id="S",
                kind="store",
                location=at(10_000),
                township_id="east",
                stock=(Stock(product_id="salt", cases=10),),
                fee_per_tonne=35.0,
                reach=Reach(townships=("east",), radius_m=1_000.0),
            ),
        ),
        "vehicle_types": (
            VehicleType(
                id="T",
                depot_id="C",
                vehicle_ids=("truck",),
                capacity_kg=5_000.0,
                cost_per_km=2.0,
                wage=Wage(per_month=2_300.0),
                loader_fee_per_tonne=30.0,
                shift=SHIFT,
            ),
            VehicleType(
                id="K",
                depot_id="S",
                vehicle_ids=("clerk",),
                capacity_kg=120.0,
                cost_per_km=0.5,
                shift=SHIFT,
            ),
        ),
        "policy": ChannelPolicy(
            center_band=OrderBand(min_cases=5, waiver_below=6.0),
            store_band=OrderBand(min_cases=2, max_cases=5),
        ),
        "travel": PlanarTravel(profiles=(TravelProfile(speed_kmh=36.0),)),
    }
    return Problem(**(fields | changes))


def deliver(customer_id, order_id=None):
    return Delivery(customer_id=customer_id, order_ids=(order_id or f"o-{customer_id}",))


def make_route(vehicle_id, depot_id, *visits, day=MONDAY):
    return Route(vehicle_id=vehicle_id, date=day, trips=(Trip(depot_id=depot_id, activities=visits),))


def make_plan():
    return Plan(
        routes=(make_route("truck", "C", deliver("a"), deliver("b")), make_route("clerk", "S", deliver("c"))),
        held_order_ids=("o-d",),
    )
