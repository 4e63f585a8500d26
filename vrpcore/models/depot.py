"""Centres and stores: everything that holds stock and sends vehicles out."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vrpcore.language import told
from vrpcore.models.base import MAX_CASES, Cases, Id, Many, Moment, Money, Record, Tonnes
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.faults import rule_error
from vrpcore.models.location import Location, Reach

DepotKind = Literal["center", "store"]


class OrderBand(Record):
    """The sizes of visits that a depot serves, in cases, and the price of an exception."""

    min_cases: Annotated[int, Field(ge=1, le=MAX_CASES)] = 1
    """Smallest visit served at no surcharge."""
    max_cases: Annotated[int, Field(ge=1, le=MAX_CASES)] | None = None
    """Largest visit served at no surcharge; None means no limit."""
    waiver_below: Money | None = None
    """Surcharge for a visit under the minimum; None means such visits are not allowed."""
    waiver_above: Money | None = None
    """Surcharge for a visit over the maximum; None means such visits are not allowed."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.max_cases is not None and self.min_cases > self.max_cases:
            raise rule_error(
                "reversed_band",
                told(
                    "the band is reversed: min_cases {least} exceeds max_cases {most}",
                    least=self.min_cases,
                    most=self.max_cases,
                ),
                told("min_cases <= max_cases"),
                told("swap them"),
            )
        return self


class Stock(Record):
    """What a depot holds of one product when the horizon starts."""

    product_id: Id
    cases: Cases
    """Cases on hand at the start."""
    safety_cases: Cases = 0
    """Cases that must never be delivered."""


class Receipt(Record):
    """Goods that will arrive at a depot from outside the problem, such as a factory's delivery."""

    product_id: Id
    cases: Cases
    arrival: Moment
    """Counts for every shift that begins at or after this moment."""


class Depot(Record):
    """A centre or a store: the same thing with other figures."""

    id: Id
    name: str = ""
    kind: DepotKind = "center"
    """A centre serves the county with trucks; a store serves its neighbourhood and must state its reach."""
    location: Location | None = None
    """Where vehicles load; may be left out only where travel is a given matrix."""
    township_id: Id | None = None
    """Where it stands; a store is *the store of its township* for the township rule."""
    opening_hours: Many[TimeWindow] = ()
    """When loading may take place (start and finish within one window); empty means at any time."""
    stock: Many[Stock] | None = None
    """Stock per product; None means unlimited, a product left out means none of it."""
    receipts: Many[Receipt] = ()
    """Later arrivals; only where stock is given."""
    fee_per_tonne: Money = 0.0
    """Paid for each tonne delivered from here (in the reference county 35 CNY, to the store staff)."""
    reach: Reach | None = None
    """Which customers it delivers to; None means all. Required for a store."""
    order_band: OrderBand | None = None
    """Visit sizes it serves; None means the policy's band for its kind."""
    max_tonnes_per_day: Tonnes | None = None
    """Most that may be loaded here in one day; None means no limit."""
