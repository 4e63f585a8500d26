"""The distribution centres: where they stand and what they hold."""

from __future__ import annotations

from collections.abc import Iterable

from vrpcore.datasets.geography import TownshipLand, location
from vrpcore.datasets.orders import ordered_cases
from vrpcore.datasets.plane import Point, distance2
from vrpcore.datasets.products import PRODUCTS, SECOND_CENTER, STORE_ONLY
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.depot import Depot, Stock
from vrpcore.models.order import Order

CENTER_ID = "center"
SECOND_CENTER_ID = "center-2"
OPENING_HOURS = (TimeWindow(earliest=7 * 3600, latest=18 * 3600),)

_SCARCE_PRODUCTS = 3
"""How many of the best-selling products the county lacks where stock is scarce."""
_SCARCE_PERCENT = 60
"""Share of what is ordered of them that the centres hold."""


def make_centers(
    land: tuple[TownshipLand, ...],
    orders: Iterable[Order],
    num: int,
    *,
    scarce: bool,
    max_tonnes_per_day: int | None,
) -> tuple[Depot, ...]:
    """The centre at the edge of the county town, and the second one in the farthest market town.

    The first holds three times what is ordered of every product, the second the same of what it keeps. Where
    stock is scarce, all centres together hold three fifths of what is ordered of the best-selling products.
    """
    ordered = ordered_cases(orders)
    best_selling = sorted((p for p in ordered if p != STORE_ONLY), key=lambda p: (-ordered[p], p))
    short = best_selling[:_SCARCE_PRODUCTS] if scarce else []

    def stock(product_id: str, num_keepers: int) -> Stock:
        if product_id in short:
            cases = ordered[product_id] * _SCARCE_PERCENT // (100 * num_keepers)
            return Stock(product_id=product_id, cases=cases)
        return Stock(product_id=product_id, cases=200 + 3 * ordered[product_id], safety_cases=100)

    def center(id_: str, name: str, township: TownshipLand, point: Point, products: list[str]) -> Depot:
        return Depot(
            id=id_,
            name=name,
            kind="center",
            location=location(point),
            township_id=township.id,
            opening_hours=OPENING_HOURS,
            stock=tuple(stock(p, num if p in SECOND_CENTER else 1) for p in products),
            max_tonnes_per_day=max_tonnes_per_day,
        )

    town = land[0]
    edge = (town.seat[0] + 1_500, town.seat[1] - 1_300)
    everything = [p.id for p in PRODUCTS if p.id != STORE_ONLY]
    first = center(CENTER_ID, f"{town.name}配送中心", town, edge, everything)
    if num == 1:
        return (first,)
    far = max(land[1:], key=lambda township: distance2(town.seat, township.seat))
    near_seat = (far.seat[0] + 600, far.seat[1] - 500)
    kept = [p for p in everything if p in SECOND_CENTER]
    return first, center(SECOND_CENTER_ID, f"{far.name}配送分中心", far, near_seat, kept)
