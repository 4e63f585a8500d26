"""The stores: where they stand, what they hold, whom they may serve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vrpcore.datasets.centers import OPENING_HOURS
from vrpcore.datasets.customers import Retailer
from vrpcore.datasets.dice import Dice
from vrpcore.datasets.geography import TownshipLand, location
from vrpcore.datasets.orders import ordered_cases
from vrpcore.datasets.plane import Point, distance2
from vrpcore.datasets.products import PRODUCT_OF, SHELF, STORE_ONLY
from vrpcore.models.customer import Tier
from vrpcore.models.depot import Depot, Receipt, Stock
from vrpcore.models.location import Reach
from vrpcore.models.order import Order

STORE_RADIUS_M = 1_000
"""A store delivers by itself within 1 km (D in docs/reference-county.md)."""
_SURELY_NEAR_M, _SURELY_FAR_M = 950, 1_050
"""Distances on the plane that leave no doubt about the distance on the globe."""
STORE_MAX_CASES = 5
"""Upper end of the store's order band (D in docs/reference-county.md)."""
STORE_FEE_PER_TONNE = 35.0
"""CNY paid to store staff for each delivered tonne (D in docs/reference-county.md)."""

_MIN_STOCK_G, _MAX_STOCK_G = 10_500_000, 20_000_000
"""Store stock of 10 to 20 t (as above); the lower end leaves room for rounding to whole cases."""
_MONTHLY_KG: dict[Tier, int] = {"large": 680, "small": 160, "micro": 50}
"""What a customer orders in a month: 4, 2 and 1 orders of the mean size of its tier."""
_STORE_ONLY_SHARE = 6
_SHORT_PRODUCTS = 2
"""How many of its best-selling products a store runs short of where stock is to bind."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store's place, before its stock is known."""

    id: str
    land: TownshipLand
    point: Point

    def is_near(self, retailer: Retailer) -> bool:
        """Whether a customer is surely in the store's reach."""
        return retailer.land is self.land and distance2(self.point, retailer.point) <= _SURELY_NEAR_M**2

    def is_far(self, retailer: Retailer) -> bool:
        """Whether a customer is surely out of the store's reach."""
        return retailer.land is not self.land or distance2(self.point, retailer.point) > _SURELY_FAR_M**2


def place_stores(seed: int, land: tuple[TownshipLand, ...], num_stores: int) -> tuple[Store, ...]:
    """Stores in the market towns of as many rural townships."""
    dice = Dice(seed, "stores")
    chosen = {township.id for township in dice.sample(land[1:], num_stores)}
    return tuple(
        Store(f"store-{t.id}", t, (t.seat[0] + dice.bell(200), t.seat[1] + dice.bell(200)))
        for t in land
        if t.id in chosen
    )


def make_store(
    seed: int,
    store: Store,
    retailers: Mapping[str, Retailer],
    orders: Iterable[Order],
    *,
    binding: bool,
    receipt: dt.datetime | None,
) -> Depot:
    """A store with 10 to 20 t of stock, which is 1 to 2 months of its township's demand.

    Where stock is to bind, it has half of what its neighbours order of its best-selling products; what is
    missing arrives at `receipt`, if given. It never lacks goods for orders that only it can serve.
    """
    short = _short_products(store, retailers, orders) if binding else {}
    return Depot(
        id=store.id,
        name=f"{store.land.name}门店",
        kind="store",
        location=location(store.point),
        township_id=store.land.id,
        opening_hours=OPENING_HOURS,
        stock=_stocks(seed, store, retailers, {p: kept for p, (kept, _) in short.items()}),
        receipts=()
        if receipt is None
        else tuple(Receipt(product_id=p, cases=n, arrival=receipt) for p, (_, n) in short.items()),
        fee_per_tonne=STORE_FEE_PER_TONNE,
        reach=Reach(townships=(store.land.id,), radius_m=float(STORE_RADIUS_M)),
    )


def _short_products(
    store: Store, retailers: Mapping[str, Retailer], orders: Iterable[Order]
) -> dict[str, tuple[int, int]]:
    """Best-selling products with the cases that the store keeps and the cases that it lacks."""
    nearby = [
        order
        for order in orders
        if order.customer_id is not None
        and store.is_near(retailers[order.customer_id])
        and order.cases <= STORE_MAX_CASES
    ]
    ordered = ordered_cases(nearby)
    reserved = ordered_cases(order for order in nearby if order.id.startswith("store-only"))
    short: dict[str, tuple[int, int]] = {}
    for product_id, wanted in sorted(ordered.items(), key=lambda item: (-item[1], item[0])):
        kept = max(wanted * 3 // 5, reserved[product_id])
        if kept < wanted and len(short) < _SHORT_PRODUCTS:
            short[product_id] = (kept, wanted - kept)
    return short


def _stocks(
    seed: int, store: Store, retailers: Mapping[str, Retailer], short: Mapping[str, int]
) -> tuple[Stock, ...]:
    """Stock per product. Short ones as given; the rest by share of sales, one grocery missing."""
    monthly_kg = sum(_MONTHLY_KG[r.customer.tier] for r in retailers.values() if r.land is store.land)
    total_g = min(max(monthly_kg * 1_500, _MIN_STOCK_G), _MAX_STOCK_G)  # a month and a half
    missing = Dice(seed, store.id).pick([p for p in SHELF if not p.startswith("salt") and p not in short])
    shares = {p: share for p, share in SHELF.items() if p != missing and p not in short}
    if STORE_ONLY not in short:
        shares[STORE_ONLY] = _STORE_ONLY_SHARE
    weight = {p: product.case_weight_g for p, product in PRODUCT_OF.items()}
    rest_g = total_g - sum(weight[p] * cases for p, cases in short.items())
    share_g = sum(weight[p] * share for p, share in shares.items())
    stock = dict(short) | {p: rest_g * share // share_g for p, share in shares.items()}
    return tuple(
        Stock(product_id=p, cases=stock[p], safety_cases=0 if p in short else stock[p] // 20)
        for p in PRODUCT_OF
        if p in stock
    )
