"""What a customer asks for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vrpcore.models.base import MAX_CASES, Id, Moment, Money, Record

ServiceLevel = Literal["standard", "express"]
OrderNature = Literal["cycle", "on_demand", "emergency"]
Direction = Literal["delivery", "pickup"]


class OrderLine(Record):
    """A number of cases of one product."""

    product_id: Id
    cases: Annotated[int, Field(ge=1, le=MAX_CASES)]


class Order(Record):
    """Goods for one customer that travel together unless the order is marked splittable."""

    id: Id
    customer_id: Id | None = None
    """Who receives it; exactly one of customer and destination depot is given."""
    destination_depot_id: Id | None = None
    """The depot that receives it: a replenishment. In the schema; no solver of this version honours it."""
    lines: Annotated[tuple[OrderLine, ...], Field(strict=False, min_length=1)]
    """Products and cases, each product once."""
    direction: Direction = "delivery"
    """A pickup brings goods from the customer back to the depot."""
    release: Moment | None = None
    """Loading may not begin before this moment; None means ready from the start."""
    due: Moment | None = None
    """Service must begin by this moment; None means any time within the horizon."""
    service_level: ServiceLevel = "standard"
    """Express orders fall due within the policy's express hours after their release."""
    nature: OrderNature = "cycle"
    """Emergency orders are exempt from minimum order sizes where the policy says so."""
    hold_price: Money | None = None
    """Price of holding the order for the customer's next one; None means it may not be held."""
    unserved_price: Money | None = None
    """Price of not serving it; None means it is required, and a plan without it is infeasible."""
    splittable: bool = False
    """Whether several deliveries may bring parts of it."""

    @property
    def cases(self) -> int:
        """Total number of cases over all lines."""
        return sum(line.cases for line in self.lines)
