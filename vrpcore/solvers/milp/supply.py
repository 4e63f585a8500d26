"""The limits of the model that couple all bins: stock over time, and daily tonnage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, Instance, IntArray
from vrpcore.solvers.milp.choice import Choice, Round
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.safe_pulp import pulp

Limit = tuple[str, list[tuple[pulp.LpVariable, float]], float]
"""Name, terms, and what their sum may not exceed."""


def stock_limits(
    context: Context, round_: Round, pairs: Iterable[tuple[Choice, pulp.LpVariable]]
) -> Iterator[Limit]:
    """Yield: at no moment has a depot given more of a product than it had until then.

    Limits that all choices together cannot exceed are left out.
    """
    instance = context.instance
    draws: dict[tuple[int, int], list[tuple[int, pulp.LpVariable, int]]] = defaultdict(list)
    for choice, variable in pairs:
        if not choice.visit.is_pickup:
            moment = int(instance.slots.start[round_.bins[choice.bin_idx].slot])
            for product, cases in choice.visit.products:
                draws[choice.depot, product].append((moment, variable, cases))
    taken = _fixed_draws(context, round_)
    starts = np.unique(instance.slots.start)
    for (depot, product), entries in sorted(draws.items(), key=lambda item: item[0]):
        for last, available in _steps(instance, depot, product, starts):
            terms = [(variable, float(cases)) for moment, variable, cases in entries if moment <= last]
            gone = sum(cases for moment, cases in taken.get((depot, product), ()) if moment <= last)
            if sum(cases for _, cases in terms) + gone > available:
                yield f"stock_d{depot}_p{product}_until{last}", terms, max(0, available - gone)


def tonnage_limits(
    context: Context, round_: Round, pairs: Iterable[tuple[Choice, pulp.LpVariable]]
) -> Iterator[Limit]:
    """Yield: no depot gives more grams on a day than it may."""
    instance = context.instance
    grams: dict[tuple[int, int], list[tuple[pulp.LpVariable, float]]] = defaultdict(list)
    for choice, variable in pairs:
        if not choice.visit.is_pickup and instance.depots[choice.depot].max_grams_per_day < NO_LIMIT:
            day = int(instance.slots.day[round_.bins[choice.bin_idx].slot])
            grams[choice.depot, day].append((variable, choice.visit.load[0]))
    for (depot, day), terms in sorted(grams.items(), key=lambda item: item[0]):
        gone = sum(
            visit.load[0]
            for bin_ in round_.bins
            if int(instance.slots.day[bin_.slot]) == day
            for at, visit in ((at, context.visit(stop)) for at, stop in round_.fixed_stops(bin_))
            if at == depot and not visit.is_pickup
        )
        yield f"tonnage_d{depot}_day{day}", terms, max(0, instance.depots[depot].max_grams_per_day - gone)


def _fixed_draws(context: Context, round_: Round) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return (shift start, cases) by depot and product of the visits that stay as they are."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for bin_ in round_.bins:
        start = int(context.instance.slots.start[bin_.slot])
        for depot, stop in round_.fixed_stops(bin_):
            visit = context.visit(stop)
            for product, cases in () if visit.is_pickup else visit.products:
                taken[depot, product].append((start, cases))
    return taken


def _steps(instance: Instance, depot: int, product: int, starts: IntArray) -> list[tuple[int, int]]:
    """Return (last shift start, cases) of each span of moments over which the same stock is at hand.

    What has been given only grows, so within such a span the last moment is the strictest.
    """
    record = instance.depots[depot]
    if record.stock is None:
        return []
    steps: list[tuple[int, int]] = []
    for moment in map(int, starts):
        received = sum(cases for arrival, of, cases in record.receipts if of == product and arrival <= moment)
        available = max(0, int(record.stock[product]) + received)
        if steps and steps[-1][1] == available:
            steps[-1] = (moment, available)
        else:
            steps.append((moment, available))
    return steps
