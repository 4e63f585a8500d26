"""The parts that the cost of a route is made of."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Effort:
    """A part of a route: money, time and way."""

    cost: float = 0.0
    seconds: float = 0.0
    metres: float = 0.0

    def __add__(self, other: Effort) -> Effort:
        return Effort(self.cost + other.cost, self.seconds + other.seconds, self.metres + other.metres)

    def __sub__(self, other: Effort) -> Effort:
        return Effort(self.cost - other.cost, self.seconds - other.seconds, self.metres - other.metres)

    def times(self, factor: float) -> Effort:
        """Return a multiple."""
        return Effort(self.cost * factor, self.seconds * factor, self.metres * factor)

    def positive(self) -> Effort:
        """Return the effort with nothing below zero."""
        return Effort(max(0.0, self.cost), max(0.0, self.seconds), max(0.0, self.metres))

    def lesser(self, other: Effort) -> Effort:
        """Return the cheaper of two, the quicker where they cost the same."""
        return min(self, other, key=lambda effort: (effort.cost, effort.seconds))


@dataclass(slots=True)
class BinEstimate:
    """The parts of the cost of one bin's route."""

    base: Effort
    """Paid once if the bin is used, day cost excluded."""
    trip: Effort
    """Paid for each trip after the first."""
    access: dict[int, Effort] = field(default_factory=dict)
    """By cluster, paid once if any of its customers is visited."""
    detour: dict[tuple[int, int], Effort] = field(default_factory=dict)
    """By (depot, customer): paid per visit."""
