"""The places of a route's visits as if each had left, and what their leaving saves."""

from __future__ import annotations

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy.gap_columns import RouteRows, TripTrail
from vrpcore.solvers.greedy.gaps import as_matrix
from vrpcore.solvers.greedy.line import LOAD, REST, Line, join
from vrpcore.solvers.greedy.loads import TripLoads
from vrpcore.solvers.greedy.workspace import Workspace


class SpotWriter:
    """Works out spots and gains of one route of a given cost."""

    def __init__(self, space: Workspace, slot: int, line: Line, loads: list[TripLoads], cost: int) -> None:
        self._space = space
        self._type_idx = space.type_of_slot[slot]
        self._vehicle_type = space.instance.vehicle_types[self._type_idx]
        self._line = line
        self._loads = loads
        self._cost = cost
        self.visits: list[int] = []
        """Visit of each spot. A visit before a rest has none: the rest would move with it."""
        self.gains: dict[int, int] = {}
        """Per visit that may leave, the cost saved."""
        self.matrix: IntArray = as_matrix(self._write(slot), space.num_rows)

    def _write(self, slot: int) -> list[list[int]]:
        line, table = self._line, self._space.table
        profile = self._vehicle_type.profile
        rows = RouteRows(self._space, slot, line, is_empty=False)
        skip_m, skip_s = self._space.legs.pairs(profile, line.places[:-2], line.places[2:])
        columns: list[list[int]] = []
        trail = TripTrail()
        position = depot = load_idx = 0
        for idx in range(1, len(line.kinds) - 1):
            kind, trip = line.kinds[idx], line.trips[idx]
            if kind == LOAD:
                trail.load(line, idx)
                position, depot, load_idx = 0, line.places[idx], idx
                continue
            if kind >= 0:
                load = self._loads[trip]
                serving = int(table.serving[table.pairs[self._type_idx, depot], kind])
                if len(load.is_pickup) == 1:
                    gain = self._gain_of_trip(idx, load_idx, serving)
                elif load.may_lose(position):
                    gain = self._gain(idx, skip_m[idx - 1], skip_s[idx - 1], serving)
                else:
                    gain = None
                if gain is not None:
                    self.gains[kind] = gain
                if line.kinds[idx + 1] > REST:
                    self.visits.append(kind)
                    column = [line.places[idx - 1], line.places[idx + 1]]
                    column += (-line.metres[idx - 1] - line.metres[idx], -serving)
                    column += line.prefix[idx - 1]
                    column += line.suffix[idx + 1]
                    column += rows.at(depot)
                    column += (trip, position, load.takes_without(position))
                    column += trail.rows
                    column += load.room_without(position)
                    columns.append(column)
                position += 1
            trail.step(line, idx)
        return columns

    def _gain(self, idx: int, skip_m: int, skip_s: int, serving: int) -> int | None:
        """Cost saved when a visit leaves a trip that has others; the skips are the leg past it."""
        line, rates = self._line, self._vehicle_type
        if line.kinds[idx + 1] <= REST:  # the rest moves to the place before
            here, to = line.places[idx - 1], line.places[idx + 2]
            legs = self._space.legs.pairs(rates.profile, [here, here], [here, to])
            (stay_m, skip_m), (stay_s, skip_s) = legs
            rest = (line.service[idx + 1], line.earliest[idx + 1], line.latest[idx + 1])
            before = join(line.prefix[idx - 1], rest, stay_s)
            joined = before and join(before, line.suffix[idx + 2], skip_s)
            saved_m = sum(line.metres[idx - 1 : idx + 2]) - stay_m - skip_m
        else:
            joined = join(line.prefix[idx - 1], line.suffix[idx + 1], skip_s)
            saved_m = line.metres[idx - 1] + line.metres[idx] - skip_m
        if joined is None or skip_m < 0 or skip_s < 0:
            return None
        saved_s = line.prefix[-1][0] - joined[0]
        return serving + saved_m * rates.cost_per_metre + saved_s * rates.cost_per_second

    def _gain_of_trip(self, idx: int, load_idx: int, serving: int) -> int | None:
        """Cost saved when the only visit of a trip leaves, and the trip with it."""
        if len(self._loads) == 1:
            return self._cost
        line, rates = self._line, self._vehicle_type
        if idx - load_idx != 1 or line.kinds[idx + 1] <= REST:
            return None  # a rest within the trip would have to move to another one
        after = line.places[idx + 1]
        if load_idx == 1 and after != rates.depot:
            return None  # the next trip loads elsewhere and cannot come first
        (leg_m,), (leg_s,) = self._space.legs.pairs(rates.profile, [line.places[load_idx - 1]], [after])
        joined = join(line.prefix[load_idx - 1], line.suffix[idx + 1], leg_s)
        if joined is None or leg_m < 0 or leg_s < 0:
            return None
        saved_m = sum(line.metres[load_idx - 1 : idx + 1]) - leg_m
        saved_s = line.prefix[-1][0] - joined[0]
        return serving + saved_m * rates.cost_per_metre + saved_s * rates.cost_per_second
