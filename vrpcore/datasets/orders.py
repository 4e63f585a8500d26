"""The order book: sizes, lines and prices of orders."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable

from vrpcore.datasets.customers import Retailer
from vrpcore.datasets.dice import Dice
from vrpcore.datasets.products import KITCHEN, SHELF
from vrpcore.models.order import Order, OrderLine, OrderNature

_MINIMUM = 5
"""Smallest order of the centre (D in docs/reference-county.md)."""
_KEEPS_MINIMUM_PERCENT = 70
"""Share of the customers beyond the stores' reach that fill up a smaller order to the centre's minimum."""
_SMALL_SIZES = {2: 12, 3: 18, 4: 18, 5: 18, 6: 14, 7: 10, 8: 6, 9: 4}
_MICRO_SIZES = {1: 15, 2: 30, 3: 30, 4: 25}
"""Cases of an order and how likely they are, in percent."""

_LINES_PER_ORDER = (40, 35, 17, 8)
"""How likely an order has 1, 2, 3 or 4 products, in percent."""

_HOLD = {"cycle": (6, 3), "on_demand": (10, 4), "urgent": (100, 10)}
_UNSERVED = (300, 50)
"""Prices in CNY: a fixed part, and one per case. Urgent means express or emergency."""


class OrderBook:
    """Collects orders; those of a kind are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self._num_of: dict[str, int] = {}

    def add(
        self,
        prefix: str,
        retailer: Retailer,
        lines: tuple[OrderLine, ...],
        *,
        nature: OrderNature = "cycle",
        express: bool = False,
        release: dt.datetime | None = None,
        due: dt.datetime | None = None,
    ) -> Order:
        """Write down one more order; its prices follow from its size and urgency."""
        number = self._num_of[prefix] = self._num_of.get(prefix, 0) + 1
        cases = sum(line.cases for line in lines)
        urgency = "urgent" if express or nature == "emergency" else nature
        order = Order(
            id=f"{prefix}-{number:04}",
            customer_id=retailer.customer.id,
            lines=lines,
            release=release,
            due=due,
            service_level="express" if express else "standard",
            nature=nature,
            hold_price=_price(_HOLD[urgency], cases),
            unserved_price=_price(_UNSERVED, cases),
        )
        self.orders.append(order)
        return order


def _price(rate: tuple[int, int], cases: int) -> float:
    return float(rate[0] + rate[1] * cases)


def ordered_cases(orders: Iterable[Order]) -> Counter[str]:
    """Cases by product."""
    counts: Counter[str] = Counter()
    for order in orders:
        for line in order.lines:
            counts[line.product_id] += line.cases
    return counts


def usual_cases(dice: Dice, retailer: Retailer, *, near_store: bool) -> int:
    """Size of a customer's regular order: micro 1 to 4, small 2 to 9, large 8 to 16 cases.

    Who can only be served by the centre knows its minimum and mostly, not always, orders 5 to 7 cases instead
    of fewer.
    """
    customer = retailer.customer
    if customer.tier == "large":
        return dice.between(10, 16) if customer.kind == "supermarket" else dice.between(8, 12)
    sizes = _SMALL_SIZES if customer.tier == "small" else _MICRO_SIZES
    cases = tuple(sizes)[dice.weighted(tuple(sizes.values()))]
    if cases < _MINIMUM and not near_store and dice.percent(_KEEPS_MINIMUM_PERCENT):
        return dice.between(_MINIMUM, _MINIMUM + 2)
    return cases


def usual_lines(
    dice: Dice, retailer: Retailer, cases: int, *, without: Collection[str] = ()
) -> tuple[OrderLine, ...]:
    """Cases spread over one to four products that such a customer orders, where possible others than some."""
    shares = KITCHEN if retailer.customer.kind in ("canteen", "institution") else SHELF
    left = {p: share for p, share in shares.items() if p not in without} or dict(shares)
    num_lines = min(1 + dice.weighted(_LINES_PER_ORDER), cases, len(left))
    products = []
    for _ in range(num_lines):
        product_id = tuple(left)[dice.weighted(tuple(left.values()))]
        del left[product_id]
        products.append(product_id)
    cuts = sorted(dice.sample(range(1, cases), num_lines - 1))
    return tuple(
        OrderLine(product_id=product_id, cases=end - start)
        for product_id, start, end in zip(products, [0, *cuts], [*cuts, cases], strict=True)
    )
