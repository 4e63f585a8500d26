"""Improvement of a plan: routes that do not pay are dissolved, before and after the local search."""

from __future__ import annotations

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.dissolve import dissolve
from vrpcore.solvers.greedy.local_search import LocalSearch
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.state import State


def improve(state: State, control: RunControl, neighbours: Neighbours, max_dissolved_visits: int) -> int:
    """Improve a plan; return the number of improving moves."""
    search = LocalSearch(state, control, neighbours)
    _dissolve_all(search, neighbours, max_dissolved_visits, is_first=True)
    search.run(sorted(state.routes))
    _dissolve_all(search, neighbours, max_dissolved_visits // 8, is_first=False)
    return search.num_moves


def _dissolve_all(search: LocalSearch, neighbours: Neighbours, max_visits: int, *, is_first: bool) -> None:
    """Dissolve routes, those with few visits first: theirs is the vehicle day that pays least."""
    state, control = search.state, search.control
    num_visits = 0
    for slot in sorted(state.routes, key=lambda slot: (len(state.routes[slot].visits), slot)):
        if search.must_stop or num_visits >= max_visits:
            return
        control.tell("routes", search.num_moves, state.known_cost)
        if slot in state.routes:
            num_visits += len(state.routes[slot].visits)
            changed = dissolve(state, control, neighbours, slot)
            if changed:
                search.num_moves += 1
                if not is_first:
                    search.run(changed)
