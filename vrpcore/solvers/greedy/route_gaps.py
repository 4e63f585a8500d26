"""Where visits may enter a route."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.breaks import Duty
from vrpcore.solvers.greedy.line import END, LOAD, REST, Line, Segment, join, within
from vrpcore.solvers.greedy.loads import DELIVERIES, PICKUPS, TripLoads
from vrpcore.solvers.greedy.route_arrays import RouteArrays
from vrpcore.solvers.greedy.workspace import Workspace


def route_gaps(
    space: Workspace,
    slot: int,
    lines: Sequence[tuple[Duty, Line]],
    loads: Sequence[TripLoads],
    best: RouteArrays,
) -> IntArray:
    """Gap matrix of a route that may be run in several ways, the first (`best`) being the way it is."""
    found = []
    for nth, (duty, line) in enumerate(lines):
        arrays = RouteArrays(space, slot, line, loads, best.duration, best.distance) if nth else best
        if loads:
            found.append(_within_trips(arrays, loads))
        found.append(_new_trips(arrays, line, duty, loads))
    return np.concatenate(found, axis=1)


def _within_trips(arrays: RouteArrays, loads: Sequence[TripLoads]) -> IntArray:
    """Gaps after loadings, visits and rests; not before rests, which stay with what precedes them."""
    before = np.flatnonzero(arrays.kinds[1:] > REST)
    before = before[before > 0]
    trips, position = arrays.trips[before], arrays.position[before]
    gaps = arrays.matrix(before, before + 1, trips, position)
    gaps[row.METRES] = -arrays.metres[before]
    begin = np.concatenate(([0], np.cumsum([len(load.is_pickup) + 1 for load in loads])))
    gap_of_trips = begin[trips] + position
    gaps[row.ROOM :] = np.concatenate([load.rooms() for load in loads], axis=1)[:, gap_of_trips]
    gaps[row.TAKES] = DELIVERIES | PICKUPS
    if arrays.space.instance.backhaul_last:
        takes = [load.takes(gap) for load in loads for gap in range(len(load.is_pickup) + 1)]
        gaps[row.TAKES] = np.array(takes, dtype=np.int64)[gap_of_trips]
    return gaps


def _new_trips(arrays: RouteArrays, line: Line, duty: Duty, loads: Sequence[TripLoads]) -> IntArray:
    """A trip of its own after each event that ends a trip, and before the first."""
    space = arrays.space
    vehicle_type = space.instance.vehicle_types[arrays.type_idx]
    columns: list[list[int]] = []
    ends = [idx for idx in range(len(line.kinds) - 1) if line.kinds[idx + 1] in (LOAD, END)]
    rests = row.NOTHING if loads else _rests_after_loading(space, arrays, duty)
    loading = vehicle_type.loading_duration
    for idx in ends if len(loads) < vehicle_type.max_trips else ():
        depots = vehicle_type.load_depots if idx else (vehicle_type.depot,)
        for depot in depots:
            leg_m, leg_s = space.legs.one(vehicle_type.profile, line.places[idx], depot)
            opening = space.instance.depots[depot].opening
            starts = [(opens, closes - loading) for opens, closes in opening if opens <= closes - loading]
            for earliest, latest in within(starts, duty.start, duty.end):
                before = join(line.prefix[idx], (loading, earliest, latest), leg_s)
                before = before and join(before, rests, 0)
                if before is None or leg_m < 0 or leg_s < 0:
                    continue
                pair = space.table.pairs[arrays.type_idx, depot]
                columns.append(
                    [
                        *(depot, leg_m, idx, line.trips[idx] + 1, pair),
                        *before,
                        *(earliest, *line.prefix[idx], leg_s, latest, loading),
                        *(*rests, 0),
                    ]
                )
    if not columns:
        return np.zeros((space.num_rows, 0), dtype=np.int64)
    parts = np.array(columns, dtype=np.int64).T
    gaps = np.zeros((space.num_rows, len(columns)), dtype=np.int64)
    after = parts[2]
    gaps[row.FROM] = parts[0]
    gaps[row.TO] = arrays.places[after + 1]
    gaps[row.METRES] = parts[1] - (arrays.metres[after] if loads else 0)
    gaps[row.COST] = 0 if loads else vehicle_type.day_cost
    gaps[row.P_DURATION : row.P_LATEST + 1] = parts[5:8]
    gaps[row.S_DURATION : row.S_LATEST + 1] = arrays.suffix[:, after + 1]
    gaps[row.PAIR] = parts[4]
    arrays.set_route(gaps)
    gaps[row.TRIP] = parts[3]
    gaps[row.POSITION] = -1
    gaps[row.TAKES] = DELIVERIES if space.instance.backhaul_last else DELIVERIES | PICKUPS
    gaps[row.LOADED : row.T_TRAVEL + 1] = parts[8:]
    capacity = [vehicle_type.capacity[k] for k in space.table.dimensions]
    gaps[row.ROOM :] = np.array(capacity * 2, dtype=np.int64)[:, None]
    return gaps


def _rests_after_loading(space: Workspace, arrays: RouteArrays, duty: Duty) -> Segment:
    """Rests of a route that is still empty: taken at home before the first visit."""
    rules = space.instance.vehicle_types[arrays.type_idx].rests
    midnight = space.midnight_of_slot[arrays.slot]
    segment = row.NOTHING
    for number in duty.rests:
        rest = rules[number]
        own = (rest.duration, midnight + rest.earliest, midnight + rest.latest)
        segment = (join(segment, own, 0) or own) if segment is not row.NOTHING else own
    return segment
