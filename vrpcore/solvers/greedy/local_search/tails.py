"""Tail swap (2-opt*, Potvin and Rousseau 1995): two routes are cut and exchange what follows the cuts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import join_arrays
from vrpcore.solvers.greedy.local_search.around import Around, Move
from vrpcore.solvers.greedy.route import Route, Trips
from vrpcore.solvers.greedy.state import State

_MOVES = 4


def tail_swaps(around: Around) -> Iterator[Move]:
    """Find tail swaps with routes of equal vehicles on the same hours; later trips go with the tail."""
    space, state, route = around.space, around.state, around.route
    shift = space.table.shift_of_slot
    alike = [
        near
        for near in around.routes
        if near.type_idx == route.type_idx and shift[near.slot] == shift[route.slot]
    ]
    if not alike:
        return
    vehicle_type = space.instance.vehicle_types[route.type_idx]
    ours = _cuts(route)
    theirs = np.concatenate([_cuts(near) for near in alike], axis=1)
    profile = vehicle_type.profile
    metres, seconds = space.legs.between(profile, ours[row.FROM], theirs[row.TO])
    metres_back, seconds_back = space.legs.into(profile, ours[row.TO], theirs[row.FROM])
    possible = (ours[row.PAIR][:, None] == theirs[row.PAIR]) & (metres >= 0) & (metres_back >= 0)
    size = len(space.table.dimensions)
    for k in range(size):
        capacity = vehicle_type.capacity[space.table.dimensions[k]]
        head, tail = _loads(ours, k, size, capacity)
        near_head, near_tail = _loads(theirs, k, size, capacity)
        possible &= (head[:, None] + near_tail <= capacity) & (near_head + tail[:, None] <= capacity)
    first, fits = join_arrays(_before(ours, 1), _after(theirs, 0), seconds)
    second, fits_back = join_arrays(_before(theirs, 0), _after(ours, 1), seconds_back)
    possible &= fits & fits_back
    longest = min(vehicle_type.max_duration, row.FAR)
    possible &= (first[0] <= longest) & (second[0] <= longest)
    deltas = (
        metres + metres_back + ours[row.METRES][:, None] + theirs[row.METRES]
    ) * vehicle_type.cost_per_metre
    saved = ours[row.DURATION][:, None] + theirs[row.DURATION]
    deltas += (first[0] + second[0] - saved) * vehicle_type.cost_per_second
    if vehicle_type.day_cost:
        deltas[_is_start(ours)[:, None] & _is_end(theirs)] -= vehicle_type.day_cost
        deltas[_is_end(ours)[:, None] & _is_start(theirs)] -= vehicle_type.day_cost
    deltas[~possible] = 0
    flat = deltas.ravel()
    count = min(_MOVES, flat.size)
    for idx in np.argpartition(flat, count - 1)[:count].tolist():
        if flat[idx] < 0:
            cut, near_cut = ours[:, idx // theirs.shape[1]], theirs[:, idx % theirs.shape[1]]
            yield Move(int(flat[idx]), partial(_swap_tails, state, cut, near_cut), around.slot)


def _cuts(route: Route) -> IntArray:
    """The gaps within trips."""
    found: IntArray = route.gaps[:, route.gaps[row.POSITION] >= 0]
    return found


def _before(cuts: IntArray, axis: int) -> tuple[IntArray, IntArray, IntArray]:
    one, two, three = (np.expand_dims(cuts[row.P_DURATION + part], axis) for part in range(3))
    return one, two, three


def _after(cuts: IntArray, axis: int) -> tuple[IntArray, IntArray, IntArray]:
    one, two, three = (np.expand_dims(cuts[row.S_DURATION + part], axis) for part in range(3))
    return one, two, three


def _loads(cuts: IntArray, k: int, size: int, capacity: int) -> tuple[IntArray, IntArray]:
    """What the trip delivers before and after each cut, exact where it has no pickups."""
    room, room_later = cuts[row.ROOM + k], cuts[row.ROOM + size + k]
    head = room_later - room
    return head, capacity - room - head


def _is_start(cuts: IntArray) -> IntArray:
    found: IntArray = (cuts[row.TRIP] == 0) & (cuts[row.POSITION] == 0)
    return found


def _is_end(cuts: IntArray) -> IntArray:
    """Whether nothing follows the cut: the time after it is that of the end alone."""
    found: IntArray = cuts[row.S_DURATION] == 0
    return found


def _swap_tails(state: State, cut: IntArray, near_cut: IntArray) -> dict[int, Trips]:
    slot, near_slot = int(cut[row.SLOT]), int(near_cut[row.SLOT])
    head, tail = _split(state.trips_of(slot), cut)
    near_head, near_tail = _split(state.trips_of(near_slot), near_cut)
    return {slot: _joined(head, near_tail), near_slot: _joined(near_head, tail)}


def _split(trips: Trips, cut: IntArray) -> tuple[Trips, Trips]:
    trip, position = int(cut[row.TRIP]), int(cut[row.POSITION])
    depot, visits = trips[trip]
    return (*trips[:trip], (depot, visits[:position])), ((depot, visits[position:]), *trips[trip + 1 :])


def _joined(head: Trips, tail: Trips) -> Trips:
    depot, visits = head[-1]
    return (*head[:-1], (depot, visits + tail[0][1]), *tail[1:])
