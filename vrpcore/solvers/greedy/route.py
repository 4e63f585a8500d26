"""A route of one slot with everything that local decisions ask of it, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import RestStop, RoutePlan, TripPlan
from vrpcore.solvers.greedy.line import REST, Line
from vrpcore.solvers.greedy.workspace import Workspace

Trips = tuple[tuple[int, tuple[int, ...]], ...]
"""Per trip the depot and the numbers of its visits."""


@dataclass(slots=True, eq=False)
class Route:
    """An immutable route; a change makes a new one (`RouteBuilder.build`)."""

    slot: int
    type_idx: int
    trips: Trips
    line: Line | None
    """Events with rests; None where the route is empty."""
    cost: int
    """Exact where each visit has one window within the shift, else no less than the true cost."""
    distance: int
    duration: int
    gaps: IntArray
    """Gap matrix of all places where a visit may be inserted."""
    spots: IntArray
    """Gap matrix of the places of the visits, each as if it had left."""
    spot_visits: list[int]
    """Visit of each spot."""
    gains: dict[int, int]
    """Per visit that may leave, the cost saved by its leaving."""

    @property
    def visits(self) -> tuple[int, ...]:
        """Visits in order."""
        return tuple(visit for _, visits in self.trips for visit in visits)

    def plan(self, workspace: Workspace) -> RoutePlan:
        """The route as a solver's answer."""
        line = self.line
        trips: list[TripPlan] = []
        if line is not None:
            stops: list[list[object]] = [[] for _ in self.trips]
            for kind, trip in zip(line.kinds, line.trips, strict=True):
                if kind >= 0:
                    stops[trip].append(workspace.table.visits[kind].stop)
                elif kind <= REST:
                    stops[trip].append(RestStop(REST - kind))
            trips = [
                TripPlan(depot, tuple(found))  # type: ignore[arg-type]
                for (depot, _), found in zip(self.trips, stops, strict=True)
            ]
        return RoutePlan(self.slot, tuple(trips))
