"""The orders of a usual day, and of a half-month cycle with every customer at its frequency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cmp_to_key

from vrpcore.datasets.customers import Retailer
from vrpcore.datasets.depots import Store
from vrpcore.datasets.dice import Dice
from vrpcore.datasets.geography import TownshipLand
from vrpcore.datasets.orders import OrderBook, usual_cases, usual_lines
from vrpcore.datasets.plane import Point
from vrpcore.datasets.special_orders import at
from vrpcore.models.calendar import Horizon
from vrpcore.models.order import OrderLine

_URBAN_PERCENT = 46
"""Share of the county town in a day's routine orders."""
_ROUND_PERCENT = 30
"""Share of the rural townships that have their fixed delivery day today."""


def add_day(
    book: OrderBook,
    seed: int,
    land: tuple[TownshipLand, ...],
    retailers: Sequence[Retailer],
    stores: Sequence[Store],
    num: int,
) -> None:
    """A day's orders: supermarkets anywhere, the town, and the townships whose fixed day it is."""
    dice = Dice(seed, "orders of the day")
    today = _round_of_the_day(dice, land)
    markets = [r for r in retailers if r.customer.kind == "supermarket"]
    urban_markets = dice.sample([r for r in markets if r.urban], num // 20)
    rural_markets = dice.sample([r for r in markets if not r.urban], num // 40)
    others = [r for r in retailers if r.customer.kind != "supermarket"]
    rest = num - len(urban_markets) - len(rural_markets)
    urban = dice.sample([r for r in others if r.urban], rest * _URBAN_PERCENT // 100)
    rural = dice.sample([r for r in others if r.land in today], rest - len(urban))
    for retailer in urban_markets + rural_markets:
        book.add("express", retailer, _usual(dice, retailer, stores), express=True)
    for retailer in urban + rural:
        book.add("cycle", retailer, _usual(dice, retailer, stores))


def add_cycle(
    book: OrderBook,
    seed: int,
    retailers: Sequence[Retailer],
    stores: Sequence[Store],
    horizon: Horizon,
    num: int,
) -> None:
    """A half month's orders: large customers weekly, small ones once, half of the micro ones.

    Regular orders are taken in the first week and promised within six working days; half of those of small
    and micro customers are known from the start and may come at any time. Supermarkets order at any hour of
    any day and are promised 24 hours.
    """
    dice = Dice(seed, "orders of the cycle")
    wanted = [(retailer, week) for retailer in retailers for week in range(_orders_per_cycle(dice, retailer))]
    days = horizon.working_days
    half = len(days) // 2
    for retailer, week in dice.sample(wanted, num):
        lines = _usual(dice, retailer, stores)
        if retailer.customer.kind == "supermarket":
            day = days[week * half + dice.below(half)]
            book.add("express", retailer, lines, express=True, release=_order_time(dice, day, horizon))
        elif retailer.customer.tier == "large":
            release = at(days[half], 6) if week else None
            book.add("cycle", retailer, lines, release=release, due=None if week else at(days[half - 1], 18))
        elif dice.percent(50):
            book.add("cycle", retailer, lines)
        else:
            first = dice.below(half)
            due = at(days[min(first + 6, len(days) - 1)], 18)
            book.add("cycle", retailer, lines, release=at(days[first], 6), due=due)


def add_second_orders(book: OrderBook, seed: int, retailers: Sequence[Retailer], num: int) -> None:
    """A few small orders of customers that have one already: together they may reach a minimum."""
    dice = Dice(seed, "second orders")
    of = {r.customer.id: r for r in retailers}
    small = [order for order in book.orders if order.nature == "cycle" and order.cases <= 4]
    for order in dice.sample(small, num):
        retailer = of[order.customer_id or ""]
        lines = usual_lines(dice, retailer, dice.between(1, 4))
        book.add("phone", retailer, lines, nature="on_demand", release=order.release, due=order.due)


def fill_up(
    book: OrderBook, seed: int, retailers: Sequence[Retailer], stores: Sequence[Store], num: int
) -> None:
    """Further orders by telephone from anyone, where customers are too few for the number of orders."""
    dice = Dice(seed, "further orders")
    for _ in range(num):
        retailer = dice.pick(retailers)
        book.add("phone", retailer, _usual(dice, retailer, stores), nature="on_demand")


def _usual(dice: Dice, retailer: Retailer, stores: Sequence[Store]) -> tuple[OrderLine, ...]:
    near_store = any(store.is_near(retailer) for store in stores)
    return usual_lines(dice, retailer, usual_cases(dice, retailer, near_store=near_store))


def _orders_per_cycle(dice: Dice, retailer: Retailer) -> int:
    if retailer.customer.tier == "micro":
        return int(dice.percent(50))
    return 2 if retailer.customer.tier == "large" else 1


def _order_time(dice: Dice, day: dt.date, horizon: Horizon) -> dt.datetime:
    """Early morning or afternoon; only early before a day off, for 24 hours later nobody works."""
    tomorrow_works = day + dt.timedelta(days=1) in horizon.working_days
    return at(day, dice.between(14, 16) if tomorrow_works and dice.percent(60) else 6)


def _round_of_the_day(dice: Dice, land: tuple[TownshipLand, ...]) -> list[TownshipLand]:
    """Neighbouring rural townships, a sector as seen from the town."""
    town = land[0].seat

    def in_turn(a: TownshipLand, b: TownshipLand) -> int:
        return _turn(town, a.seat, b.seat)

    rural = sorted(land[1:], key=cmp_to_key(in_turn))
    size = max(1, (len(rural) * _ROUND_PERCENT + 50) // 100)
    start = dice.below(len(rural))
    return [(rural + rural)[start + i] for i in range(size)]


def _turn(origin: Point, a: Point, b: Point) -> int:
    """Compare two directions from an origin by angle, counterclockwise from east, in whole numbers."""
    ax, ay, bx, by = a[0] - origin[0], a[1] - origin[1], b[0] - origin[0], b[1] - origin[1]
    lower = ((ay, ax) < (0, 0)) - ((by, bx) < (0, 0))
    return lower or ay * bx - ax * by
