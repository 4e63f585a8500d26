"""Where visits may enter a route."""

from __future__ import annotations

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy.breaks import Duty
from vrpcore.solvers.greedy.gap_columns import RouteRows, TripTrail
from vrpcore.solvers.greedy.gaps import NOTHING, as_matrix
from vrpcore.solvers.greedy.line import END, LOAD, REST, Line, Segment, join, within
from vrpcore.solvers.greedy.loads import DELIVERIES, PICKUPS, TripLoads
from vrpcore.solvers.greedy.workspace import Workspace


class GapWriter:
    """Collects the gap columns of one route; `line` is the way it is run."""

    def __init__(self, space: Workspace, slot: int, line: Line, loads: list[TripLoads]) -> None:
        self._space = space
        self._slot = slot
        self._vehicle_type = space.instance.vehicle_types[space.type_of_slot[slot]]
        self._loads = loads
        self._rows = RouteRows(space, slot, line, is_empty=not loads)
        self._columns: list[list[int]] = []

    def matrix(self) -> IntArray:
        """All gaps written so far."""
        return as_matrix(self._columns, self._space.num_rows)

    def write(self, line: Line, duty: Duty) -> None:
        """Write the gaps of one way to run the route."""
        may_open = len(self._loads) < self._vehicle_type.max_trips
        trail = TripTrail()
        position = depot = 0
        for idx in range(len(line.kinds) - 1):
            kind, trip = line.kinds[idx], line.trips[idx]
            if kind == LOAD:
                trail.load(line, idx)
                position, depot = 0, line.places[idx]
            elif idx:
                trail.step(line, idx)
                position += kind >= 0
            if idx and line.kinds[idx + 1] > REST:
                load = self._loads[trip]
                column = [line.places[idx], line.places[idx + 1], -line.metres[idx], 0]
                column += line.prefix[idx]
                column += line.suffix[idx + 1]
                column += self._rows.at(depot)
                column += (trip, position, load.takes(position))
                column += trail.rows
                column += load.room(position)
                self._columns.append(column)
            if may_open and line.kinds[idx + 1] in (LOAD, END):
                self._new_trips(line, idx, duty)

    def _new_trips(self, line: Line, idx: int, duty: Duty) -> None:
        """A trip of its own after an event that ends a trip, or before the first."""
        vehicle_type, space = self._vehicle_type, self._space
        depots = vehicle_type.load_depots if idx else (vehicle_type.depot,)
        capacity = [vehicle_type.capacity[k] for k in space.table.dimensions]
        takes = DELIVERIES if space.instance.backhaul_last else DELIVERIES | PICKUPS
        here, to = line.places[idx], line.places[idx + 1]
        metres, travel = space.legs.pairs(vehicle_type.profile, [here] * len(depots), depots)
        loading = vehicle_type.loading_duration
        is_empty = not self._loads
        rests = self._rests_after_loading(duty) if is_empty else NOTHING
        for depot, leg_m, leg_s in zip(depots, metres, travel, strict=True):
            opening = space.instance.depots[depot].opening
            starts = [(opens, closes - loading) for opens, closes in opening if opens <= closes - loading]
            for earliest, latest in within(starts, duty.start, duty.end):
                before = join(line.prefix[idx], (loading, earliest, latest), leg_s)
                before = before and join(before, rests, 0)
                if before is None or leg_m < 0 or leg_s < 0:
                    continue
                column = [depot, to, leg_m, vehicle_type.day_cost if is_empty else 0]
                column[2] -= 0 if is_empty else line.metres[idx]
                column += before
                column += line.suffix[idx + 1]
                column += self._rows.at(depot)
                column += (line.trips[idx] + 1, -1, takes)
                column += (earliest, *line.prefix[idx], leg_s, latest, loading)
                column += (*rests, 0)
                column += capacity * 2
                self._columns.append(column)

    def _rests_after_loading(self, duty: Duty) -> Segment:
        """Rests of a route that is still empty: taken at home before the first visit."""
        midnight = self._space.midnight_of_slot[self._slot]
        segment = NOTHING
        for number in duty.rests:
            rest = self._vehicle_type.rests[number]
            own = (rest.duration, midnight + rest.earliest, midnight + rest.latest)
            segment = (join(segment, own, 0) or own) if segment is not NOTHING else own
        return segment
