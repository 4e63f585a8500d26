"""Swap: two visits of different routes, or one in the plan and one outside, change places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.local_search.around import Around, Move
from vrpcore.solvers.greedy.route import Trips
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE

_MOVES = 4


def swaps(around: Around) -> Iterator[Move]:
    """Find swaps of the route's visits with visits near, each into the other's place."""
    state, route = around.state, around.route
    own = np.array(route.spot_visits, dtype=np.int64)
    if not own.size or not around.near.size:
        return
    price = around.space.table.price
    for others, spots in _others(around):
        here = insertion_costs(around.space, route.spots, others)  # (own, others)
        if spots is None:
            deltas = here + price[own][:, None] - price[others][None, :]
        else:
            deltas = here + insertion_costs(around.space, spots, own).T
        deltas[here >= INFINITE] = INFINITE
        flat = deltas.ravel()
        count = min(_MOVES, flat.size)
        for idx in np.argpartition(flat, count - 1)[:count].tolist():
            if flat[idx] < 0:
                a, b = int(own[idx // len(others)]), int(others[idx % len(others)])
                yield Move(int(flat[idx]), partial(_swap, state, a, b), around.slot)


def _others(around: Around) -> Iterator[tuple[np.ndarray, np.ndarray | None]]:
    """Visits near with their spots: first those in routes, then those outside the plan (no spots)."""
    near = set(around.near.tolist())
    visits, spots = [], []
    for route in around.routes:
        chosen = [idx for idx, visit in enumerate(route.spot_visits) if visit in near]
        visits += [route.spot_visits[idx] for idx in chosen]
        spots.append(route.spots[:, chosen])
    if visits:
        yield np.array(visits, dtype=np.int64), np.concatenate(spots, axis=1)
    absent = around.near[around.state.slot_of[around.near] < 0]
    if absent.size:
        yield absent, None


def _swap(state: State, a: int, b: int) -> dict[int, Trips]:
    slots = {int(state.slot_of[a]), int(state.slot_of[b])} - {-1}
    other = {a: b, b: a}
    return {
        slot: tuple(
            (depot, tuple(other.get(visit, visit) for visit in visits))
            for depot, visits in state.trips_of(slot)
        )
        for slot in sorted(slots)
    }
