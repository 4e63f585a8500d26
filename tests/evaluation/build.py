"""A county on squared paper: the centre C at the origin, the store S of township east 10 km to its right.

Roads are straight and vehicles drive 10 m/s, so 3,000 m take 300 s. One case of salt weighs 20 kg and takes
0.02 m3. The shift is 08:00 to 18:00 on Monday, 2 March 2026.
"""

import datetime as dt

from vrpcore.evaluation import evaluate
from vrpcore.models import (
    ChannelPolicy,
    Customer,
    Delivery,
    Depot,
    Horizon,
    Location,
    Order,
    OrderLine,
    Pickup,
    Plan,
    PlanarTravel,
    Problem,
    Product,
    Reach,
    Route,
    TimeWindow,
    Township,
    TravelProfile,
    Trip,
    VehicleType,
)

MONDAY = dt.date(2026, 3, 2)
EIGHT = 8 * 3600
"""08:00, when shifts begin."""
MICRO = 10**6
"""Cost units of one CNY."""

CENTER = Depot(id="C", location=Location(x=0.0, y=0.0))
STORE = Depot(
    id="S",
    kind="store",
    location=Location(x=10_000.0, y=0.0),
    township_id="east",
    reach=Reach(townships=["east"]),
)
SALT = Product(id="salt", case_weight_kg=20.0, case_volume_m3=0.02)
SHIFT = TimeWindow(earliest="08:00", latest="18:00")


def at(clock, day=0):
    """Seconds from the horizon's start of a clock time."""
    hours, minutes = map(int, clock.split(":"))
    return (day * 24 + hours) * 3600 + minutes * 60


def moment(clock, day=0):
    """The calendar moment of a clock time."""
    return dt.datetime.combine(MONDAY, dt.time()) + dt.timedelta(seconds=at(clock, day))


def window(earliest, latest, **given):
    return TimeWindow(earliest=earliest, latest=latest, **given)


def customer(customer_id, x, y=0, **given):
    return Customer(id=customer_id, location=Location(x=float(x), y=float(y)), **given)


def order(order_id, customer_id, cases, product="salt", **given):
    return Order(
        id=order_id, customer_id=customer_id, lines=[OrderLine(product_id=product, cases=cases)], **given
    )


def truck(**given):
    return VehicleType(**{"id": "truck", "depot_id": "C", "shift": SHIFT, **given})


def bike(**given):
    return VehicleType(**{"id": "bike", "depot_id": "S", "shift": SHIFT, **given})


def county(
    customers,
    orders,
    *,
    depots=(CENTER,),
    vehicle_types=None,
    products=(SALT,),
    policy=None,
    days=1,
    **given,
):
    """A problem; one truck of the centre where no vehicle is given."""
    return Problem(
        coordinate_system="planar",
        horizon=Horizon(start=MONDAY, days=days),
        townships=[Township(id="east"), Township(id="west")],
        products=products,
        customers=customers,
        orders=orders,
        depots=depots,
        vehicle_types=[truck()] if vehicle_types is None else vehicle_types,
        policy=policy or ChannelPolicy(),
        **{"travel": PlanarTravel(profiles=[TravelProfile(speed_kmh=36.0)]), **given},
    )


def bring(customer_id, *order_ids, **given):
    return Delivery(customer_id=customer_id, order_ids=order_ids, **given)


def collect(customer_id, *order_ids):
    return Pickup(customer_id=customer_id, order_ids=order_ids)


def trip(depot_id, *activities):
    return Trip(depot_id=depot_id, activities=activities)


def route(vehicle_id, *trips, date=MONDAY):
    return Route(vehicle_id=vehicle_id, date=date, trips=trips)


def plan(*routes, held=()):
    return Plan(routes=routes, held_order_ids=held)


def broken(problem, given_plan):
    """(rule, where, excess) of each violation."""
    found = evaluate(problem, given_plan, explain=False).violations
    return [(violation.rule, violation.where, violation.excess) for violation in found]
