"""Dissolving: a whole route is taken apart and its visits go into others, or are left out where that pays.

Single moves keep a vehicle on the road as long as one visit in it is worth more than its way; only all of
them together show that the vehicle's day is not. The idea is that of route elimination (Nagata and Braysy
2009) with recreate by regret (Ropke and Pisinger 2006), without chance: routes are taken in turn.
"""

from __future__ import annotations

import numpy as np

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.regret import RegretBuilder
from vrpcore.solvers.greedy.state import ABSENT, State


def dissolve(state: State, control: RunControl, neighbours: Neighbours, slot: int) -> list[int]:
    """Insert a route's visits, and absent ones near, into routes near; undo it unless it pays.

    Returns
    -------
    list of int
        Slots whose routes changed; none where it did not pay.
    """
    before = state.snapshot()
    cost = state.cost
    visits = state.routes[slot].visits
    near = neighbours.of(visits)
    absent = near[state.slot_of[near] == ABSENT].tolist()
    others = np.unique(state.slot_of[near])
    state.change({slot: ()}, below=None)
    open_slots = [other for other in others.tolist() if other in state.routes]
    builder = RegretBuilder(state, control, [*visits, *absent], open_slots, may_open=False, must_pay=True)
    if state.cost - builder.most_saved() < cost:  # else too much cannot go anywhere
        builder.run()
    if state.cost < cost:
        return sorted(slot for slot, route in state.routes.items() if before.routes.get(slot) is not route)
    state.restore(before)
    return []
