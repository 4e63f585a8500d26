"""Products and orders."""

from __future__ import annotations

from typing import Literal

from vrpcore.models import Feature, Order, OrderLine, Product
from vrpcore.testing.strategies.draft import Draft


def products(draft: Draft) -> tuple[Product, ...]:
    """Salt and, perhaps, something light."""
    salt = Product(id="salt", case_weight_kg=draft.pick((10.0, 20.0)), case_volume_m3=0.012)
    light = Product(id="chips", case_weight_kg=1.25, case_volume_m3=0.05, cargo_class="light")
    return (salt, light) if draft.flag() else (salt,)


def orders(draft: Draft, product_ids: tuple[str, ...]) -> tuple[Order, ...]:
    """Orders ``o0``, ``o1``, …; each customer has at least one."""
    return tuple(
        _order(draft, f"o{idx}", f"c{idx % draft.num_customers}", product_ids)
        for idx in range(draft.num_orders)
    )


def _order(draft: Draft, order_id: str, customer_id: str, product_ids: tuple[str, ...]) -> Order:
    on = draft.on
    lines = [OrderLine(product_id=product_ids[0], cases=draft.whole(1, 6))]
    if len(product_ids) > 1:
        light = OrderLine(product_id=product_ids[1], cases=draft.whole(1, 4))
        lines = draft.pick(([light], [lines[0], light], lines))
    is_pickup = Feature.PICKUPS in on and draft.pick((False, True, False))
    directions: tuple[Literal["delivery", "pickup"], ...] = ("delivery", "pickup")
    timed = Feature.TIME_WINDOWS in on
    optional = Feature.OPTIONAL_ORDERS in on and draft.pick((True, True, False))
    release = draft.moment(6, 10) if Feature.RELEASE_TIMES in on and draft.flag() else None
    due = draft.moment(10, 16) if timed and draft.pick((False, False, True)) else None
    holdable = Feature.HOLD in on and draft.pick((True, False))
    return Order(
        id=order_id,
        customer_id=customer_id,
        lines=tuple(lines),
        direction=directions[is_pickup],
        release=release,
        due=max(due, release) if due is not None and release is not None else due,
        service_level="express" if timed and draft.pick((False, False, False, True)) else "standard",
        nature=draft.pick(("cycle", "on_demand", "cycle", "emergency")),
        unserved_price=draft.price(100.0, 30.0, 400.0, 5.0) if optional else None,
        hold_price=draft.price(20.0, 5.0, 60.0, 0.0) if holdable else None,
        splittable=Feature.SPLIT_DELIVERIES in on and not is_pickup and draft.flag(),
    )
