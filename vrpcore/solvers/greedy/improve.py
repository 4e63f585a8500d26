"""Improvement of a plan: local search, then whole routes are put to the test, until neither helps."""

from __future__ import annotations

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.local_search import LocalSearch
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.rebuild import rebuild
from vrpcore.solvers.greedy.state import State


def improve(state: State, control: RunControl, neighbours: Neighbours, max_rebuilt_visits: int) -> int:
    """Improve a plan; return the number of improving moves.

    Routes with few visits are dissolved first: theirs is the vehicle day that pays least.
    """
    search = LocalSearch(state, control, neighbours)
    search.run(sorted(state.routes))
    control.tell("routes", search.num_moves, state.cost)
    num_visits = 0
    for slot in sorted(state.routes, key=lambda slot: (len(state.routes[slot].visits), slot)):
        if search.must_stop or num_visits >= max_rebuilt_visits:
            break
        if slot in state.routes:
            num_visits += len(state.routes[slot].visits)
            changed = rebuild(state, control, neighbours, [slot])
            if changed:
                search.num_moves += 1
                search.run(changed)
    return search.num_moves
