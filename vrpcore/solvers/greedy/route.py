"""A route of one slot, with what local decisions ask of it worked out when they first ask."""

from __future__ import annotations

from functools import cached_property

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import RestStop, RoutePlan, Stop, TripPlan
from vrpcore.solvers.greedy.breaks import Duty
from vrpcore.solvers.greedy.line import REST, Line
from vrpcore.solvers.greedy.loads import TripLoads
from vrpcore.solvers.greedy.route_gaps import GapWriter
from vrpcore.solvers.greedy.route_spots import SpotWriter
from vrpcore.solvers.greedy.workspace import Workspace

Trips = tuple[tuple[int, tuple[int, ...]], ...]
"""Per trip the depot and the numbers of its visits."""


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
        space: Workspace,
        slot: int,
        trips: Trips,
        lines: list[tuple[Duty, Line]],
        loads: list[TripLoads],
        cost: int,
    ) -> None:
        self._space = space
        self.slot = slot
        self.type_idx = space.type_of_slot[slot]
        self.trips = trips
        self.line = lines[0][1]
        self.cost = cost
        self._lines = lines
        self._loads = loads
        self.visits: tuple[int, ...] = tuple(visit for _, visits in trips for visit in visits)
        """Visits in order."""

    @cached_property
    def gaps(self) -> IntArray:
        """Gap matrix of all places where a visit may be inserted."""
        writer = GapWriter(self._space, self.slot, self.line, self._loads)
        for duty, line in self._lines:
            writer.write(line, duty)
        return writer.matrix()

    @cached_property
    def _spots(self) -> SpotWriter:
        return SpotWriter(self._space, self.slot, self.line, self._loads, self.cost)

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
