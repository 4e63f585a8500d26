"""Orders in parts: splittable orders that no vehicle takes whole."""

from __future__ import annotations

from vrpcore.lowering.solution import Stop
from vrpcore.solvers.greedy.grouping import alone_costs
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE
from vrpcore.solvers.parts import PART_NUMBERS, equal_parts


def split_large(state: State, visits: list[int]) -> list[int]:
    """Replace splittable single orders that no vehicle can serve by parts, as few as make each servable."""
    instance = state.space.instance
    table = state.space.table
    costs = alone_costs(state)
    found: list[int] = []
    for visit in visits:
        stop = table.visits[visit].stop
        is_large = costs[visit] >= INFINITE and len(stop.orders) == 1 and stop.quantities is None
        if is_large and instance.orders.is_splittable[stop.orders[0]]:
            found += _parts(state, stop.orders[0]) or [visit]
        else:
            found.append(visit)
    return found


def _parts(state: State, order: int) -> list[int] | None:
    """Few equal parts of an order that can each be served; None where no number helps."""
    cases = state.space.table.visits[state.space.table.add([Stop((order,))])[0]].load[2]
    for number in (number for number in PART_NUMBERS if number <= cases):
        visits = state.space.table.add(equal_parts(state.space.instance, order, number))
        if (alone_costs(state)[visits] < INFINITE).all():
            return visits
    return None
