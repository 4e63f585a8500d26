"""Which orders of a customer share a visit."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import Stop
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE

Group = tuple[int, ...]
"""Orders of one customer and direction that share a visit."""


def first_visits(state: State) -> list[int]:
    """Visits for all orders: a customer's orders are merged while that makes them cheaper to bring alone."""
    instance = state.space.instance
    table = state.space.table
    visits = table.add([Stop((order,)) for order in range(instance.num_orders)])
    if not instance.consolidates:
        return visits
    by_customer: dict[tuple[int, bool], list[Group]] = {}
    customers: list[int] = instance.orders.customer.tolist()
    directions: list[bool] = instance.orders.is_pickup.tolist()
    for order, key in enumerate(zip(customers, directions, strict=True)):
        by_customer.setdefault(key, []).append((order,))
    open_keys = [key for key, groups in by_customer.items() if len(groups) > 1]
    while open_keys:
        pairs = [
            (key, a, b)
            for key in open_keys
            for a in range(len(by_customer[key]))
            for b in range(a + 1, len(by_customer[key]))
        ]
        merged = [tuple(sorted(by_customer[key][a] + by_customer[key][b])) for key, a, b in pairs]
        first = table.add([Stop(by_customer[key][a]) for key, a, _ in pairs])
        second = table.add([Stop(by_customer[key][b]) for key, _, b in pairs])
        together = table.add([Stop(group) for group in merged])
        costs = alone_costs(state)
        apart = np.minimum(costs[first], INFINITE) + np.minimum(costs[second], INFINITE)
        saved = np.where(costs[together] < INFINITE, apart - costs[together], -1)
        best: dict[tuple[int, bool], int] = {}
        for nth, (key, _, _) in enumerate(pairs):
            if saved[nth] >= 0 and (key not in best or saved[nth] > saved[best[key]]):
                best[key] = nth
        for key, nth in best.items():
            _, a, b = pairs[nth]
            groups = [group for idx, group in enumerate(by_customer[key]) if idx not in (a, b)]
            by_customer[key] = [*groups, merged[nth]]
        open_keys = [key for key in best if len(by_customer[key]) > 1]
    return table.add([Stop(group) for groups in by_customer.values() for group in groups])


def alone_costs(state: State) -> IntArray:
    """Least cost of bringing each visit with a vehicle of its own, without the cost of the vehicle's day."""
    costs = state.openings.costs()
    if not len(costs):
        return np.full(costs.shape[1], INFINITE, dtype=np.int64)
    without_day = np.where(costs < INFINITE, costs - state.openings.day_cost[:, None], INFINITE)
    found: IntArray = without_day.min(axis=0)
    return found
