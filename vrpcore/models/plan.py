"""A plan: decisions only. Cost, times and loads follow from it by evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from vrpcore.models.base import MAX_CASES, SCHEMA_VERSION, Date, Id, Many, Record, SchemaVersion


class DeliveredLine(Record):
    """A part of a splittable order."""

    order_id: Id
    product_id: Id
    cases: Annotated[int, Field(ge=1, le=MAX_CASES)]


class Delivery(Record):
    """One visit that brings one or more orders of a customer."""

    kind: Literal["delivery"] = "delivery"
    customer_id: Id
    order_ids: Annotated[tuple[Id, ...], Field(strict=False, min_length=1)]
    quantities: Many[DeliveredLine] | None = None
    """What is brought, where an order is split over several visits; None means the orders in full."""
    locked: bool = False
    """Whether a solver that starts from this plan must leave the activity as it is."""


class Pickup(Record):
    """One visit that collects one or more pickup orders of a customer."""

    kind: Literal["pickup"] = "pickup"
    customer_id: Id
    order_ids: Annotated[tuple[Id, ...], Field(strict=False, min_length=1)]
    locked: bool = False


class Reload(Record):
    """Loading for the trip that it opens; the first activity of a second or later trip.

    Every trip begins with loading, so leaving it out changes nothing; writing it allows to lock it.
    """

    kind: Literal["reload"] = "reload"
    locked: bool = False


class Break(Record):
    """The rest that one of the vehicle's break rules asks for."""

    kind: Literal["break"] = "break"
    break_idx: Annotated[int, Field(ge=0, le=100)] = 0
    """Position of the rule among the vehicle type's breaks."""
    locked: bool = False


Activity = Annotated[Delivery | Pickup | Reload | Break, Field(discriminator="kind")]


class Trip(Record):
    """From one loading to the next, or to the end of the route."""

    depot_id: Id
    """Where the goods of this trip are loaded; the first trip loads at the vehicle's home depot."""
    activities: Many[Activity]


class Route(Record):
    """What one vehicle does on one day: from its home depot through its trips and home again."""

    vehicle_id: Id
    date: Date
    trips: Annotated[tuple[Trip, ...], Field(strict=False, min_length=1)]


class Plan(Record):
    """Who delivers what, in which order; which orders are held. What remains is unserved."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    """Version of this schema; files of another version are refused."""
    routes: Many[Route] = ()
    held_order_ids: Many[Id] = ()

    def __str__(self) -> str:
        return repr(self)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """Counts, in every text that pydantic makes of it: the contents fill screens."""
        trips = [trip for route in self.routes for trip in route.trips]
        visits = [a for trip in trips for a in trip.activities if isinstance(a, Delivery | Pickup)]
        yield "num_routes", len(self.routes)
        yield "num_trips", len(trips)
        yield "num_visits", len(visits)
        yield "num_held", len(self.held_order_ids)
