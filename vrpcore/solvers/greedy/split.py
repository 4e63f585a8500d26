"""Orders in parts: splittable orders that no vehicle takes whole."""

from __future__ import annotations

from vrpcore.lowering.solution import Stop
from vrpcore.solvers.greedy.grouping import alone_costs
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE

_NUMBERS = (2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64, 96, 128)
"""Numbers of parts that are tried."""


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
    for number in (number for number in _NUMBERS if number <= cases):
        visits = state.space.table.add(equal_parts(state, order, number))
        if (alone_costs(state)[visits] < INFINITE).all():
            return visits
    return None


def equal_parts(state: State, order: int, number: int) -> list[Stop]:
    """Cut an order into parts of as equal numbers of cases as possible, line after line."""
    orders = state.space.instance.orders
    left: list[int] = orders.line_cases[
        int(orders.line_begin[order]) : int(orders.line_begin[order + 1])
    ].tolist()
    total = sum(left)
    stops = []
    for nth in range(number):
        size = total * (nth + 1) // number - total * nth // number
        part = []
        for line, cases in enumerate(left):
            taken = min(cases, size)
            left[line] -= taken
            size -= taken
            part.append(taken)
        stops.append(Stop((order,), (tuple(part),)))
    return stops
