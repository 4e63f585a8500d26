"""Who lives from deliveries: retailers, canteens and institutions in town, market towns and villages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from vrpcore.datasets.dice import Dice
from vrpcore.datasets.geography import TownshipLand, location, place_outside
from vrpcore.datasets.names import customer_name
from vrpcore.datasets.plane import Point
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.customer import Customer, CustomerKind, Tier

URBAN_PERCENT = 30
"""Share of customers in the county town."""
SEAT_PERCENT = 58
"""Share of a rural township's customers in its market town, mostly within 1 km of the store; the rest live
in villages."""

_KINDS: tuple[CustomerKind, ...] = ("supermarket", "shop", "canteen", "institution")
_URBAN_KINDS = (9, 69, 13, 9)
_RURAL_KINDS = (0, 90, 6, 4)
"""Percent of each kind; rural supermarkets are placed one per `_PER_SUPERMARKET` customers instead."""
_PER_SUPERMARKET = 60

_TIERS: tuple[Tier, ...] = ("large", "small", "micro")
_TIER_PERCENT: dict[CustomerKind, tuple[int, int, int]] = {
    "supermarket": (100, 0, 0),
    "shop": (6, 52, 42),
    "canteen": (20, 70, 10),
    "institution": (5, 60, 35),
}

_SERVICE_S: dict[CustomerKind, int] = {
    "supermarket": 480,
    "shop": 180,
    "canteen": 300,
    "institution": 240,
    "other": 300,
}
"""Handing over, checking, signing and paying, before any unloading."""


@dataclass(frozen=True, slots=True)
class Retailer:
    """A customer with what the generator knows beyond the model."""

    customer: Customer
    point: Point
    land: TownshipLand | None
    """None for the one beyond the county's border."""
    urban: bool


def make_customers(seed: int, land: tuple[TownshipLand, ...], num_customers: int) -> tuple[Retailer, ...]:
    """All customers; the last one lies outside the county, where nobody delivers."""
    dice = Dice(seed, "customers")
    retailers: list[Retailer] = []
    for township, share in zip(land, _shares(dice, len(land), num_customers - 1), strict=True):
        urban = township is land[0]
        num_supermarkets = 0 if urban else -(-share // _PER_SUPERMARKET)
        for position in range(share):
            kind: CustomerKind
            if position < num_supermarkets:
                kind = "supermarket"
            else:
                kind = _KINDS[dice.weighted(_URBAN_KINDS if urban else _RURAL_KINDS)]
            in_seat = dice.percent(SEAT_PERCENT) or kind == "supermarket" or not township.villages
            center = township.seat if in_seat else dice.pick(township.villages)
            point = _around(dice, township, center, _spread(urban, in_seat))
            id_ = f"c{len(retailers) + 1:04}"
            retailers.append(Retailer(_customer(dice, id_, township, kind, point), point, township, urban))
    retailers.append(_beyond_the_border(land, len(retailers) + 1))
    return tuple(retailers)


def _shares(dice: Dice, num_townships: int, num_customers: int) -> list[int]:
    """Customers per township: the town's share, the others the rest, some more and some less."""
    urban = num_customers * URBAN_PERCENT // 100
    weights = [dice.between(80, 120) for _ in range(num_townships - 1)]
    bounds = [(num_customers - urban) * sum(weights[:i]) // sum(weights) for i in range(num_townships)]
    return [urban, *(end - start for start, end in pairwise(bounds))]


def _spread(urban: bool, in_seat: bool) -> int:
    """How far from the middle of their place customers are found, in metres."""
    if urban:
        return 2_000 if in_seat else 900
    return 1_100 if in_seat else 700


def _around(dice: Dice, township: TownshipLand, center: Point, spread: int) -> Point:
    """A point near a place, inside the township."""
    while True:
        point = (center[0] + dice.bell(spread), center[1] + dice.bell(spread))
        if township.has(point):
            return point


def _customer(dice: Dice, id_: str, township: TownshipLand, kind: CustomerKind, point: Point) -> Customer:
    tier = _TIERS[dice.weighted(_TIER_PERCENT[kind])]
    return Customer(
        id=id_,
        name=customer_name(township.name, kind, dice),
        location=location(point),
        township_id=township.id,
        tier=tier,
        kind=kind,
        service_windows=_windows(dice, kind),
        service_duration_s=_SERVICE_S[kind],
        priority=2 if tier == "large" else 1,
    )


def _windows(dice: Dice, kind: CustomerKind) -> tuple[TimeWindow, ...]:
    """When goods are accepted."""
    if kind == "supermarket":  # not in the busy hours
        return _times("07:30", "10:30", "14:00", "16:30")
    if kind == "canteen":  # not while cooking and serving
        return _times("07:30", "10:30", "13:30", "16:30")
    if kind == "institution":  # office hours
        return _times("08:30", "11:30", "14:00", "17:00")
    if dice.percent(20):  # a shop that closes over noon
        return _times("08:00", "12:00", "14:00", "18:00")
    return ()


def _times(*clock: str) -> tuple[TimeWindow, ...]:
    return tuple(
        TimeWindow.model_validate({"earliest": earliest, "latest": latest})
        for earliest, latest in zip(clock[::2], clock[1::2], strict=True)
    )


def _beyond_the_border(land: tuple[TownshipLand, ...], number: int) -> Retailer:
    """A shop of the next county that ordered here."""
    point = place_outside(land)
    customer = Customer(
        id=f"c{number:04}",
        name="邻县代销店",
        location=location(point),
        tier="micro",
        service_duration_s=_SERVICE_S["shop"],
    )
    return Retailer(customer, point, None, urban=False)
