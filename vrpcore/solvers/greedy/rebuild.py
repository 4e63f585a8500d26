"""Rebuilding: whole routes are dissolved and their visits inserted anew, or left out where that is cheaper.

Single moves keep a vehicle on the road as long as one visit in it is worth more than its way; only all of
them together show that the vehicle's day is not. The idea is that of route elimination (Nagata and Braysy
2009) with ruin and recreate by regret (Ropke and Pisinger 2006), without chance: routes are taken in turn.
"""

from __future__ import annotations

import numpy as np

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.regret import RegretBuilder
from vrpcore.solvers.greedy.state import ABSENT, State


def rebuild(state: State, control: RunControl, neighbours: Neighbours, slots: list[int]) -> list[int]:
    """Dissolve routes and insert their visits, and absent ones near, by regret; undo it unless it pays.

    Returns
    -------
    list of int
        Slots whose routes changed; none where it did not pay.
    """
    before = state.snapshot()
    cost = state.cost
    visits = tuple(visit for slot in slots for visit in state.routes[slot].visits)
    near = neighbours.of(visits)
    absent = near[state.slot_of[near] == ABSENT].tolist()
    others = np.unique(state.slot_of[near])
    for may_open in (False, True):
        state.change(dict.fromkeys(slots, ()), below=None)
        open_slots = [slot for slot in others.tolist() if slot in state.routes]
        RegretBuilder(state, control, [*visits, *absent], open_slots, may_open=may_open, must_pay=True).run()
        if state.cost < cost:
            return sorted(
                slot for slot, route in state.routes.items() if before.routes.get(slot) is not route
            )
        state.restore(before)
    return []
