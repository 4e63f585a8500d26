"""Construction by regret insertion.

After Potvin and Rousseau (1993), "A parallel route building algorithm for the vehicle routing and scheduling
problem with time windows": in each step the visit that would lose most by not going to its best route now is
put into it. The second choice it is compared with is its next best open route, the cheapest unused slot, or
not being served. Where no visit fits an open route, the one farthest from home opens a slot. Opening costs
count in full when a slot is compared with open routes; whether the orders pay for their vehicle is decided
afterwards, when they share it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from vrpcore.lowering.instance import BoolArray, IntArray
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.pace import is_over
from vrpcore.solvers.greedy.route import Trips
from vrpcore.solvers.greedy.state import State, with_visit
from vrpcore.solvers.greedy.visit_table import INFINITE


class RegretBuilder:
    """Inserts absent visits; keeps for each visit and route the best gap, renewed where a route changed.

    Parameters
    ----------
    visits
        Absent visits to insert; all of them by default.
    slots
        Open routes that may take them; all by default.
    may_open
        Whether unused slots may be opened.
    must_pay
        Whether a visit goes into a route only for less than its price; else it may be the first of several
        that pay together.
    """

    def __init__(
        self,
        state: State,
        control: RunControl,
        visits: Iterable[int] | None = None,
        slots: Iterable[int] | None = None,
        *,
        may_open: bool = True,
        must_pay: bool = False,
    ) -> None:
        self.state = state
        self.control = control
        self.visits: IntArray = np.array(list(state.absent if visits is None else visits), dtype=np.int64)
        self.prices: IntArray = state.space.table.price[self.visits]
        self._worth: IntArray = self.prices if must_pay else np.full_like(self.prices, INFINITE)
        self.is_waiting: BoolArray = np.ones(len(self.visits), dtype=np.bool_)
        self.slots: list[int] = []
        """Slot of each row."""
        self.costs: IntArray = np.full((16, len(self.visits)), INFINITE, dtype=np.int64)
        self.best_gap: IntArray = np.zeros((16, len(self.visits)), dtype=np.int64)
        self._opening_costs: IntArray = np.full((0, len(self.visits)), INFINITE, dtype=np.int64)
        if may_open and len(self.visits):
            self._opening_costs = state.openings.costs()[:, self.visits]
        self._price_openings()
        for slot in sorted(state.routes if slots is None else slots):
            self._add_row(slot)

    def run(self) -> None:
        """Insert until nothing more can be inserted or time is up."""
        while self.is_waiting.any() and not is_over(self.control):
            if not (self._insert_best() or self._open_farthest()):
                return

    def _add_row(self, slot: int) -> None:
        at = len(self.slots)
        if at == len(self.costs):
            self.costs = np.concatenate([self.costs, np.full_like(self.costs, INFINITE)])
            self.best_gap = np.concatenate([self.best_gap, np.zeros_like(self.best_gap)])
        self.slots.append(slot)
        self._renew(at)

    def _renew(self, at: int) -> None:
        """Work out a row anew for all visits that wait."""
        gaps = self.state.routes[self.slots[at]].gaps
        self.costs[at] = INFINITE
        waiting = np.flatnonzero(self.is_waiting)
        if not waiting.size or not gaps.shape[1]:
            return
        costs = insertion_costs(self.state.space, gaps, self.visits[waiting])
        best = costs.argmin(axis=0)
        self.best_gap[at, waiting] = best
        self.costs[at, waiting] = costs[best, np.arange(len(waiting))]

    def _price_openings(self) -> None:
        """Renew, per visit, the cost of the cheapest unused slot for it, and the class of that slot."""
        classes = np.array(self.state.openings.is_free(), dtype=np.int64)
        self._opening = np.full(len(self.visits), INFINITE, dtype=np.int64)
        self._opening_class = np.zeros(len(self.visits), dtype=np.int64)
        if classes.size and len(self._opening_costs):
            costs = self._opening_costs[classes]
            best = costs.argmin(axis=0)
            self._opening = costs[best, np.arange(len(self.visits))]
            self._opening_class = classes[best]

    def _insert_best(self) -> bool:
        """Insert the visit of greatest regret into its best open route; False if none fits any."""
        opening = self._opening
        columns = np.arange(len(self.visits))
        while self.slots:
            costs = self.costs[: len(self.slots)]
            first = costs.argmin(axis=0)
            best = costs[first, columns]
            costs[first, columns] = INFINITE
            second = np.minimum(costs.min(axis=0), np.minimum(opening, self.prices))
            costs[first, columns] = best
            is_candidate = self.is_waiting & (best < self._worth) & (best <= opening)
            regret = np.where(is_candidate, second - best, -INFINITE)
            chosen = int(regret.argmax())
            if regret[chosen] == -INFINITE:
                return False
            at = int(first[chosen])
            route = self.state.routes[self.slots[at]]
            if self._insert(route.gaps[:, self.best_gap[at, chosen]], route.trips, chosen):
                self._renew(at)
                return True
            self.costs[at, chosen] = INFINITE
        return False

    def _open_farthest(self) -> bool:
        """Open a slot for the visit that costs most alone; False if none has a slot to open."""
        while True:
            opening = self._opening
            farthest = np.where(self.is_waiting & (opening < INFINITE), opening, -1)
            chosen = int(farthest.argmax())
            if farthest[chosen] < 0:
                return False
            kind = int(self._opening_class[chosen])
            gap = self.state.openings.gap(kind, int(self.visits[chosen]))
            if self._insert(gap, (), chosen):
                self._add_row(int(gap[row.SLOT]))
                self._price_openings()
                return True
            self._opening_costs[kind, chosen] = INFINITE
            self._price_openings()

    def _insert(self, gap: IntArray, trips: Trips, chosen: int) -> bool:
        depot = self.state.space.table.depot_of_pair[int(gap[row.PAIR])]
        visit = int(self.visits[chosen])
        new = with_visit(trips, depot, int(gap[row.TRIP]), int(gap[row.POSITION]), visit)
        if self.state.change({int(gap[row.SLOT]): new}, below=None) is None:
            return False
        self.is_waiting[chosen] = False
        self.costs[:, chosen] = INFINITE
        return True
