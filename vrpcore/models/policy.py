"""The rules by which an order goes to the centre, to a store, or waits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vrpcore.models.base import Money, Record
from vrpcore.models.depot import OrderBand


class ChannelPolicy(Record):
    """County-wide rules; a depot's own band takes precedence over the band here."""

    center_band: OrderBand = OrderBand()
    """Visit sizes that centres serve (in the reference county 5 cases or more, "in principle")."""
    store_band: OrderBand = OrderBand()
    """Visit sizes that stores serve (in the reference county 2 to 5 cases)."""
    township_rule: Literal["must", "prefer", "free"] = "free"
    """What binds a customer to the store of its township (which is near and convenient).

    The rule concerns a visit that some store of the customer's township *admits*: the customer is in
    its reach, the cases of the visit lie in its band without a waiver, and it carries every product.
    ``must``: only such a store may serve it. ``prefer``: any other depot pays `township_price`.
    """
    township_price: Money = 0.0
    """Price per visit of passing over an admitting store under ``prefer``."""
    consolidate: bool = True
    """Whether one visit may bring several orders of a customer; bands then apply to their sum."""
    hold: bool = True
    """Whether orders that have a hold price may be held."""
    emergency_exempt: bool = True
    """Whether a visit with an emergency order is exempt from the minimum of a band."""
    express_hours: Annotated[int, Field(ge=1, le=8_784)] | None = 24
    """Express orders fall due this many hours after release (or after the start); None: by `due` alone."""
    use_reserve: bool = False
    """Whether reserve vehicles may be used."""
    backhaul: Literal["mixed", "last"] = "mixed"
    """Whether pickups may stand anywhere in a trip, or only after its last delivery."""
