"""Every id that is referred to exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from vrpcore.errors import Fault
from vrpcore.language import Kind, told
from vrpcore.models.faults import fault
from vrpcore.models.order import Order
from vrpcore.models.validation.draft import Draft

_REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "customers": (("township_id", "townships"),),
    "orders": (
        ("customer_id", "customers"),
        ("destination_depot_id", "depots"),
        ("lines.*.product_id", "products"),
    ),
    "depots": (
        ("township_id", "townships"),
        ("stock.*.product_id", "products"),
        ("receipts.*.product_id", "products"),
        ("reach.townships.*", "townships"),
        ("reach.customers.*", "customers"),
    ),
    "vehicle_types": (
        ("depot_id", "depots"),
        ("reload_depot_ids.*", "depots"),
        ("profile", "profiles"),
        ("area.townships.*", "townships"),
        ("area.customers.*", "customers"),
    ),
    "vehicle_states": (("vehicle_id", "vehicles"), ("aboard.*.product_id", "products")),
}
"""Where ids stand in the items of each list, and what they must name. A star stands for every position."""

_SPEED_PATH = ("profiles", "*", "area_speeds", "*", "township_id")

_MAX_KNOWN = 1_000
_MAX_SUGGESTIONS = 50
"""Comparing names is slow: beyond these numbers no similar name is looked for."""


def unknown_ids(draft: Draft) -> Iterator[Fault]:
    """Products, customers, depots, townships, profiles and vehicles that are named exist."""
    asked = 0
    for where, id_, kind in _references(draft):
        known = draft.known_ids.get(kind)
        if known is None or id_ in known:
            continue
        asked += 1
        similar: Sequence[str] = ()
        if asked <= _MAX_SUGGESTIONS and len(known) <= _MAX_KNOWN and len(id_) <= 100:
            similar = difflib.get_close_matches(id_, sorted(known), n=1, cutoff=0.7)
        hint = told("did you mean {word!r}? otherwise ", word=similar[0]) if similar else ""
        yield fault(
            "unknown_id",
            where,
            told("{id!r} is not among the {things}", id=id_, things=Kind(kind)),
            _listed(known, kind),
            told("{hint}correct the id, or add it to the {things}", hint=hint, things=Kind(kind)),
        )


def _listed(known: frozenset[str], kind: str) -> str:
    if not known:
        return told("nothing, as there are no {things}", things=Kind(kind))
    if len(known) <= 8:
        return ", ".join(map(repr, sorted(known)))
    return told("one of the {number} {things}", number=len(known), things=Kind(kind))


def _references(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """All references as (path, id, kind of thing), those of sound orders only where one may be unknown."""
    nothing = frozenset[str]()
    customers = draft.known_ids.get("customers", nothing)
    products = draft.known_ids.get("products", nothing)

    def is_plain(order: Order) -> bool:
        # Nearly every order passes here, and the walk below is ten times slower.
        return (
            order.destination_depot_id is None
            and order.customer_id in customers
            and all(line.product_id in products for line in order.lines)
        )

    for part, references in _REFERENCES.items():
        items: list[tuple[int, object]] = list(getattr(draft, part))
        if part == "orders":
            items = [(idx, order) for idx, order in draft.orders if not is_plain(order)]
        items += draft.broken.get(part, {}).items()
        for path, kind in references:
            for idx, item in items:
                for where, id_ in _at(item, path.split("."), f"{part}.{idx}"):
                    yield where, id_, kind
    if "travel" not in draft.lost:
        for where, id_ in _at(draft.problem.travel, _SPEED_PATH, "travel"):
            yield where, id_, "townships"


def _at(thing: object, path: Sequence[str], where: str) -> Iterator[tuple[str, str]]:
    """The strings that stand at a path within a record, or within raw data that may have any shape."""
    if not path:
        if isinstance(thing, str):
            yield where, thing
    elif path[0] == "*":
        if isinstance(thing, list | tuple):
            for idx, item in enumerate(thing):
                yield from _at(item, path[1:], f"{where}.{idx}")
    elif isinstance(thing, dict):
        yield from _at(thing.get(path[0]), path[1:], f"{where}.{path[0]}")
    elif isinstance(thing, BaseModel):
        yield from _at(getattr(thing, path[0], None), path[1:], f"{where}.{path[0]}")
