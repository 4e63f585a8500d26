"""What a depot says about its reach and its stock."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.errors import Fault
from vrpcore.language import told
from vrpcore.models.faults import fault
from vrpcore.models.location import Reach
from vrpcore.models.validation.draft import Draft


def reach(draft: Draft) -> Iterator[Fault]:
    """A store says whom it delivers to, and nobody's reach is empty."""
    for idx, depot in draft.depots:
        where = f"depots.{idx}.reach"
        if depot.kind == "store" and (depot.reach is None or _has_no_condition(depot.reach)):
            yield fault(
                "store_without_reach",
                where,
                told("store {depot!r} has no reach", depot=depot.id),
                told("at least one of townships, customers, polygon and radius_m"),
                told("say which customers the store serves, for example its own township within 1000 m"),
            )
        yield from _empty_lists(where, depot.reach)
    for idx, vehicle_type in draft.vehicle_types:
        yield from _empty_lists(f"vehicle_types.{idx}.area", vehicle_type.area)


def _has_no_condition(reach: Reach) -> bool:
    return (
        reach.townships is None
        and reach.customers is None
        and reach.polygon is None
        and reach.radius_m is None
    )


def _empty_lists(where: str, reach: Reach | None) -> Iterator[Fault]:
    if reach is None:
        return
    for name, ids in (("townships", reach.townships), ("customers", reach.customers)):
        if ids == ():
            yield fault(
                "empty_reach",
                f"{where}.{name}",
                told("the list is empty, so no customer is ever within it"),
                told("at least one id, or null for no such condition"),
                told("list whom it serves, or remove the condition"),
            )


def stock(draft: Draft) -> Iterator[Fault]:
    """Each product is stocked once, and receipts come only where stock is counted.

    Stock below its safety level is everyday life and no fault: nothing of it can be delivered.
    """
    for idx, depot in draft.depots:
        if depot.receipts and depot.stock is None:
            yield fault(
                "receipts_without_stock",
                f"depots.{idx}.receipts",
                told("depot {depot!r} has unlimited stock, to which receipts add nothing", depot=depot.id),
                told("receipts only where stock is given"),
                told(
                    "list the stock (an empty list means nothing is there at the start), or remove "
                    "the receipts"
                ),
            )
        seen: dict[str, int] = {}
        for line_idx, line in enumerate(depot.stock or ()):
            if seen.setdefault(line.product_id, line_idx) != line_idx:
                yield fault(
                    "duplicate_stock",
                    f"depots.{idx}.stock.{line_idx}.product_id",
                    told(
                        "product {product!r} already stands in line {line}",
                        product=line.product_id,
                        line=seen[line.product_id],
                    ),
                    told("each product once per depot"),
                    told("add the cases up in one line"),
                )
