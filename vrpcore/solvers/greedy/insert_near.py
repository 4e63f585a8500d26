"""Cheapest insertion among the routes near a visit, for problems too large to compare all with all."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.pace import is_over
from vrpcore.solvers.greedy.state import State, with_visit
from vrpcore.solvers.greedy.visit_table import INFINITE

_MAX_ROUTES = 12


def insert_near(state: State, control: RunControl, neighbours: Neighbours) -> None:
    """Insert absent visits, the costliest alone first, each where it is cheapest among near routes."""
    openings = state.openings
    absent = list(state.absent)
    costs = openings.costs()[:, absent]
    far = costs.min(axis=0, initial=INFINITE).tolist()
    for _, visit in sorted(zip((-cost for cost in far), absent, strict=True)):
        if is_over(control):
            return
        places = [_best_opening(state, visit)]
        near = [state.routes[slot] for slot in neighbours.slots((visit,), _MAX_ROUTES)]
        if near:
            gaps = np.concatenate([route.gaps for route in near], axis=1)
            found = insertion_costs(state.space, gaps, np.array([visit]))[:, 0]
            best = int(found.argmin())
            places.append((int(found[best]), gaps[:, best]))
        for cost, gap in sorted(places, key=lambda place: place[0]):
            if cost < INFINITE and gap is not None and _insert(state, gap, visit):
                break


def _best_opening(state: State, visit: int) -> tuple[int, IntArray | None]:
    openings = state.openings
    free = openings.is_free()
    if not free:
        return INFINITE, None
    costs = openings.costs()[free, visit]
    best = int(costs.argmin())
    return int(costs[best]), openings.gap(free[best], visit)


def _insert(state: State, gap: IntArray, visit: int) -> bool:
    slot = int(gap[row.SLOT])
    depot = state.space.table.depot_of_pair[int(gap[row.PAIR])]
    trips = with_visit(state.trips_of(slot), depot, int(gap[row.TRIP]), int(gap[row.POSITION]), visit)
    return state.change({slot: trips}, below=None) is not None
