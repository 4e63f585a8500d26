"""Which orders of a customer share a visit, and which orders must be brought in parts."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.solution import Stop
from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE


def first_visits(state: State) -> list[int]:
    """Visits for all orders: a customer's orders are merged while that makes them cheaper to bring alone."""
    instance = state.space.instance
    orders = instance.orders
    by_customer: dict[tuple[int, bool], list[int]] = {}
    for order, (customer, is_pickup) in enumerate(
        zip(orders.customer.tolist(), orders.is_pickup.tolist(), strict=True)
    ):
        by_customer.setdefault((customer, is_pickup), []).append(order)
    visits = state.space.table.add([Stop((order,)) for order in range(instance.num_orders)])
    if not instance.consolidates:
        return visits
    found: list[int] = []
    for group in by_customer.values():
        found += [visits[group[0]]] if len(group) == 1 else _merge(state, group)
    return found


def _merge(state: State, orders: list[int]) -> list[int]:
    """Merge pairs of groups, the most profitable first, until none is."""
    groups: list[tuple[int, ...]] = [(order,) for order in orders]
    while len(groups) > 1:
        pairs = [(a, b) for a in range(len(groups)) for b in range(a + 1, len(groups))]
        merged = [tuple(sorted(groups[a] + groups[b])) for a, b in pairs]
        apart = alone(state, state.space.table.add([Stop(group) for group in groups]))
        together = alone(state, state.space.table.add([Stop(group) for group in merged]))
        saved = [
            apart[a] + apart[b] - cost if cost < INFINITE else -1
            for (a, b), cost in zip(pairs, together, strict=True)
        ]
        best = int(np.argmax(saved))
        if saved[best] < 0:
            break
        a, b = pairs[best]
        groups = [group for idx, group in enumerate(groups) if idx not in (a, b)] + [merged[best]]
    return state.space.table.add([Stop(group) for group in groups])


def alone(state: State, visits: list[int]) -> list[int]:
    """Least cost of bringing each visit with a vehicle of its own, without the cost of the vehicle's day."""
    numbers = np.array(visits, dtype=np.int64)
    best = np.full(len(visits), INFINITE, dtype=np.int64)
    for slot in state.free_slots():
        route = state.empty_route(slot)
        if route is not None and route.gaps.shape[1]:
            costs = insertion_costs(state.space, route.gaps, numbers).min(axis=0)
            opening = state.space.instance.vehicle_types[route.type_idx].day_cost
            best = np.minimum(best, np.where(costs < INFINITE, costs - opening, INFINITE))
    found: list[int] = best.tolist()
    return found
