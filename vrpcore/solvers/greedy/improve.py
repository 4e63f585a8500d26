"""Improvement of a plan: local search, then whole routes are put to the test, until neither helps."""

from __future__ import annotations

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.local_search import LocalSearch
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.rebuild import rebuild
from vrpcore.solvers.greedy.state import State


def improve(state: State, control: RunControl, neighbours: Neighbours) -> int:
    """Improve a plan; return the number of improving moves."""
    search = LocalSearch(state, control, neighbours)
    search.run(sorted(state.routes))
    control.tell("routes", search.num_moves, state.cost)
    for slot in sorted(state.routes):
        if search.must_stop:
            break
        if slot in state.routes:
            changed = rebuild(state, control, neighbours, [slot])
            if changed:
                search.num_moves += 1
                search.run(changed)
    return search.num_moves
