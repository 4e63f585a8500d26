"""Depots and the rules by which an order goes to one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from vrpcore.models import (
    ChannelPolicy,
    Depot,
    Feature,
    Location,
    OrderBand,
    Reach,
    Receipt,
    Stock,
    TimeWindow,
)
from vrpcore.testing.strategies.draft import HOUR, Draft
from vrpcore.testing.strategies.places import TOWNSHIPS, point

TownshipRule = Literal["must", "prefer", "free"]


def depots(
    draft: Draft,
    locations: tuple[Location, ...],
    customer_ids: tuple[str, ...],
    demand: Mapping[str, int],
) -> tuple[Depot, ...]:
    """A centre ``d0``, and further centres or stores.

    Parameters
    ----------
    draft
        What is being drawn.
    locations
        One for each depot.
    customer_ids
        Whom a reach may name.
    demand
        Cases of each product over all orders, so that stock can be short but not absurdly so.
    """
    found = []
    for idx, location in enumerate(locations):
        is_store = idx > 0 and Feature.REACH in draft.on and draft.pick((True, True, False))
        stock = _stock(draft, demand) if Feature.STOCK in draft.on and draft.pick((True, False)) else None
        found.append(
            Depot(
                id=f"d{idx}",
                kind="store" if is_store else "center",
                location=location,
                township_id=draft.pick(TOWNSHIPS),
                opening_hours=_opening_hours(draft) if Feature.OPENING_HOURS in draft.on else (),
                stock=stock,
                receipts=_receipts(draft, demand) if stock is not None else (),
                fee_per_tonne=draft.price(0.0, 35.0) if is_store else 0.0,
                reach=_reach(draft, customer_ids, is_store=is_store),
                order_band=_band(draft) if Feature.ORDER_BANDS in draft.on and draft.flag() else None,
                max_tonnes_per_day=(
                    draft.pick((0.04, 0.08, 0.15))
                    if Feature.DAILY_TONNAGE in draft.on and draft.pick((True, False))
                    else None
                ),
            )
        )
    return tuple(found)


def _opening_hours(draft: Draft) -> tuple[TimeWindow, ...]:
    hours = [TimeWindow(earliest=draft.pick((6, 7, 9)) * HOUR, latest=10 * HOUR)]
    if draft.flag():
        hours.append(TimeWindow(earliest=draft.pick((11, 12)) * HOUR, latest=14 * HOUR))
    return tuple(hours)


def _stock(draft: Draft, demand: Mapping[str, int]) -> tuple[Stock, ...]:
    return tuple(
        Stock(
            product_id=product_id,
            cases=draft.whole(cases // draft.pick((2, 4)), cases + 2),
            safety_cases=draft.pick((0, 0, 1)),
        )
        for product_id, cases in demand.items()
        if draft.pick((True, True, True, False))  # a product left out: none of it
    )


def _receipts(draft: Draft, demand: Mapping[str, int]) -> tuple[Receipt, ...]:
    return tuple(
        Receipt(
            product_id=draft.pick(tuple(demand)),
            cases=draft.whole(1, 6),
            arrival=draft.moment(5, 12) - dt.timedelta(days=draft.pick((0, 0, 1))),
        )
        for _ in range(draft.pick((0, 0, 1, 2)) if demand else 0)
    )


def _reach(draft: Draft, customer_ids: tuple[str, ...], *, is_store: bool) -> Reach | None:
    """A store's reach, or by chance a centre's."""
    if not is_store and not (Feature.REACH in draft.on and draft.pick((False, False, True))):
        return None
    return area(draft, customer_ids)


def area(draft: Draft, customer_ids: tuple[str, ...]) -> Reach:
    """One or two conditions on where one may go."""
    shape = draft.pick(("radius", "townships", "customers", "polygon", "both"))
    if shape == "customers":
        chosen = tuple(c for c in customer_ids if draft.pick((True, True, False)))
        return Reach(customers=chosen or customer_ids)
    if shape == "polygon":
        corners = ((0, 0), (40, 0), (40, 40), (0, 60))
        return Reach(polygon=tuple(point(draft.system, x, y) for x, y in corners))
    return Reach(
        townships=(draft.pick(TOWNSHIPS),) if shape in ("townships", "both") else None,
        radius_m=draft.pick((5000.0, 3000.0)) if shape in ("radius", "both") else None,
    )


def _band(draft: Draft) -> OrderBand:
    least = draft.whole(1, 5)
    return OrderBand(
        min_cases=least,
        max_cases=least + draft.whole(0, 6) if draft.flag() else None,
        waiver_below=draft.price(6.0, 15.0) if draft.pick((True, True, False)) else None,
        waiver_above=draft.price(6.0, 15.0) if draft.flag() else None,
    )


def policy(draft: Draft) -> ChannelPolicy:
    """County-wide rules: those of the reference county where bands are on."""
    bands = Feature.ORDER_BANDS in draft.on
    binding: tuple[TownshipRule, ...] = ("prefer", "must")
    rule: TownshipRule = draft.pick(binding) if Feature.TOWNSHIP_RULE in draft.on else "free"
    return ChannelPolicy(
        center_band=OrderBand(min_cases=5, waiver_below=draft.price(12.0)) if bands else OrderBand(),
        store_band=(
            OrderBand(min_cases=2, max_cases=5, waiver_above=draft.price(8.0) if draft.flag() else None)
            if bands
            else OrderBand()
        ),
        township_rule=rule,
        township_price=draft.price(4.0, 20.0) if rule == "prefer" else 0.0,
        consolidate=Feature.CONSOLIDATION in draft.on,
        hold=Feature.HOLD in draft.on,
        emergency_exempt=draft.pick((True, False)),
        express_hours=draft.pick((24, 12, 10, None)),
        use_reserve=draft.flag(),
        backhaul="last" if Feature.BACKHAULS_LAST in draft.on else "mixed",
    )
