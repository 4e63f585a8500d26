"""The events of a route as arrays, from which gaps and spots are cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.line import LOAD, Line, Segment, join
from vrpcore.solvers.greedy.loads import TripLoads
from vrpcore.solvers.greedy.workspace import Workspace


class RouteArrays:
    """One way to run a route, and the rows of a gap matrix that follow from it.

    Parameters
    ----------
    duration, distance
        Of the route as it is; both 0 where it is empty.
    """

    def __init__(
        self,
        space: Workspace,
        slot: int,
        line: Line,
        loads: Sequence[TripLoads],
        duration: int,
        distance: int,
    ) -> None:
        self.space = space
        self.slot = slot
        self.type_idx = space.type_of_slot[slot]
        self.duration, self.distance = duration, distance
        self.kinds: IntArray
        self.trips: IntArray
        self.places: IntArray
        self.kinds, self.trips, self.places = np.array((line.kinds, line.trips, line.places), dtype=np.int64)
        self.metres: IntArray = np.array(line.metres, dtype=np.int64)
        both = [a + b for a, b in zip(line.prefix, line.suffix, strict=True)]
        segments: IntArray = np.array(both, dtype=np.int64).T
        self.prefix: IntArray = segments[:3]
        self.suffix: IntArray = segments[3:]
        is_load = self.kinds == LOAD
        self.position: IntArray = np.cumsum(self.kinds >= 0, dtype=np.int64)
        """Visits of the event's trip up to the event and with it."""
        if loads:
            self.position = self.position - self.position[is_load][self.trips]
        pairs = space.table.pairs
        depots = [place for kind, place in zip(line.kinds, line.places, strict=True) if kind == LOAD]
        self._pair_of_trip = np.array([pairs[self.type_idx, depot] for depot in depots], dtype=np.int64)
        vehicle_type = space.instance.vehicle_types[self.type_idx]
        longest = min(vehicle_type.max_duration, row.FAR)
        of_slot = (self.type_idx, space.table.shift_of_slot[slot], slot)
        self._of_route: IntArray = np.array(
            [[duration], [longest], [vehicle_type.max_distance - distance], *([value] for value in of_slot)]
        )
        self._trail = _trail(line) if space.table.has_late_releases else None

    def matrix(self, before: IntArray, after: IntArray, trips: IntArray, position: IntArray) -> IntArray:
        """Gap columns between events `before` and `after`, without room, directions and costs."""
        found = np.zeros((self.space.num_rows, len(before)), dtype=np.int64)
        found[row.FROM] = self.places[before]
        found[row.TO] = self.places[after]
        found[row.P_DURATION : row.P_LATEST + 1] = self.prefix[:, before]
        found[row.S_DURATION : row.S_LATEST + 1] = self.suffix[:, after]
        found[row.PAIR] = self._pair_of_trip[trips]
        self.set_route(found)
        found[row.TRIP] = trips
        found[row.POSITION] = position
        if self._trail is None:
            found[row.LOADED] = row.FAR  # no release pushes any loading
        else:
            found[row.LOADED : row.T_TRAVEL + 1] = self._trail[:, before]
        return found

    def set_route(self, gaps: IntArray) -> None:
        """Fill in the rows that are the same for all gaps of the route."""
        gaps[row.DURATION : row.SLOT + 1] = self._of_route


def _trail(line: Line) -> IntArray:
    """Rows from `gaps.LOADED` to `gaps.T_TRAVEL` after each event: the loading, and the trip since."""
    rows: list[tuple[int, ...]] = []
    loading: tuple[int, ...] = (0,) * 7
    segment: Segment = row.NOTHING
    travel = 0
    for idx, kind in enumerate(line.kinds):
        if kind == LOAD:
            times = (line.travel[idx - 1], line.latest[idx], line.service[idx])
            loading = (line.earliest[idx], *line.prefix[idx - 1], *times)
            segment, travel = row.NOTHING, 0
        elif idx:
            own = (line.service[idx], line.earliest[idx], line.latest[idx])
            if segment is row.NOTHING:
                segment, travel = own, line.travel[idx - 1]
            else:
                segment = join(segment, own, line.travel[idx - 1]) or segment
        rows.append(loading + segment + (travel,))
    return np.array(rows, dtype=np.int64).T
