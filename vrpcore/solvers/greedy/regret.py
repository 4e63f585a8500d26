"""Construction by regret insertion.

After Potvin and Rousseau (1993), "A parallel route building algorithm for the vehicle routing and scheduling
problem with time windows": in each step the visit that would lose most by not going to its best route now is
put into it. The second choice it is compared with is its next best open route, the cheapest unused slot, or
not being served. Where no visit fits an open route, the one farthest from home opens a slot. Opening costs
count in full when a slot is compared with open routes; whether the orders pay for their vehicle is decided
afterwards, when they share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from vrpcore.lowering.instance import BoolArray, IntArray
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.pace import InsertionPace, is_over
from vrpcore.solvers.greedy.route import Trips
from vrpcore.solvers.greedy.state import State, with_visit
from vrpcore.solvers.greedy.visit_table import INFINITE

_MAX_CELLS = 20_000
"""About as many gaps times visits are priced in one stroke: more would not stay in the processor's cache."""


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
        self.slots: list[int]
        """Slot of each row."""
        self.costs: IntArray = np.full((16, len(self.visits)), INFINITE, dtype=np.int64)
        self.best_gap: IntArray = np.zeros((16, len(self.visits)), dtype=np.int64)
        self._opening_costs: IntArray = np.full((0, len(self.visits)), INFINITE, dtype=np.int64)
        if may_open and len(self.visits):
            self._opening_costs = state.openings.costs()[:, self.visits]
        self._price_openings()
        self.slots = sorted(state.routes if slots is None else slots)
        self._grow()
        self._renew(0, len(self.slots))

    def run(self) -> None:
        """Insert until nothing more can be inserted or time is up."""
        pace = InsertionPace(self.control)
        while self.is_waiting.any() and not is_over(self.control):
            num_waiting = int(self.is_waiting.sum())
            is_done = self._insert_many() if pace.is_short(num_waiting) else self._insert_best()
            if not (is_done or self._open_farthest()):
                return

    def most_saved(self) -> int:
        """The prices of all visits that fit into some open route: no more than that can be saved."""
        least = self.costs[: len(self.slots)].min(axis=0, initial=INFINITE)
        return int(self.prices[least < self.prices].sum())

    def _add_row(self, slot: int) -> None:
        self.slots.append(slot)
        self._grow()
        self._renew(len(self.slots) - 1, len(self.slots))

    def _grow(self) -> None:
        """Make room for all slots."""
        while len(self.costs) < len(self.slots):
            self.costs = np.concatenate([self.costs, np.full_like(self.costs, INFINITE)])
            self.best_gap = np.concatenate([self.best_gap, np.zeros_like(self.best_gap)])

    def _renew(self, first: int, last: int) -> None:
        """Work out the rows from `first` to before `last` anew for all visits that wait."""
        self.costs[first:last] = INFINITE
        waiting = np.flatnonzero(self.is_waiting)
        visits = self.visits[waiting]
        columns = np.arange(len(waiting))
        at = first
        while at < last and waiting.size:
            block = [self.state.routes[self.slots[at]].gaps]
            num_cells = block[0].shape[1] * len(visits)
            while at + len(block) < last and num_cells < _MAX_CELLS:
                block.append(self.state.routes[self.slots[at + len(block)]].gaps)
                num_cells += block[-1].shape[1] * len(visits)
            gaps = block[0] if len(block) == 1 else np.concatenate(block, axis=1)
            costs = insertion_costs(self.state.space, gaps, visits, self._worth[waiting])
            begin = 0
            for own in block:
                end = begin + own.shape[1]
                if end > begin:
                    best = costs[begin:end].argmin(axis=0)
                    self.best_gap[at, waiting] = best
                    self.costs[at, waiting] = costs[begin:end][best, columns]
                at, begin = at + 1, end

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
        while self.slots:
            regret, first = self._regrets()
            chosen = int(regret.argmax())
            if regret[chosen] == -INFINITE:
                return False
            at = int(first[chosen])
            route = self.state.routes[self.slots[at]]
            if self._insert(route.gaps[:, self.best_gap[at, chosen]], route.trips, chosen):
                self._renew(at, at + 1)
                return True
            self.costs[at, chosen] = INFINITE
        return False

    def _regrets(self) -> tuple[IntArray, IntArray]:
        """Per visit its regret, ``-INFINITE`` where it may not go in, and the row of its best route."""
        columns = np.arange(len(self.visits))
        costs = self.costs[: len(self.slots)]
        first = costs.argmin(axis=0)
        best = costs[first, columns]
        costs[first, columns] = INFINITE
        second = np.minimum(costs.min(axis=0), np.minimum(self._opening, self.prices))
        costs[first, columns] = best
        is_candidate = self.is_waiting & (best < self._worth) & (best <= self._opening)
        return np.where(is_candidate, second - best, -INFINITE), first

    def _insert_many(self) -> bool:
        """Insert into each route all that go best there, each into another gap; False if none fits any."""
        if not self.slots:
            return False
        regret, first = self._regrets()
        by_row: dict[int, list[int]] = {}
        for chosen in np.argsort(-regret, kind="stable")[: int((regret > -INFINITE).sum())].tolist():
            by_row.setdefault(int(first[chosen]), []).append(chosen)
        for at, found in by_row.items():
            if is_over(self.control):
                break
            while found:
                done = self._insert_together(at, found)
                if done:
                    self._renew(at, at + 1)
                    break
                if len(found) == 1:
                    self.costs[at, found[0]] = INFINITE
                found = found[: len(found) // 2]
        return bool(by_row)

    def _insert_together(self, at: int, chosen: Sequence[int]) -> bool:
        """Insert visits into one route, the first of them in each of its gaps; or none of them."""
        route = self.state.routes[self.slots[at]]
        gaps: dict[tuple[int, int], int] = {}
        for one in chosen:
            gap = route.gaps[:, self.best_gap[at, one]]
            place = (int(gap[row.TRIP]), int(gap[row.POSITION]))
            if place[1] >= 0 or not gaps:
                gaps.setdefault(place, one)
            if place[1] < 0:
                break  # a new trip goes alone: it changes the numbers of the others
        new = route.trips
        for (trip, position), one in sorted(gaps.items(), reverse=True):  # from the end: places stay right
            gap = route.gaps[:, self.best_gap[at, one]]
            depot = self.state.space.table.depot_of_pair[int(gap[row.PAIR])]
            new = with_visit(new, depot, trip, position, int(self.visits[one]))
        if self.state.change({route.slot: new}, below=None) is None:
            return False
        inserted = list(gaps.values())
        self.is_waiting[inserted] = False
        self.costs[:, inserted] = INFINITE
        return True

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
