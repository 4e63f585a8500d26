"""Construction by regret insertion.

After Potvin and Rousseau (1993), "A parallel route building algorithm for the vehicle routing and scheduling
problem with time windows": in each step the visit that would lose most by not going to its best route now is
put into it. The second choice it is compared with is its next best open route, the cheapest unused slot, or
not being served. Where no visit fits an open route, the one farthest from home opens a slot. Opening costs
count in full when a slot is compared with open routes; whether the orders pay for their vehicle is decided
afterwards, when they share it.
"""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import BoolArray, IntArray
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.state import State, with_visit
from vrpcore.solvers.greedy.visit_table import INFINITE


class RegretBuilder:
    """Inserts absent visits; keeps for each visit and route the best gap, renewed where a route changed."""

    def __init__(self, state: State, control: RunControl, visits: list[int] | None = None) -> None:
        self.state = state
        self.control = control
        self.visits: IntArray = np.array(list(state.absent) if visits is None else visits, dtype=np.int64)
        self.is_waiting: BoolArray = np.ones(len(self.visits), dtype=np.bool_)
        self.slots: list[int] = []
        """Slot of each column: open routes and one unused slot of each class."""
        self.is_open: list[bool] = []
        self.costs: IntArray = np.zeros((0, len(self.visits)), dtype=np.int64)
        self.best_gap: IntArray = np.zeros((0, len(self.visits)), dtype=np.int64)

    def run(self) -> None:
        """Insert until nothing more can be inserted or time is up."""
        if not len(self.visits):
            return
        for slot in sorted(self.state.routes):
            self._add_row(slot)
        for slot in self.state.free_slots():
            self._add_row(slot)
        while self.control.reason_to_stop() is None:
            choice = self._choose()
            if choice is None:
                return
            at, visit_idx = choice
            if not self._insert(at, visit_idx):
                self.costs[at, visit_idx] = INFINITE

    def _add_row(self, slot: int) -> None:
        self.slots.append(slot)
        self.is_open.append(slot in self.state.routes)
        blank = np.full((1, len(self.visits)), INFINITE, dtype=np.int64)
        self.costs = np.concatenate([self.costs, blank])
        self.best_gap = np.concatenate([self.best_gap, blank])
        self._renew(len(self.slots) - 1)

    def _renew(self, at: int) -> None:
        """Work out a row anew for all visits that wait."""
        slot = self.slots[at]
        route = self.state.routes.get(slot) or self.state.empty_route(slot)
        self.costs[at] = INFINITE
        waiting = np.flatnonzero(self.is_waiting)
        if route is None or not waiting.size or not route.gaps.shape[1]:
            return
        costs = insertion_costs(self.state.space, route.gaps, self.visits[waiting])
        best = costs.argmin(axis=0)
        self.best_gap[at, waiting] = best
        self.costs[at, waiting] = costs[best, np.arange(len(waiting))]

    def _choose(self) -> tuple[int, int] | None:
        """Row and visit of the greatest regret."""
        waiting = np.flatnonzero(self.is_waiting)
        if not waiting.size:
            return None
        is_open = np.array(self.is_open, dtype=np.bool_)
        prices = self.state.space.table.price[self.visits[waiting]]
        open_rows = np.flatnonzero(is_open)
        closed_rows = np.flatnonzero(~is_open)
        none = np.full(len(waiting), INFINITE, dtype=np.int64)
        costs = self.costs[:, waiting]
        opening = costs[closed_rows].min(axis=0) if closed_rows.size else none
        if open_rows.size:
            of_open = costs[open_rows]
            first = of_open.argmin(axis=0)
            columns = np.arange(len(waiting))
            best = of_open[first, columns]
            of_open[first, columns] = INFINITE
            second = np.minimum(of_open.min(axis=0), np.minimum(opening, prices))
            regret = np.where((best < INFINITE) & (best <= opening), second - best, -INFINITE)
            chosen = int(regret.argmax())
            if regret[chosen] > -INFINITE:
                return int(open_rows[first[chosen]]), int(waiting[chosen])
        farthest = np.where(opening < INFINITE, opening, -1)
        chosen = int(farthest.argmax())
        if farthest[chosen] < 0:
            return None
        at = int(closed_rows[costs[closed_rows, chosen].argmin()])
        return at, int(waiting[chosen])

    def _insert(self, at: int, visit_idx: int) -> bool:
        state = self.state
        slot = self.slots[at]
        route = state.routes.get(slot) or state.empty_route(slot)
        assert route is not None
        gap = route.gaps[:, int(self.best_gap[at, visit_idx])]
        depot = state.space.table.depot_of_pair[int(gap[row.PAIR])]
        visit = int(self.visits[visit_idx])
        trips = with_visit(route.trips, depot, int(gap[row.TRIP]), int(gap[row.POSITION]), visit)
        change = state.propose({slot: trips})
        if change is None or not state.apply(change):
            return False
        self.is_waiting[visit_idx] = False
        self._renew(at)
        if not self.is_open[at]:
            self.is_open[at] = True
            for free in state.free_slots():
                if free not in self.slots:
                    self._add_row(free)
        return True
