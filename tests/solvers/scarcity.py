"""Problems where goods are short, each with what its best plan costs, and why.

All lie on squared paper and are driven at 36 km/h, 1 CNY per kilometre; a case of salt or soy weighs 10 kg.
Distances are whole kilometres along one line, so that costs can be added up by hand.
"""

import datetime as dt

from vrpcore.models import (
    Customer,
    Depot,
    Handling,
    Horizon,
    Location,
    Order,
    OrderLine,
    PlanarTravel,
    Problem,
    Product,
    Reach,
    Stock,
    Township,
    TravelProfile,
    VehicleType,
)

CNY = 10**6
"""Cost units of one CNY."""
SALT = Product(id="salt", case_weight_kg=10.0)
SOY = Product(id="soy", case_weight_kg=10.0)


def at(km):
    """A place on the line."""
    return Location(x=1000.0 * km, y=0.0)


def centre(**given):
    """The centre C at 0 km."""
    return Depot(**{"id": "C", "location": at(0), **given})


def stock(**cases):
    """Cases by product id."""
    return tuple(Stock(product_id=product_id, cases=number) for product_id, number in cases.items())


def order(order_id, customer_id, *, salt=0, soy=0, **given):
    """An order of some cases."""
    lines = [OrderLine(product_id=id_, cases=cases) for id_, cases in (("salt", salt), ("soy", soy)) if cases]
    return Order(id=order_id, customer_id=customer_id, lines=lines, **given)


def problem(customers, orders, *, depots, vehicle_types=None):
    """A problem of one day; one truck of the centre where no vehicles are given."""
    return Problem(
        coordinate_system="planar",
        horizon=Horizon(start=dt.date(2026, 3, 2)),
        townships=(Township(id="east"),),
        products=(SALT, SOY),
        customers=tuple(Customer(id=id_, location=at(km)) for id_, km in customers.items()),
        orders=orders,
        depots=depots,
        vehicle_types=[truck()] if vehicle_types is None else vehicle_types,
        travel=PlanarTravel(profiles=[TravelProfile(speed_kmh=36.0)]),
    )


def truck(**given):
    """A truck of the centre."""
    return VehicleType(**{"id": "truck", "depot_id": "C", "cost_per_km": 1.0, **given})


def eight_and_three():
    """Stock for 3 cases; one customer orders 8 (hold price 10 CNY) and 3 (unserved price 300 CNY).

    The 3 cases are brought: 2 x 2.755 km = 5.51 CNY; the 8 are held: 10 CNY. Leaving both costs 310 CNY.
    """
    wanted = (
        order("eight", "a", salt=8, hold_price=10.0),
        order("three", "a", salt=3, unserved_price=300.0),
    )
    return problem({"a": 2.755}, wanted, depots=[centre(stock=stock(salt=3))])


EIGHT_AND_THREE = 15_510_000


def twenty_customers(*, by_tonnage=False):
    """Twenty customers at 1 to 20 km, each with an order of salt and one of soy, 5 cases each.

    Leaving an order of salt costs 100 CNY, of soy 110 CNY. Either salt is short, 45 cases for 9 orders of 20;
    or the centre may load 1.45 t a day, 29 orders of 40. The best plan is the same for both: all 20 orders of
    soy and 9 of salt come on one route of 2 x 20 km, 11 of salt are left: 40 + 11 x 100 CNY.
    """
    customers = {f"c{km}": float(km) for km in range(1, 21)}
    wanted = [
        one
        for id_ in customers
        for one in (
            order(f"{id_}-salt", id_, salt=5, unserved_price=100.0),
            order(f"{id_}-soy", id_, soy=5, unserved_price=110.0),
        )
    ]
    limits = {"max_tonnes_per_day": 1.45} if by_tonnage else {"stock": stock(salt=45, soy=200)}
    return problem(customers, wanted, depots=[centre(**limits)])


TWENTY_CUSTOMERS = 1_140 * CNY


def two_shelves():
    """Salt only at the store next door, soy only at the centre; one splittable order of 5 and 3 cases.

    The customer is at 9.5 km, the store S at 9.92 km. An hour costs 36 CNY, so a kilometre (100 s) 1 CNY and
    each visit of 50 s 0.50 CNY: from the centre 19 + 0.50 CNY, from the store 0.84 + 0.50 CNY, in all 20.84.
    Parts of equal size, 4 cases and 4, lie on neither shelf; left, the order costs 500 CNY.
    """
    store = Depot(
        id="S",
        kind="store",
        location=at(9.92),
        township_id="east",
        reach=Reach(customers=["a"]),
        stock=stock(salt=9),
    )
    wanted = (order("o", "a", salt=5, soy=3, unserved_price=500.0, splittable=True),)
    by_hour = {"cost_per_km": 0.0, "cost_per_hour": 36.0, "handling": Handling(visit_s=50)}
    vehicles = [truck(**by_hour), truck(id="clerk", depot_id="S", **by_hour)]
    return problem({"a": 9.5}, wanted, depots=[centre(stock=stock(soy=9)), store], vehicle_types=vehicles)


TWO_SHELVES = 20_840_000


def fetched_elsewhere():
    """Twenty customers at 11 to 30 km; all salt lies at the centre D at 10 km, the truck is at home in C.

    It loads nothing at C, then all at D: 2 x 30 km = 60 CNY. Each order left costs 500 CNY, 10,000 in all.
    """
    customers = {f"c{km}": float(km) for km in range(11, 31)}
    wanted = [order(f"o-{id_}", id_, salt=2, unserved_price=500.0) for id_ in customers]
    depots = [centre(stock=()), centre(id="D", location=at(10), stock=stock(salt=40))]
    vehicles = [truck(max_trips=2, reload_depot_ids=["D"])]
    return problem(customers, wanted, depots=depots, vehicle_types=vehicles)


FETCHED_ELSEWHERE = 60 * CNY


def short_of_one_part():
    """Stock for 7 of the 10 cases of a splittable order, 3 km away; 50 CNY unserved.

    7 cases are brought for 6 CNY, 3 left for 50 x 3 / 10 = 15 CNY.
    """
    wanted = (order("o", "a", salt=10, unserved_price=50.0, splittable=True),)
    return problem({"a": 3.0}, wanted, depots=[centre(stock=stock(salt=7))])


SHORT_OF_ONE_PART = 21 * CNY

CASES = {
    "eight and three": (eight_and_three, EIGHT_AND_THREE),
    "twenty customers, stock": (twenty_customers, TWENTY_CUSTOMERS),
    "twenty customers, tonnage": (lambda: twenty_customers(by_tonnage=True), TWENTY_CUSTOMERS),
    "two shelves": (two_shelves, TWO_SHELVES),
    "fetched elsewhere": (fetched_elsewhere, FETCHED_ELSEWHERE),
    "short of one part": (short_of_one_part, SHORT_OF_ONE_PART),
}
"""Problem and least cost in cost units by name."""
