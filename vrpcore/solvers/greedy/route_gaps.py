"""Where visits may enter a route, take another's place, and what their leaving saves."""

from __future__ import annotations

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy.breaks import Duty
from vrpcore.solvers.greedy.gaps import FAR, NOTHING, as_matrix
from vrpcore.solvers.greedy.line import END, LOAD, REST, Line, Segment, join, within
from vrpcore.solvers.greedy.loads import DELIVERIES, PICKUPS, TripLoads
from vrpcore.solvers.greedy.workspace import Workspace

Loading = tuple[int, int, int, int, int, int, int]
"""Begin of the loading window, segment before, seconds to it, end of the window, duration: as in `gaps`."""


class GapWriter:
    """Collects the gap columns of one route.

    Parameters
    ----------
    duration, distance
        Of the route as it is.
    opening
        Cost of using the slot at all, where the route is empty.
    """

    def __init__(
        self,
        workspace: Workspace,
        slot: int,
        loads: list[TripLoads],
        duration: int,
        distance: int,
        opening: int,
    ) -> None:
        self._space = workspace
        self._slot = slot
        self._type = workspace.type_of_slot[slot]
        self._vehicle_type = workspace.instance.vehicle_types[self._type]
        self._shift = workspace.table.shift_of_slot[slot]
        self._loads = loads
        self._duration = duration
        self._metres_left = self._vehicle_type.max_distance - distance
        self._opening = opening
        self._columns: list[list[int]] = []

    def gaps(self) -> IntArray:
        """All gaps written so far."""
        return as_matrix(self._columns, self._space.num_rows)

    def write(self, line: Line, duty: Duty) -> None:
        """Write the gaps of one way to run the route."""
        may_open = len(self._loads) < self._vehicle_type.max_trips
        trip_segment, to_trip, position = NOTHING, 0, 0
        loading: Loading = (0,) * 7
        last = len(line.kinds) - 1
        for idx in range(last):
            kind, trip = line.kinds[idx], line.trips[idx]
            if kind == LOAD:
                loading = self._loading(line, idx)
                trip_segment, to_trip, position = NOTHING, 0, 0
            elif idx:
                own = (line.service[idx], line.earliest[idx], line.latest[idx])
                if trip_segment is NOTHING:
                    trip_segment, to_trip = own, line.travel[idx - 1]
                else:
                    trip_segment = join(trip_segment, own, line.travel[idx - 1]) or trip_segment
                position += kind >= 0
            if idx and line.kinds[idx + 1] > REST:
                load = self._loads[trip]
                self._columns.append(
                    [
                        *(line.places[idx], line.places[idx + 1], -line.metres[idx], 0),
                        *line.prefix[idx],
                        *line.suffix[idx + 1],
                        *self._common(line.places[self._load_of(line, idx)]),
                        *(trip, position, load.takes(position)),
                        *(*loading, *trip_segment, to_trip),
                        *load.room(position),
                    ]
                )
            if may_open and line.kinds[idx + 1] in (LOAD, END):
                self._new_trips(line, idx, duty)

    def _load_of(self, line: Line, idx: int) -> int:
        while line.kinds[idx] != LOAD:
            idx -= 1
        return idx

    def _common(self, depot: int) -> list[int]:
        pair = self._space.table.pairs[self._type, depot]
        return [
            self._duration,
            min(self._vehicle_type.max_duration, FAR),
            self._metres_left,
            pair,
            self._type,
            self._shift,
            self._slot,
        ]

    def _loading(self, line: Line, idx: int) -> Loading:
        before = line.prefix[idx - 1]
        return (line.earliest[idx], *before, line.travel[idx - 1], line.latest[idx], line.service[idx])

    def _new_trips(self, line: Line, idx: int, duty: Duty) -> None:
        """A trip of its own after an event that ends a trip, or before the first."""
        vehicle_type, space = self._vehicle_type, self._space
        depots = vehicle_type.load_depots if idx else (vehicle_type.depot,)
        capacity = [vehicle_type.capacity[k] for k in space.table.dimensions]
        takes = DELIVERIES if space.instance.backhaul_last else DELIVERIES | PICKUPS
        here, to = line.places[idx], line.places[idx + 1]
        metres, travel = space.legs.pairs(vehicle_type.profile, [here] * len(depots), depots)
        loading = vehicle_type.loading_duration
        for depot, leg_m, leg_s in zip(depots, metres, travel, strict=True):
            if leg_m < 0 or leg_s < 0:
                continue
            opening = space.instance.depots[depot].opening
            starts = [(opens, closes - loading) for opens, closes in opening if opens <= closes - loading]
            for earliest, latest in within(starts, duty.start, duty.end):
                before = join(line.prefix[idx], (loading, earliest, latest), leg_s)
                rests = self._rests_after_loading(duty) if not self._loads else NOTHING
                before = before and join(before, rests, 0)
                if before is None:
                    continue
                self._columns.append(
                    [
                        *(depot, to, leg_m - (line.metres[idx] if self._loads else 0), self._opening),
                        *before,
                        *line.suffix[idx + 1],
                        *self._common(depot),
                        *(line.trips[idx] + 1, -1, takes),
                        *(earliest, *line.prefix[idx], leg_s, latest, loading),
                        *(*rests, 0),
                        *(capacity * 2),
                    ]
                )

    def _rests_after_loading(self, duty: Duty) -> Segment:
        """Rests of a route that is still empty: taken at home before the first visit."""
        midnight = self._space.midnight_of_slot[self._slot]
        segment = NOTHING
        for number in duty.rests:
            rest = self._vehicle_type.rests[number]
            own = (rest.duration, midnight + rest.earliest, midnight + rest.latest)
            segment = (join(segment, own, 0) or own) if segment is not NOTHING else own
        return segment

    def spots(self, line: Line, cost: int) -> tuple[IntArray, list[int], dict[int, int]]:
        """Gap matrix of the places of the visits as if they had left, those visits, and their gains."""
        space = self._space
        table, vehicle_type = space.table, self._vehicle_type
        columns: list[list[int]] = []
        visits: list[int] = []
        gains: dict[int, int] = {}
        skip_m, skip_s = space.legs.pairs(vehicle_type.profile, line.places[:-2], line.places[2:])
        loading: Loading = (0,) * 7
        trip_segment, to_trip, position, depot, load_idx = NOTHING, 0, 0, 0, 0
        whole = line.prefix[-1][0]
        for idx in range(1, len(line.kinds) - 1):
            kind, trip = line.kinds[idx], line.trips[idx]
            if kind == LOAD:
                loading, load_idx = self._loading(line, idx), idx
                trip_segment, to_trip, position, depot = NOTHING, 0, 0, line.places[idx]
                continue
            if kind >= 0:
                load = self._loads[trip]
                serving = int(table.serving[table.pairs[self._type, depot], kind])
                if len(load.is_pickup) == 1:
                    gain = self._gain_of_trip(line, idx, load_idx, cost, serving)
                else:
                    gain = (
                        self._gain(line, idx, skip_m, skip_s, serving, whole)
                        if load.may_lose(position)
                        else None
                    )
                if gain is not None:
                    gains[kind] = gain
                if line.kinds[idx + 1] > REST:
                    visits.append(kind)
                    columns.append(
                        [
                            *(line.places[idx - 1], line.places[idx + 1]),
                            *(-line.metres[idx - 1] - line.metres[idx], -serving),
                            *line.prefix[idx - 1],
                            *line.suffix[idx + 1],
                            *self._common(depot),
                            *(trip, position, load.takes_without(position)),
                            *(*loading, *trip_segment, to_trip),
                            *load.room_without(position),
                        ]
                    )
                position += 1
            own = (line.service[idx], line.earliest[idx], line.latest[idx])
            if trip_segment is NOTHING:
                trip_segment, to_trip = own, line.travel[idx - 1]
            else:
                trip_segment = join(trip_segment, own, line.travel[idx - 1]) or trip_segment
        return as_matrix(columns, space.num_rows), visits, gains

    def _gain(
        self, line: Line, idx: int, skip_m: list[int], skip_s: list[int], serving: int, whole: int
    ) -> int | None:
        """Cost saved when a visit leaves a trip that has others."""
        rates = self._vehicle_type
        if line.kinds[idx + 1] <= REST:  # the rest moves to the place before
            here, to = line.places[idx - 1], line.places[idx + 2]
            (stay_m, leg_m), (stay_s, leg_s) = self._space.legs.pairs(rates.profile, [here, here], [here, to])
            rest = (line.service[idx + 1], line.earliest[idx + 1], line.latest[idx + 1])
            before = join(line.prefix[idx - 1], rest, stay_s)
            joined = before and join(before, line.suffix[idx + 2], leg_s)
            metres = stay_m + leg_m - sum(line.metres[idx - 1 : idx + 2])
        else:
            leg_m, leg_s = skip_m[idx - 1], skip_s[idx - 1]
            joined = join(line.prefix[idx - 1], line.suffix[idx + 1], leg_s)
            metres = leg_m - line.metres[idx - 1] - line.metres[idx]
        if joined is None or leg_m < 0 or leg_s < 0:
            return None
        saved_s = whole - joined[0]
        return serving - metres * rates.cost_per_metre + saved_s * rates.cost_per_second

    def _gain_of_trip(self, line: Line, idx: int, load_idx: int, cost: int, serving: int) -> int | None:
        """Cost saved when the only visit of a trip leaves, and the trip with it."""
        if len(self._loads) == 1:
            return cost
        rates = self._vehicle_type
        if idx - load_idx != 1 or line.kinds[idx + 1] <= REST:
            return None  # a rest within the trip would have to move to another one
        after = line.places[idx + 1]
        if load_idx == 1 and after != rates.depot:
            return None  # the next trip loads elsewhere and cannot come first
        (leg_m,), (leg_s,) = self._space.legs.pairs(rates.profile, [line.places[load_idx - 1]], [after])
        joined = join(line.prefix[load_idx - 1], line.suffix[idx + 1], leg_s)
        if joined is None or leg_m < 0 or leg_s < 0:
            return None
        metres = leg_m - sum(line.metres[load_idx - 1 : idx + 1])
        saved_s = line.prefix[-1][0] - joined[0]
        return serving - metres * rates.cost_per_metre + saved_s * rates.cost_per_second
