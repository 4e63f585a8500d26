"""Orders with a purpose: those that nobody can serve, those that only a store can, and emergencies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vrpcore.datasets.customers import Retailer
from vrpcore.datasets.depots import Store
from vrpcore.datasets.dice import Dice
from vrpcore.datasets.orders import OrderBook, usual_lines
from vrpcore.datasets.products import EVERYDAY_SALT, PROCESSING_SACK, STORE_ONLY
from vrpcore.models.calendar import Horizon
from vrpcore.models.order import Order, OrderLine

PLANTED = "planted-"
"""Begin of the ids of orders that nobody can serve."""
ONLY_BY_STORE = "store-only-"
"""Begin of the ids of orders that nobody but a store can serve."""
NUM_PLANTED = 4
"""How many kinds of orders that nobody can serve there are."""

_BEFORE_THE_TRUCK = dt.time(7, 55)
"""The truck leaves the centre at 08:00 at the earliest: shift at 07:30, then half an hour of loading."""


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of a day."""
    return dt.datetime.combine(day, dt.time(hour, minute))


def planted_orders(
    seed: int, retailers: Sequence[Retailer], stores: Sequence[Store], horizon: Horizon, num: int
) -> list[Order]:
    """Up to four orders that nobody can serve, each for another reason.

    They may not be held, and leaving them unserved costs little: the plan should say why, not despair.
    """
    dice = Dice(seed, "planted orders")
    remote = [
        r
        for r in retailers
        if r.land is not None
        and not r.urban
        and not r.customer.service_windows
        and all(store.is_far(r) for store in stores)
    ]
    # Where hardly anyone is remote, others do as well: a store serves no order of six cases.
    heavy, early, lacking = dice.sample(remote if len(remote) >= 3 else retailers[:-1], 3)
    salt, first_day = EVERYDAY_SALT[0], horizon.working_days[0]

    def order(name: str, retailer: Retailer, product_id: str, cases: int, due: dt.datetime | None) -> Order:
        return Order(
            id=f"{PLANTED}{name}",
            customer_id=retailer.customer.id,
            lines=(OrderLine(product_id=product_id, cases=cases),),
            due=due,
            nature="on_demand",
            unserved_price=20.0,
        )

    return [
        order("too-heavy", heavy, PROCESSING_SACK, 220, None),  # 5.5 t: the truck carries 5 t
        order("outside-the-county", retailers[-1], salt, 6, None),  # in nobody's area
        order("too-early", early, salt, 6, at(first_day, 5, 30)),  # before any shift begins
        order("not-in-stock", lacking, STORE_ONLY, 6, None),  # the centre has none, the stores are far
    ][:num]


def add_store_only(
    book: OrderBook,
    seed: int,
    retailers: Sequence[Retailer],
    stores: Sequence[Store],
    horizon: Horizon,
    num: int,
) -> None:
    """Orders for a product that the centre does not have, and orders due before its truck can come."""
    dice = Dice(seed, "store-only orders")
    nearby = {store.id: dice.sample(_ready(retailers, store), num) for store in stores}
    days = horizon.working_days
    for position in range(num if stores else 0):
        store = stores[position % len(stores)]
        if not nearby[store.id]:
            continue
        retailer = nearby[store.id].pop()
        cases = dice.between(2, 4)
        if position % 2 == 0:
            lines = (OrderLine(product_id=STORE_ONLY, cases=cases),)
            book.add("store-only", retailer, lines)
        else:
            day = dice.pick(days)
            lines = (OrderLine(product_id=dice.pick(EVERYDAY_SALT), cases=cases),)
            book.add(
                "store-only",
                retailer,
                lines,
                nature="on_demand",
                express=True,
                release=at(day, 6),
                due=dt.datetime.combine(day, _BEFORE_THE_TRUCK),
            )


def add_emergencies(
    book: OrderBook,
    seed: int,
    retailers: Sequence[Retailer],
    stores: Sequence[Store],
    horizon: Horizon,
    num: int,
) -> None:
    """Small urgent orders of one day, near stores and in town in turn; minimums do not bind them."""
    dice = Dice(seed, "emergency orders")
    urban = [r for r in retailers if r.urban and not r.customer.service_windows]
    for position in range(num):
        near = _ready(retailers, dice.pick(stores)) if stores and position % 2 == 0 else []
        retailer = dice.pick(near or urban or retailers[:-1])
        day = dice.pick(horizon.working_days)
        lines = (OrderLine(product_id=dice.pick(EVERYDAY_SALT), cases=dice.between(1, 4)),)
        book.add("emergency", retailer, lines, nature="emergency", release=at(day, 8), due=at(day, 17))


def add_near_stores(
    book: OrderBook,
    seed: int,
    retailers: Sequence[Retailer],
    stores: Sequence[Store],
    horizon: Horizon,
    num: int,
) -> None:
    """Orders by telephone of 2 to 5 cases from customers near stores, wanted within three days."""
    dice = Dice(seed, "orders near stores")
    nearby = [r for r in retailers if r.customer.tier != "large" and any(s.is_near(r) for s in stores)]
    days = horizon.working_days
    for retailer in dice.sample(nearby, num):
        first = dice.below(len(days))
        lines = usual_lines(dice, retailer, dice.between(2, 5))
        release, due = within_three_days(days, first)
        book.add("phone", retailer, lines, nature="on_demand", release=release, due=due)


def within_three_days(days: Sequence[dt.date], first: int) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Release and due time of an order by telephone; none at the ends of the horizon."""
    release = None if first == 0 else at(days[first], 6)
    due = at(days[first + 2], 18) if first + 2 < len(days) else None
    return release, due


def _ready(retailers: Sequence[Retailer], store: Store) -> list[Retailer]:
    """Neighbours of a store that accept goods at any time."""
    return [r for r in retailers if store.is_near(r) and not r.customer.service_windows]
