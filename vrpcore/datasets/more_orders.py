"""Several orders of one customer, and orders that may be brought in parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from vrpcore.datasets.customers import Retailer
from vrpcore.datasets.depots import STORE_MAX_CASES
from vrpcore.datasets.dice import Dice
from vrpcore.datasets.orders import OrderBook, usual_lines
from vrpcore.datasets.products import EVERYDAY_SALT
from vrpcore.datasets.special_orders import PLANTED, at, within_three_days
from vrpcore.models.calendar import Horizon
from vrpcore.models.order import Order, OrderLine

MORE_PERCENT = 40
"""Share of further orders where customers have several."""
_URGENCY = {"cycle": 50, "on_demand": 30, "emergency": 20}
"""How likely a further order is of each nature, in percent."""


def add_more_orders(
    book: OrderBook, seed: int, retailers: Sequence[Retailer], horizon: Horizon, most: int, num: int
) -> None:
    """Further orders of customers with a regular one, up to `most` each, of other products where possible.

    Half of them come with the regular order or apart from it, others are wanted within three days, or today.
    """
    dice = Dice(seed, "more orders")
    num_of = Counter(order.customer_id for order in book.orders)
    products: defaultdict[str | None, set[str]] = defaultdict(set)
    for order in book.orders:
        products[order.customer_id].update(line.product_id for line in order.lines)
    of = {r.customer.id: r for r in retailers}
    regular = {o.customer_id: o for o in book.orders if o.nature == "cycle" and o.customer_id in of}
    left = num
    for first in dice.sample(list(regular.values()), len(regular)):
        customer_id = first.customer_id or ""
        wanted = dice.between(1, most - 1)
        for _ in range(min(wanted, most - num_of[customer_id], left)):
            order = _further(book, dice, of[customer_id], first, products[customer_id], horizon)
            products[customer_id].update(line.product_id for line in order.lines)
            left -= 1


def _further(
    book: OrderBook, dice: Dice, retailer: Retailer, first: Order, products: set[str], horizon: Horizon
) -> Order:
    nature = tuple(_URGENCY)[dice.weighted(tuple(_URGENCY.values()))]
    days = horizon.working_days
    if nature == "emergency":
        salt = [p for p in EVERYDAY_SALT if p not in products] or EVERYDAY_SALT
        lines: tuple[OrderLine, ...] = (OrderLine(product_id=dice.pick(salt), cases=dice.between(1, 4)),)
        day = dice.pick(days)
        return book.add("emergency", retailer, lines, nature="emergency", release=at(day, 8), due=at(day, 17))
    lines = usual_lines(dice, retailer, dice.between(1, 8), without=products)
    if nature == "on_demand":
        release, due = within_three_days(days, dice.below(len(days)))
        return book.add("phone", retailer, lines, nature="on_demand", release=release, due=due)
    express = first.service_level == "express"
    kind = "express" if express else "cycle"
    return book.add(kind, retailer, lines, express=express, release=first.release, due=first.due)


def with_splittable(orders: Sequence[Order], seed: int, percent: int) -> tuple[Order, ...]:
    """The orders, some of those that are too large for a store marked as splittable."""
    dice = Dice(seed, "splittable orders")

    def is_split(order: Order) -> bool:
        is_large = order.cases > STORE_MAX_CASES and not order.id.startswith(PLANTED)
        return is_large and dice.percent(percent)

    return tuple(o.model_copy(update={"splittable": True}) if is_split(o) else o for o in orders)
