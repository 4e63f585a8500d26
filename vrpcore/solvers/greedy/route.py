"""A route of one slot, with what local decisions ask of it worked out when they first ask."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import RestStop, RoutePlan, Stop, TripPlan
from vrpcore.solvers.greedy.breaks import Duty
from vrpcore.solvers.greedy.line import REST, Line
from vrpcore.solvers.greedy.loads import TripLoads
from vrpcore.solvers.greedy.route_arrays import RouteArrays
from vrpcore.solvers.greedy.route_gaps import route_gaps
from vrpcore.solvers.greedy.route_spots import RouteSpots

if TYPE_CHECKING:
    from vrpcore.solvers.greedy.route_builder import RouteBuilder

Trips = tuple[tuple[int, tuple[int, ...]], ...]
"""Per trip the depot and the numbers of its visits."""
Draw = tuple[int, tuple[tuple[int, int], ...], int]
"""Depot, (product, cases), grams: what a trip takes from it."""


class Route:
    """An immutable route that keeps every rule of its own; `RouteBuilder` makes them.

    Parameters
    ----------
    lines
        Ways to run it, the best first; they differ in the rests.
    cost
        Exact where each visit has one window within the shift, else no less than the true cost.
    """

    def __init__(
        self,
        builder: RouteBuilder,
        slot: int,
        trips: Trips,
        lines: list[tuple[Duty, Line]],
        loads: list[TripLoads],
        cost: int,
    ) -> None:
        self._builder = builder
        self._space = builder.workspace
        self.slot = slot
        self.type_idx = self._space.type_of_slot[slot]
        self.trips = trips
        self.line = lines[0][1]
        self.cost = cost
        self._lines = lines
        self._loads = loads
        self.draws: list[Draw] | None = None
        """What it takes from depots that may run out, once `State` has asked."""
        self.visits: tuple[int, ...] = tuple(visit for _, visits in trips for visit in visits)
        """Visits in order."""

    @cached_property
    def _arrays(self) -> RouteArrays:
        line, loads = self.line, self._loads
        duration, distance = (line.prefix[-1][0], sum(line.metres)) if loads else (0, 0)
        return RouteArrays(self._space, self.slot, line, loads, duration, distance)

    @cached_property
    def gaps(self) -> IntArray:
        """Gap matrix of all places where a visit may be inserted."""
        lines = self._lines
        rests = self._space.instance.vehicle_types[self.type_idx].rests
        if self.trips and len(lines[0][0].rests) < len(rests):
            lines = lines[:1] + self._builder.longest(self.slot, self.trips)
        return route_gaps(self._space, self.slot, lines, self._loads, self._arrays)

    @cached_property
    def _spots(self) -> RouteSpots:
        return RouteSpots(self._arrays, self.line, self._loads, self.cost)

    @property
    def spots(self) -> IntArray:
        """Gap matrix of the places of `spot_visits`, each as if its visit had left."""
        return self._spots.matrix

    @property
    def spot_visits(self) -> list[int]:
        """Visits whose place another one can take."""
        return self._spots.visits

    @property
    def gains(self) -> dict[int, int]:
        """Per visit that may leave, the cost saved by its leaving."""
        return self._spots.gains

    def plan(self) -> RoutePlan:
        """The route as a solver's answer."""
        stops: list[list[Stop | RestStop]] = [[] for _ in self.trips]
        for kind, trip in zip(self.line.kinds, self.line.trips, strict=True):
            if kind >= 0:
                stops[trip].append(self._space.table.visits[kind].stop)
            elif kind <= REST:
                stops[trip].append(RestStop(REST - kind))
        trips = [TripPlan(depot, tuple(found)) for (depot, _), found in zip(self.trips, stops, strict=True)]
        return RoutePlan(self.slot, tuple(trips))
