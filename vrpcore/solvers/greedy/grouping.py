"""Which orders of a customer share a visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import Stop
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.pace import is_over
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE
from vrpcore.solvers.outcomes import leaving_cost

Group = tuple[int, ...]
"""Orders of one customer and direction that share a visit."""

_MAX_COMPARED = 8
"""Up to this many groups of a batch are compared all with all; more only in pairs side by side."""


def group_orders(state: State, orders: Sequence[int], control: RunControl) -> list[int]:
    """Visits for orders: a customer's orders are merged while that makes them cheaper to bring alone.

    Alone means with a vehicle of their own whose day is paid: bands, waivers, windows and what a vehicle
    can carry all count, and so does the way, once instead of twice. When time is up, the rest stay apart.
    """
    table = state.space.table
    visits = table.add([Stop((order,)) for order in orders])
    if not state.space.instance.consolidates:
        return visits
    batches = list(_batches(state, orders))
    shifts = [0] * len(batches)  # where the pairs side by side begin: at the first group or the second
    left = [nth for nth, batch in enumerate(batches) if len(batch) > 1]
    while left and not is_over(control):
        pairs = {nth: _pairs(len(batches[nth]), shifts[nth]) for nth in left}
        saved = iter(
            _saved(state, [(batches[nth][a], batches[nth][b]) for nth in left for a, b in pairs[nth]])
        )
        going_on = []
        for nth in left:
            ranked = sorted(((next(saved), -a, -b) for a, b in pairs[nth]), reverse=True)
            chosen = [(-a, -b) for gain, a, b in ranked if gain >= 0]
            is_small = len(batches[nth]) <= _MAX_COMPARED
            if chosen:
                batches[nth] = _merged(batches[nth], chosen[:1] if is_small else chosen)
            if len(batches[nth]) > 1 and (chosen or not (is_small or shifts[nth])):
                going_on.append(nth)
            shifts[nth] = 0 if chosen else 1
        left = going_on
    return table.add([Stop(group) for batch in batches for group in batch])


def _batches(state: State, orders: Sequence[int]) -> Iterator[list[Group]]:
    """The orders of each customer and direction, one group each; many of them in batches of a vehicle load.

    In those, orders of like times come together, and of these the ones dearest to leave out come first.
    """
    instance = state.space.instance
    numbers = list(orders)
    by_customer: dict[tuple[int, bool], list[int]] = {}
    customers: list[int] = instance.orders.customer[numbers].tolist()
    directions: list[bool] = instance.orders.is_pickup[numbers].tolist()
    for order, key in zip(numbers, zip(customers, directions, strict=True), strict=True):
        by_customer.setdefault(key, []).append(order)
    most = np.array([t.capacity for t in instance.vehicle_types if t.is_usable], dtype=np.int64)
    capacity = most.reshape(-1, 3).max(axis=0, initial=0)
    for found in by_customer.values():
        if len(found) <= _MAX_COMPARED:
            yield [(order,) for order in found]
            continue
        times = zip(instance.orders.due[found].tolist(), instance.orders.release[found].tolist(), strict=True)
        ranked = sorted((*time, -leaving_cost(instance, o), o) for time, o in zip(times, found, strict=True))
        batch: list[Group] = []
        load = np.zeros(3, dtype=np.int64)
        for *_, order in ranked:
            load += instance.orders.load[order]
            if batch and (load > capacity).any():
                yield batch
                batch, load = [], instance.orders.load[order].copy()
            batch.append((order,))
        yield batch


def _pairs(size: int, shift: int) -> list[tuple[int, int]]:
    """Positions of the groups of a batch that are compared."""
    if size <= _MAX_COMPARED:
        return [(a, b) for a in range(size) for b in range(a + 1, size)]
    return [(a, a + 1) for a in range(shift, size - 1, 2)]


def _saved(state: State, pairs: Sequence[tuple[Group, Group]]) -> list[int]:
    """What it saves to bring each two groups together; negative where that is impossible or costs more."""
    table = state.space.table
    first = table.add([Stop(a) for a, _ in pairs])
    second = table.add([Stop(b) for _, b in pairs])
    together = table.add([Stop(tuple(sorted(a + b))) for a, b in pairs])
    costs = alone_costs(state)
    saved = np.where(costs[together] < INFINITE, costs[first] + costs[second] - costs[together], -1)
    found: list[int] = saved.tolist()
    return found


def _merged(batch: list[Group], pairs: Sequence[tuple[int, int]]) -> list[Group]:
    """The batch with groups merged: pairs of neighbours in their place, a single pair at the end."""
    second = dict(pairs)
    gone = set(second.values())
    if len(pairs) == 1:
        ((a, b),) = pairs
        rest = [group for idx, group in enumerate(batch) if idx not in (a, b)]
        return [*rest, tuple(sorted(batch[a] + batch[b]))]
    return [
        tuple(sorted(group + batch[second[idx]])) if idx in second else group
        for idx, group in enumerate(batch)
        if idx not in gone
    ]


def alone_costs(state: State) -> IntArray:
    """Least cost of bringing each visit with a vehicle of its own, without the cost of the vehicle's day."""
    costs = state.openings.costs()
    if not len(costs):
        return np.full(costs.shape[1], INFINITE, dtype=np.int64)
    without_day = np.where(costs < INFINITE, costs - state.openings.day_cost[:, None], INFINITE)
    found: IntArray = without_day.min(axis=0)
    return found
