"""From orders, or a solution to start from, to the visits of a run."""

from __future__ import annotations

from vrpcore.lowering.solution import Solution, Stop
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.grouping import group_orders
from vrpcore.solvers.greedy.pace import is_over
from vrpcore.solvers.greedy.split import split_large
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.warm_start import load_initial

_BLOCK = 2_000


def prepare(state: State, control: RunControl, initial: Solution | None) -> None:
    """Make all orders visits, in the routes of a solution to start from or absent.

    Where time runs out, nothing is active: no order is served.
    """
    num_orders = state.space.instance.num_orders
    control.tell("preparation")
    for first in range(0, num_orders, _BLOCK):  # most of the work is to make the visits of single orders
        if is_over(control):
            return
        state.space.table.add([Stop((order,)) for order in range(first, min(first + _BLOCK, num_orders))])
    whole, parts = (range(num_orders), []) if initial is None else load_initial(state, initial)
    visits = split_large(state, group_orders(state, whole, control))
    state.activate([*parts, *visits])
