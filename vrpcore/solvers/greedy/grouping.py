"""Which orders of a customer share a visit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import Stop
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE

Group = tuple[int, ...]
"""Orders of one customer and direction that share a visit."""
Key = tuple[int, bool]
"""Customer and whether it is a pickup."""


def group_orders(state: State, orders: Sequence[int]) -> list[int]:
    """Visits for orders: a customer's orders are merged while that makes them cheaper to bring alone.

    Alone means with a vehicle of their own whose day is paid: bands, waivers, windows and what a vehicle
    can carry all count, and so does the way, once instead of twice.
    """
    table = state.space.table
    visits = table.add([Stop((order,)) for order in orders])
    groups = _by_customer(state, orders)
    several = [key for key, found in groups.items() if len(found) > 1]
    if not several or not state.space.instance.consolidates:
        return visits
    while several:
        pairs = [
            (key, a, b)
            for key in several
            for a in range(len(groups[key]))
            for b in range(a + 1, len(groups[key]))
        ]
        merged = [tuple(sorted(groups[key][a] + groups[key][b])) for key, a, b in pairs]
        first = table.add([Stop(groups[key][a]) for key, a, _ in pairs])
        second = table.add([Stop(groups[key][b]) for key, _, b in pairs])
        together = table.add([Stop(group) for group in merged])
        costs = alone_costs(state)
        saved = np.where(costs[together] < INFINITE, costs[first] + costs[second] - costs[together], -1)
        best: dict[Key, int] = {}
        for nth, (key, _, _) in enumerate(pairs):
            if saved[nth] >= 0 and (key not in best or saved[nth] > saved[best[key]]):
                best[key] = nth
        for key, nth in best.items():
            _, a, b = pairs[nth]
            groups[key] = [group for idx, group in enumerate(groups[key]) if idx not in (a, b)]
            groups[key].append(merged[nth])
        several = [key for key in best if len(groups[key]) > 1]
    return table.add([Stop(group) for found in groups.values() for group in found])


def _by_customer(state: State, orders: Sequence[int]) -> dict[Key, list[Group]]:
    """One group for each order."""
    found: dict[Key, list[Group]] = {}
    numbers = list(orders)
    customers: list[int] = state.space.instance.orders.customer[numbers].tolist()
    directions: list[bool] = state.space.instance.orders.is_pickup[numbers].tolist()
    for order, key in zip(numbers, zip(customers, directions, strict=True), strict=True):
        found.setdefault(key, []).append((order,))
    return found


def alone_costs(state: State) -> IntArray:
    """Least cost of bringing each visit with a vehicle of its own, without the cost of the vehicle's day."""
    costs = state.openings.costs()
    if not len(costs):
        return np.full(costs.shape[1], INFINITE, dtype=np.int64)
    without_day = np.where(costs < INFINITE, costs - state.openings.day_cost[:, None], INFINITE)
    found: IntArray = without_day.min(axis=0)
    return found
