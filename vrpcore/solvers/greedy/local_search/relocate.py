"""Relocate: one visit goes to another route, comes in from outside, or leaves the plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.local_search.around import Around, Move
from vrpcore.solvers.greedy.route import Trips
from vrpcore.solvers.greedy.state import State, with_visit, without_visits

_MOVES = 4


def relocations(around: Around) -> Iterator[Move]:
    """Find moves of visits near into the route, of its visits into routes near, and out of the plan."""
    state, route = around.state, around.route
    if around.near.size:
        yield from _into(state, route.gaps, around.near)
    visits = around.visits
    if around.routes:
        yield from _into(state, np.concatenate([near.gaps for near in around.routes], axis=1), visits)
    gains = state.gain(visits)
    yield from _into_unused(state, visits, gains)
    prices = around.space.table.price[visits]
    for idx in np.flatnonzero(prices < gains):
        yield Move(int(prices[idx] - gains[idx]), partial(_leave, state, int(visits[idx])), -1)


def _into_unused(state: State, visits: IntArray, gains: IntArray) -> Iterator[Move]:
    """Moves of visits into slots that are not in use."""
    openings = state.openings
    free = openings.is_free()
    if not free:
        return
    costs = openings.costs()[free][:, visits]
    best = costs.argmin(axis=0)
    deltas = costs[best, np.arange(len(visits))] - gains
    for idx in np.argsort(deltas, kind="stable")[:_MOVES]:
        if deltas[idx] >= 0:
            return
        gap = openings.gap(free[best[idx]], int(visits[idx]))
        yield Move(int(deltas[idx]), partial(_relocate, state, gap, int(visits[idx])), int(gap[row.SLOT]))


def _into(state: State, gaps: IntArray, visits: IntArray) -> Iterator[Move]:
    """Moves of visits into gaps of other routes."""
    gains = state.gain(visits)
    costs = insertion_costs(state.space, gaps, visits, below=gains)
    best = costs.argmin(axis=0)
    deltas = costs[best, np.arange(len(visits))] - gains
    for idx in np.argsort(deltas, kind="stable")[:_MOVES]:
        if deltas[idx] >= 0:
            return
        gap = gaps[:, best[idx]]
        yield Move(int(deltas[idx]), partial(_relocate, state, gap, int(visits[idx])), int(gap[row.SLOT]))


def _relocate(state: State, gap: IntArray, visit: int) -> dict[int, Trips]:
    slot = int(gap[row.SLOT])
    depot = state.space.table.depot_of_pair[int(gap[row.PAIR])]
    trips = with_visit(state.trips_of(slot), depot, int(gap[row.TRIP]), int(gap[row.POSITION]), visit)
    return {**_leave(state, visit), slot: trips}


def _leave(state: State, visit: int) -> dict[int, Trips]:
    source = int(state.slot_of[visit])
    return {} if source < 0 else {source: without_visits(state.trips_of(source), (visit,))}
