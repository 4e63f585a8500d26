"""What sequencing teaches the estimates of the next round."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vrpcore.lowering.solution import Solution
from vrpcore.solvers.milp.choice import Choice, Round
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.visits import Orders, stops_of

FIRST_CAUTION = 1.3
"""What is not in a route yet is taken to cost this many times its cheapest insertion: many come at once."""
_IF_DISAPPOINTED = 2.0
_IF_NOT = 1.1
"""Factors on that from one round to the next, for routes that cost more than was estimated and for others."""
_TOLERANCE = 1.01


class Lessons:
    """Corrections of the estimates of one part.

    Parameters
    ----------
    first_caution
        Called once for each slot: the factor that its caution starts from.
    """

    def __init__(self, first_caution: Callable[[], float] = lambda: FIRST_CAUTION) -> None:
        self._first_caution = first_caution
        self.refused: set[tuple[Orders, int, int]] = set()
        """(orders, slot, depot) of visits that found no place in a route."""
        self._caution: dict[int, float] = {}

    def caution(self, slot: int) -> float:
        """Return the factor on all that is not in a slot's route yet."""
        if slot not in self._caution:
            self._caution[slot] = self._first_caution()
        return self._caution[slot]

    def learn(self, context: Context, round_: Round, chosen: Iterable[Choice], found: Solution) -> None:
        """Compare an assignment with what came out of it."""
        stops = stops_of(found)
        there = {
            (tuple(sorted(stop.orders)), slot, depot)
            for slot, found_ in stops.items()
            for depot, stop in found_
        }
        by_bin: dict[int, list[Choice]] = {}
        for choice in chosen:
            by_bin.setdefault(choice.bin_idx, []).append(choice)
            slots = round_.bins[choice.bin_idx].slots
            if not any((choice.orders, slot, choice.depot) in there for slot in slots):
                self.refused.add((choice.orders, slots[0], choice.depot))
        routes = {route.slot: route for route in found.routes}
        for idx, members in by_bin.items():
            bin_ = round_.bins[idx]
            if all(choice.is_present for choice in members):
                continue
            exact = 0
            for slot in bin_.slots:
                cost = context.route_cost(routes[slot]) if slot in routes else None
                exact += 0 if cost is None else cost.cost - context.type_of(slot).day_cost
            is_worse = exact > _TOLERANCE * self._estimated(round_, idx, members)
            factor = _IF_DISAPPOINTED if is_worse else _IF_NOT
            self._caution[bin_.slot] = self.caution(bin_.slot) * factor

    @staticmethod
    def _estimated(round_: Round, idx: int, members: list[Choice]) -> float:
        estimate = round_.estimates[idx]
        clusters = {choice.cluster for choice in members}
        total = sum((choice.effort for choice in members), estimate.base)
        return sum((estimate.access[cluster] for cluster in clusters), total).cost
