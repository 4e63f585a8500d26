"""The places of a route's visits as if each had left, and what their leaving saves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import join_arrays
from vrpcore.solvers.greedy.line import REST, Line, join
from vrpcore.solvers.greedy.loads import DELIVERIES, PICKUPS, TripLoads
from vrpcore.solvers.greedy.route_arrays import RouteArrays


class RouteSpots:
    """Spots and gains of one route of a given cost.

    Attributes
    ----------
    matrix
        Gap matrix of the spots.
    visits
        Visit of each spot. A visit before a rest has none: the rest would move with it.
    gains
        Per visit that may leave, the cost saved.
    """

    def __init__(self, arrays: RouteArrays, line: Line, loads: Sequence[TripLoads], cost: int) -> None:
        self._space = space = arrays.space
        self._vehicle_type = space.instance.vehicle_types[arrays.type_idx]
        self._line = line
        self._loads = loads
        self._cost = cost
        events = np.flatnonzero(arrays.kinds >= 0)
        gaps = arrays.matrix(events - 1, events + 1, arrays.trips[events], arrays.position[events] - 1)
        serving = space.table.serving[gaps[row.PAIR], arrays.kinds[events]]
        gaps[row.METRES] = -arrays.metres[events - 1] - arrays.metres[events]
        gaps[row.COST] = -serving
        gaps[row.ROOM :] = np.concatenate([load.rooms_without() for load in loads], axis=1)
        gaps[row.TAKES] = DELIVERIES | PICKUPS
        if space.instance.backhaul_last:
            takes = [load.takes_without(visit) for load in loads for visit in range(len(load.is_pickup))]
            gaps[row.TAKES] = takes
        self.gains: dict[int, int] = self._gains(arrays, gaps, events.tolist(), serving)
        is_spot = arrays.kinds[events + 1] > REST
        self.matrix: IntArray = gaps[:, is_spot]
        self.visits: list[int] = arrays.kinds[events[is_spot]].tolist()

    def _gains(
        self, arrays: RouteArrays, gaps: IntArray, events: list[int], serving: IntArray
    ) -> dict[int, int]:
        rates = self._vehicle_type
        skip_m, skip_s = self._space.legs.each(rates.profile, gaps[row.FROM], gaps[row.TO])
        before = (gaps[row.P_DURATION], gaps[row.P_EARLIEST], gaps[row.P_LATEST])
        after = (gaps[row.S_DURATION], gaps[row.S_EARLIEST], gaps[row.S_LATEST])
        joined, fits = join_arrays(before, after, skip_s)
        fits &= (skip_m >= 0) & (skip_s >= 0)
        saved_m = -gaps[row.METRES] - skip_m
        saved_s = gaps[row.DURATION] - joined[0]
        saved = serving + saved_m * rates.cost_per_metre + saved_s * rates.cost_per_second
        found: dict[int, int] = {}
        kinds, trips = self._line.kinds, self._line.trips
        values, positions = saved.tolist(), gaps[row.POSITION].tolist()
        for nth, event in enumerate(events):
            load = self._loads[trips[event]]
            gain: int | None
            if len(load.is_pickup) == 1:
                gain = self._gain_of_trip(event, int(serving[nth]))
            elif not load.may_lose(positions[nth]):
                gain = None
            elif kinds[event + 1] <= REST:
                gain = self._gain_before_rest(event, int(serving[nth]))
            else:
                gain = values[nth] if fits[nth] else None
            if gain is not None:
                found[kinds[event]] = gain
        return found

    def _gain_before_rest(self, idx: int, serving: int) -> int | None:
        """Cost saved when a visit leaves after which a rest is taken: the rest moves to the place before."""
        line, rates = self._line, self._vehicle_type
        here, to = line.places[idx - 1], line.places[idx + 2]
        (stay_m, skip_m), (stay_s, skip_s) = self._space.legs.pairs(rates.profile, [here, here], [here, to])
        rest = (line.service[idx + 1], line.earliest[idx + 1], line.latest[idx + 1])
        before = join(line.prefix[idx - 1], rest, stay_s)
        joined = before and join(before, line.suffix[idx + 2], skip_s)
        if joined is None or min(skip_m, skip_s, stay_m, stay_s) < 0:
            return None
        saved_m = sum(line.metres[idx - 1 : idx + 2]) - stay_m - skip_m
        saved_s = line.prefix[-1][0] - joined[0]
        return serving + saved_m * rates.cost_per_metre + saved_s * rates.cost_per_second

    def _gain_of_trip(self, idx: int, serving: int) -> int | None:
        """Cost saved when the only visit of a trip leaves, and the trip with it."""
        if len(self._loads) == 1:
            return self._cost
        line, rates = self._line, self._vehicle_type
        load_idx = idx - 1
        if line.kinds[load_idx] <= REST or line.kinds[idx + 1] <= REST:
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
