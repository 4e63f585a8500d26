"""What was reported back of a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

ExecutedOutcome = Literal["delivered", "partly", "refused", "absent"]
"""In full; some of the cases; none, by the customer's will; none, because nobody was there."""
OUTCOMES: tuple[ExecutedOutcome, ...] = get_args(ExecutedOutcome)


@dataclass(frozen=True, slots=True)
class Executed:
    """What became of one order at one visit. Pickups count as delivered when they are collected."""

    vehicle_id: str
    date: dt.date
    trip: int
    """Counted from 1 on its day."""
    stop: int
    """Visits counted from 1 on their trip."""
    order_id: str
    outcome: ExecutedOutcome
    cases: int
    """Handed over, or collected."""
    arrival: dt.datetime | None = None
    departure: dt.datetime | None = None
    collected: float | None = None
    """Money, in the problem's currency."""
    remark: str = ""
    amount_due: float | None = None
    """Money that the whole row was to bring, where that is known."""


@dataclass(frozen=True, slots=True)
class Actuals:
    """The executed results of a plan; what is not among them has not been reported."""

    executed: tuple[Executed, ...] = ()
    driven_km: Mapping[tuple[str, dt.date], float] = field(default_factory=dict)
    """Distance of whole routes by vehicle and date, where it was read off; else the planned one counts."""
