"""Who is delivered to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vrpcore.models.base import Id, Many, Record, Seconds
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.location import Location

Tier = Literal["large", "small", "micro"]
"""Service frequency: weekly, half-monthly, monthly."""
CustomerKind = Literal["supermarket", "shop", "canteen", "institution", "other"]


class Customer(Record):
    """A retailer or other place that places orders."""

    id: Id
    name: str = ""
    location: Location | None = None
    """Where goods are handed over; may be left out only where travel is a given matrix."""
    township_id: Id | None = None
    """The township it belongs to; decides store reach, vehicle areas and the township rule."""
    tier: Tier = "small"
    """Account size, which sets how often it is served in a cycle."""
    kind: CustomerKind = "shop"
    """What it is; used by data sets, reports and statistics."""
    service_windows: Many[TimeWindow] = ()
    """When handing over may start; empty means at any time."""
    service_duration_s: Seconds = 0
    """Fixed time of one visit, paid once however many orders it brings; handling per case comes on top."""
    priority: Annotated[int, Field(ge=1, le=100)] = 1
    """Multiplies the prices of holding and of not serving this customer's orders."""
