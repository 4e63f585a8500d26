"""A plan in indices: what solvers write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit: orders of one customer and one direction, in full or in part."""

    orders: tuple[int, ...]
    quantities: tuple[tuple[int, ...], ...] | None = None
    """Per order, cases of each of its lines (0 allowed); None means the orders in full."""


@dataclass(frozen=True, slots=True)
class RestStop:
    """The rest that a break rule of the vehicle type asks for."""

    rest: int
    """Position of the rule among the type's rests."""


@dataclass(frozen=True, slots=True)
class TripPlan:
    """One loading and the stops until the next."""

    depot: int
    stops: tuple[Stop | RestStop, ...]


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """The trips of one slot."""

    slot: int
    trips: tuple[TripPlan, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """Routes of slots, at most one per slot, and held orders; every other order is unserved."""

    routes: tuple[RoutePlan, ...] = ()
    held: tuple[int, ...] = ()
