"""The reference county: all of it, from one seed."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from vrpcore.datasets.arguments import check_arguments
from vrpcore.datasets.centers import make_centers
from vrpcore.datasets.customers import Retailer, make_customers
from vrpcore.datasets.depots import STORE_MAX_CASES, Store, make_store, place_stores
from vrpcore.datasets.fleet import make_fleet, make_travel
from vrpcore.datasets.geography import TownshipLand, make_land
from vrpcore.datasets.more_orders import MORE_PERCENT, add_more_orders, with_splittable
from vrpcore.datasets.orders import OrderBook
from vrpcore.datasets.products import PRODUCTS
from vrpcore.datasets.routine_orders import add_cycle, add_day, add_second_orders, fill_up
from vrpcore.datasets.special_orders import (
    NUM_PLANTED,
    ONLY_BY_STORE,
    PLANTED,
    add_emergencies,
    add_near_stores,
    add_store_only,
    planted_orders,
)
from vrpcore.models.calendar import Horizon
from vrpcore.models.depot import OrderBand
from vrpcore.models.order import Order
from vrpcore.models.policy import ChannelPolicy
from vrpcore.models.problem import Problem

Period = Literal["day", "cycle"]
StockLevel = Literal["ample", "binding", "scarce"]
PERIODS = get_args(Period)
STOCK_LEVELS = get_args(StockLevel)

_CYCLE_DAYS = 15
"""Calendar days of a half month; without Sundays 13 working days."""
_CUSTOMERS_PER_TRUCK = 800
"""One truck, one minivan and one e-bike for about 800 customers (D in docs/reference-county.md)."""

_POLICY = ChannelPolicy(
    center_band=OrderBand(min_cases=5, waiver_below=10.0),
    store_band=OrderBand(min_cases=2, max_cases=STORE_MAX_CASES),
    township_rule="prefer",
    township_price=2.0,
)


def reference_county(
    seed: int = 0,
    period: Period = "day",
    *,
    customers: int = 800,
    townships: int = 11,
    stores: int | None = None,
    orders: int | None = None,
    stock: StockLevel = "ample",
    planted: int = NUM_PLANTED,
    start: dt.date = dt.date(2026, 11, 23),
    centers: int = 1,
    center_tonnes_per_day: int | None = None,
    orders_per_customer: int = 1,
    splittable_percent: int = 0,
) -> Problem:
    """A county as salt companies serve it: a centre, stores in market towns, some 800 customers.

    Where every figure comes from is told in ``docs/reference-county.md``. The same arguments give the same
    problem, to the last digit, on any platform and with any version of Python and numpy.

    Parameters
    ----------
    seed
        Which county. Land, customers and stores depend on the seed (and on the numbers below) alone, so that
        both periods and both stock levels show the same county.
    period
        ``"day"``: the orders of one day, about 120. ``"cycle"``: those of a half month, about 800, on 13
        working days: large customers weekly, small ones once, half of the micro ones, supermarkets within
        24 hours.
    customers
        Number of customers, 30 to 100,000. The last one lies outside the county.
    townships
        Number of townships with the county town, 2 to 100. The land grows with it.
    stores
        Number of stores, at most one per rural township; by default in 6 of 11.
    orders
        Number of orders, at least 15; by default 15 percent of `customers` for a day, as many as `customers`
        for a cycle.
    stock
        ``"ample"``: stores have all that they may be asked for. ``"binding"``: they have about half of what
        their neighbours order of the best-selling products (and get the rest in the second week of a cycle).
        ``"scarce"``: the same without the rest, and the centres have three fifths of what is ordered of the
        three best-selling products: some orders must stay behind.
    planted
        Number of orders that nobody can serve, 0 to 4; see `planted_order_ids`.
    start
        First day; neither a Sunday, on which nobody works, nor any other type than a date.
    centers
        Number of centres, 1 or 2. The second one stands in the market town farthest from the county town,
        keeps salt and heavy groceries, and has as many trucks, for the same townships.
    center_tonnes_per_day
        Most tonnes that may be loaded at each centre on one day, 1 to 10,000; None for no limit.
    orders_per_customer
        Most orders of a customer with a regular order, 1 to 4. With more than 1, two fifths of all orders are
        further ones, of other products and other urgency; with 1, only a few customers have a second order.
    splittable_percent
        Share of the orders of 6 or more cases that may be brought in parts, 0 to 100.

    Raises
    ------
    InvalidInputError
        When an argument is of the wrong type or out of range; all of them are named.
    """
    check_arguments(
        "reference_county",
        whole={
            "seed": (seed, 0, 2**63 - 1),
            "customers": (customers, 30, 100_000),
            "townships": (townships, 2, 100),
            "stores": (stores, 0, _num_rural(townships)),
            "orders": (orders, 15, 200_000),
            "planted": (planted, 0, NUM_PLANTED),
            "centers": (centers, 1, 2),
            "center_tonnes_per_day": (center_tonnes_per_day, 1, 10_000),
            "orders_per_customer": (orders_per_customer, 1, 4),
            "splittable_percent": (splittable_percent, 0, 100),
        },
        optional=("stores", "orders", "center_tonnes_per_day"),
        words={"period": (period, PERIODS), "stock": (stock, STOCK_LEVELS)},
        working_days={"start": start},
    )
    horizon = Horizon(start=start, days=1 if period == "day" else _CYCLE_DAYS, closed_weekdays=("sun",))
    if stores is None:
        stores = (6 * townships + 5) // 11
    if orders is None:
        orders = max(15, customers * 15 // 100) if period == "day" else customers

    land = make_land(seed, townships)
    retailers = make_customers(seed, land, customers)
    shops = place_stores(seed, land, stores)
    book = _orders(seed, period, horizon, land, retailers, shops, orders, planted, orders_per_customer)
    book = with_splittable(book, seed, splittable_percent)
    retailer_of = {retailer.customer.id: retailer for retailer in retailers}
    receipt = None
    if period == "cycle" and stock != "scarce":
        half = len(horizon.working_days) // 2
        receipt = dt.datetime.combine(horizon.working_days[half], dt.time(6))
    return Problem(
        name=f"reference county, seed {seed}, {period}",
        horizon=horizon,
        townships=tuple(township.township() for township in land),
        products=PRODUCTS,
        customers=tuple(retailer.customer for retailer in retailers),
        orders=book,
        depots=(
            *make_centers(
                land, book, centers, scarce=stock == "scarce", max_tonnes_per_day=center_tonnes_per_day
            ),
            *(
                make_store(seed, shop, retailer_of, book, binding=stock != "ample", receipt=receipt)
                for shop in shops
            ),
        ),
        vehicle_types=make_fleet(land, shops, -(-customers // _CUSTOMERS_PER_TRUCK), centers),
        policy=_POLICY,
        travel=make_travel(land[0]),
    )


def _num_rural(townships: object) -> int:
    """How many townships could have a store, also where the argument is not even a number."""
    return townships - 1 if isinstance(townships, int) else 0


def planted_order_ids(problem: Problem) -> frozenset[str]:
    """Ids of the orders of a reference county that nobody can serve: the only ones that may stay unserved.

    They are too heavy for every vehicle, outside every vehicle's area, due before any shift begins, or of a
    product that no depot in reach has.
    """
    return frozenset(order.id for order in problem.orders if order.id.startswith(PLANTED))


def store_only_order_ids(problem: Problem) -> frozenset[str]:
    """Ids of the orders of a reference county that nobody but a store can serve."""
    return frozenset(order.id for order in problem.orders if order.id.startswith(ONLY_BY_STORE))


def _orders(
    seed: int,
    period: Period,
    horizon: Horizon,
    land: tuple[TownshipLand, ...],
    retailers: tuple[Retailer, ...],
    stores: tuple[Store, ...],
    num: int,
    num_planted: int,
    orders_per_customer: int,
) -> tuple[Order, ...]:
    """All orders, exactly `num`: purposeful ones first, the rest routine."""
    book = OrderBook()
    everyone = retailers[:-1]  # all but the one outside
    planted = planted_orders(seed, retailers, stores, horizon, num_planted)
    per_thousand = (33, 25, 130, 33) if period == "day" else (12, 10, 30, 25)
    num_store_only, num_emergency, num_near, num_second = (num * share // 1000 for share in per_thousand)
    add_store_only(book, seed, everyone, stores, horizon, num_store_only)
    add_emergencies(book, seed, everyone, stores, horizon, num_emergency)
    add_near_stores(book, seed, everyone, stores, horizon, num_near)
    num_more = num * MORE_PERCENT // 100 if orders_per_customer > 1 else 0
    num_routine = num - len(planted) - len(book.orders) - num_second - num_more
    if period == "day":
        add_day(book, seed, land, everyone, stores, num_routine)
    else:
        add_cycle(book, seed, everyone, stores, horizon, num_routine)
    add_second_orders(book, seed, everyone, num_second)
    if num_more:
        add_more_orders(book, seed, everyone, horizon, orders_per_customer, num_more)
    fill_up(book, seed, everyone, stores, num - len(planted) - len(book.orders))
    return (*book.orders, *planted)
