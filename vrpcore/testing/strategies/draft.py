"""What the parts of a random problem share while it is being drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from vrpcore.models import Feature, Horizon
from vrpcore.models.location import CoordinateSystem

T = TypeVar("T")
HOUR = 3_600
HALF_HOUR = 1_800
MONDAY = dt.date(2026, 3, 2)


class Source(Protocol):
    """Where choices come from: Hypothesis, or the seeded `vrpcore.datasets.dice.Dice`."""

    def pick(self, items: Sequence[T]) -> T:
        """One of some items."""
        ...

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        ...

    def sample(self, items: Sequence[T], size: int) -> list[T]:
        """Different items in random order."""
        ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """Choices by Hypothesis."""

    draw: st.DrawFn

    def pick(self, items: Sequence[T]) -> T:
        """One of some items; the first is the simplest."""
        return self.draw(st.sampled_from(items))

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.draw(st.integers(low, high))

    def sample(self, items: Sequence[T], size: int) -> list[T]:
        """Different items in random order."""
        return self.draw(st.permutations(items))[:size]


@dataclass(frozen=True, slots=True)
class Draft:
    """The source of choices, the features that are turned on, and the few facts that all parts need."""

    source: Source
    on: frozenset[Feature]
    """Features that the problem should have; it has none but these."""
    horizon: Horizon
    system: CoordinateSystem
    num_customers: int
    num_orders: int
    max_slots: int
    money: float
    """Factor on all prices: 1 where costs count in micro-currency, 1000 where they count in whole units."""

    def pick(self, values: Sequence[T]) -> T:
        """One of some values; the first is the simplest."""
        return self.source.pick(values)

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self.source.between(least, most)

    def flag(self) -> bool:
        """Heads or tails; False is the simpler."""
        return self.pick((False, True))

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
