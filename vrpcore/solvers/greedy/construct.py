"""The first plan: savings and regret insertion, whichever comes out cheaper."""

from __future__ import annotations

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.insert_near import insert_near
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.pace import is_over
from vrpcore.solvers.greedy.regret import RegretBuilder
from vrpcore.solvers.greedy.savings import build_by_savings
from vrpcore.solvers.greedy.state import State

_MAX_CELLS = 1_500_000
"""Most visits times routes for which regret, which compares all with all, is fast enough."""


def construct(state: State, control: RunControl, neighbours: Neighbours, max_regret_cells: int) -> None:
    """Put the absent visits into routes. What a plan contains already stays.

    Parameters
    ----------
    max_regret_cells
        Up to this many visits times kinds of unused vehicles, a plan by regret alone is built as well.
    """
    start = state.snapshot()
    if not start.routes:
        control.tell("savings", cost=state.known_cost)
        build_by_savings(state, control, neighbours)
    control.tell("insertion", cost=state.known_cost)
    insert_absent(state, control, neighbours)
    cells = len(start.absent) * max(1, state.openings.num_gaps)
    if start.routes or cells > max_regret_cells or is_over(control):
        return
    by_savings, cost = state.snapshot(), state.cost
    control.tell("regret insertion", cost=state.known_cost)
    state.restore(start)
    RegretBuilder(state, control).run()
    if is_over(control) or state.cost >= cost:
        state.restore(by_savings)


def insert_absent(state: State, control: RunControl, neighbours: Neighbours) -> None:
    """Insert absent visits by regret, or one after the other where that would take too long."""
    cells = len(state.absent) * (len(state.routes) + len(state.openings.classes))
    if cells > _MAX_CELLS:
        insert_near(state, control, neighbours)
    else:
        RegretBuilder(state, control).run()
