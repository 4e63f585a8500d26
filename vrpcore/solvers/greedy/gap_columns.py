"""The rows of a gap matrix that gaps and spots of a route have in common."""

from __future__ import annotations

from vrpcore.solvers.greedy.gaps import FAR, NOTHING
from vrpcore.solvers.greedy.line import Line, Segment, join
from vrpcore.solvers.greedy.workspace import Workspace


class TripTrail:
    """What a release that pushes a loading back must know, as one walks along a line.

    Follow the events with `load` and `step`; `rows` are those from `gaps.LOADED` to `gaps.T_TRAVEL`.
    """

    def __init__(self) -> None:
        self._loading: tuple[int, ...] = (0,) * 7
        self._segment: Segment = NOTHING
        self._travel = 0

    def load(self, line: Line, idx: int) -> None:
        """Begin a trip with the loading at an event."""
        before = line.prefix[idx - 1]
        times = (line.travel[idx - 1], line.latest[idx], line.service[idx])
        self._loading = (line.earliest[idx], *before, *times)
        self._segment, self._travel = NOTHING, 0

    def step(self, line: Line, idx: int) -> None:
        """Go on to the next visit or rest of the trip."""
        own = (line.service[idx], line.earliest[idx], line.latest[idx])
        if self._segment is NOTHING:
            self._segment, self._travel = own, line.travel[idx - 1]
        else:
            self._segment = join(self._segment, own, line.travel[idx - 1]) or self._segment

    @property
    def rows(self) -> tuple[int, ...]:
        """Loading, and the trip since."""
        return (*self._loading, *self._segment, self._travel)


class RouteRows:
    """The rows that are the same for all gaps of a route, but for the depot of the trip."""

    def __init__(self, space: Workspace, slot: int, line: Line, *, is_empty: bool) -> None:
        self._type_idx = space.type_of_slot[slot]
        vehicle_type = space.instance.vehicle_types[self._type_idx]
        self._pairs = space.table.pairs
        distance = 0 if is_empty else sum(line.metres)
        self._head = (
            0 if is_empty else line.prefix[-1][0],
            min(vehicle_type.max_duration, FAR),
            vehicle_type.max_distance - distance,
        )
        self._tail = (self._type_idx, space.table.shift_of_slot[slot], slot)

    def at(self, depot: int) -> tuple[int, ...]:
        """Rows from `gaps.DURATION` to `gaps.SLOT`."""
        return (*self._head, self._pairs[self._type_idx, depot], *self._tail)
