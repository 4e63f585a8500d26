"""What the parts of a random problem share while it is being drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

from vrpcore.models import Feature, Horizon
from vrpcore.models.location import CoordinateSystem

T = TypeVar("T")
HOUR = 3_600
HALF_HOUR = 1_800
MONDAY = dt.date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Draft:
    """The draw function, the features that are turned on, and the few facts that all parts need."""

    draw: st.DrawFn
    on: frozenset[Feature]
    """Features that the problem should have; it has none but these."""
    horizon: Horizon
    system: CoordinateSystem
    num_orders: int
    max_slots: int
    money: float
    """Factor on all prices: 1 where costs count in micro-currency, 1000 where they count in whole units."""

    def pick(self, values: Sequence[T]) -> T:
        """One of some values; the first is the simplest."""
        return self.draw(st.sampled_from(values))

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self.draw(st.integers(least, most))

    def flag(self) -> bool:
        """Heads or tails; False is the simpler."""
        return self.draw(st.booleans())

    def price(self, *values: float) -> float:
        """One of some prices."""
        return self.pick(values) * self.money

    def day(self) -> dt.date:
        """One of the working days, the first being the simplest."""
        return self.pick(self.horizon.working_days)

    def moment(self, first_hour: int, last_hour: int) -> dt.datetime:
        """A full half hour on a working day."""
        halves = self.whole(2 * first_hour, 2 * last_hour)
        return dt.datetime.combine(self.day(), dt.time()) + dt.timedelta(seconds=HALF_HOUR * halves)
