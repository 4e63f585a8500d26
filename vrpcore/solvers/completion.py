"""The last step of a solver: no order, and no part of a splittable one, stays behind that pays its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.costing import Costing
from vrpcore.solvers.draft import Draft
from vrpcore.solvers.insertion import Candidate, Insertion, candidates, cheapest, join
from vrpcore.solvers.outcomes import (
    REQUIRED,
    leaving_cost,
    missing_lines,
    orders_in_parts,
    unserved_share,
    with_outcomes,
)
from vrpcore.solvers.stops import has_visits, lines_of, part_stop

MAX_TRIES = 2_000
"""Ways to take one order in that are costed exactly, the most promising first."""
MAX_PARTS = 24
"""Different parts of one order that are tried at a time, the largest first."""
MAX_STEPS = 12
"""Parts in which one order is brought at most."""

Lines = tuple[int, ...]
"""Cases of each line of an order."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Insertions that bring more of an order, and what the plan saves by them."""

    gain: int
    steps: tuple[Insertion, ...]


def complete(
    instance: Instance,
    solution: Solution,
    *,
    may_go_on: Callable[[], bool] = lambda: True,
    costing: Costing | None = None,
) -> Solution:
    """Insert what a solution leaves out wherever that costs less than leaving it.

    Orders are tried whole, splittable ones also in parts: at each place the most that stock, daily tonnage,
    room and the depot's band allow. They go beside every visit, into every visit of the same customer, on
    further trips, and on an unused vehicle of each type and day. The order that saves the most comes first,
    until nothing saves anything. An order that is left is held where that costs no more. Before, orders that
    come in several parts are taken out and cut again, where that costs less.

    Parameters
    ----------
    solution
        A solution that keeps every rule but that required orders are served.
    may_go_on
        Asked often; once it says no, the solution of that moment is returned.
    costing
        Costs known from before.

    Returns
    -------
    Solution
        One that costs no more and leaves no more required orders unserved.
    """
    missing = missing_lines(instance, solution.routes)
    cut = orders_in_parts(solution.routes)
    if not missing and not cut:
        return solution
    draft = Draft(costing or Costing(instance))
    for route in solution.routes:
        if not may_go_on():
            return solution
        if has_visits(route):
            draft.add(route)
    return _Completion(draft, missing, may_go_on).run(cut)


class _Completion:
    """One run."""

    def __init__(self, draft: Draft, missing: dict[int, Lines], may_go_on: Callable[[], bool]) -> None:
        self._draft = draft
        self._costing = draft.costing
        self._instance = draft.costing.instance
        self._missing = missing
        self._may_go_on = may_go_on

    def run(self, cut: list[int]) -> Solution:
        """Cut orders again that come in several parts, then insert what is missing."""
        for order in cut:
            if self._may_go_on():
                self._cut_again(order)
        self._insert()
        return with_outcomes(self._instance, self._draft.routes.values())

    def _cut_again(self, order: int) -> None:
        """Take an order out and bring it in the parts that are best now, if that costs less."""
        before = self._missing.get(order)
        version = self._draft.version
        paid = 0 if before is None else self._cost(order, before)
        saved = self._draft.take_out(order, int(self._instance.orders.customer[order]))
        if saved is None:
            return
        self._missing[order] = lines_of(self._instance, order)
        move = self._move(order, None)
        gain = saved + paid - self._cost(order, self._missing[order])
        if move is not None and gain + move.gain > 0:
            self._apply(order, move)
            return
        self._draft.undo(self._draft.version - version)
        del self._missing[order]
        if before is not None:
            self._missing[order] = before

    def _insert(self) -> None:
        """Apply the move of the largest gain until there is none."""
        tried: dict[int, int] = {}
        heap: list[tuple[int, int, int, _Move]] = []

        def consider(order: int) -> None:
            """Look for a move of an order in what has changed since it was last in vain."""
            since = tried.get(order)
            slots = None if since is None else self._draft.changed_since(since)
            move = self._move(order, slots)
            tried[order] = self._draft.version
            if move is not None:
                del tried[order]  # next time everything counts
                heap.append((-move.gain, order, self._draft.version, move))

        while self._may_go_on():
            for order in list(self._missing):
                if tried.get(order) != self._draft.version and self._may_go_on():
                    consider(order)
            if not heap:
                break
            heapify(heap)
            while heap and self._may_go_on():
                _, order, version, move = heappop(heap)
                if version == self._draft.version:
                    self._apply(order, move)
                    continue
                again = self._move(order, None)
                if again is not None:
                    heappush(heap, (-again.gain, order, self._draft.version, again))
                else:
                    tried[order] = self._draft.version

    def _apply(self, order: int, move: _Move) -> None:
        for step in move.steps:
            self._draft.apply(step)
            self._missing[order] = _without(self._missing[order], step)
        if not any(self._missing[order]):
            del self._missing[order]

    def _cost(self, order: int, rest: Lines) -> int:
        """What the plan pays for what is missing of an order; a required one counts `REQUIRED`."""
        cases = sum(rest)
        if not cases:
            return 0
        if cases == int(self._instance.orders.load[order, 2]):
            return leaving_cost(self._instance, order)
        if self._instance.orders.unserved_cost[order] == NO_PRICE:
            return REQUIRED
        return unserved_share(self._instance, order, cases)

    def _move(self, order: int, slots: set[int] | None) -> _Move | None:
        """The insertions of an order that save the most, within some slots or everywhere."""
        rest = self._missing[order]
        before = self._cost(order, rest)
        if not self._instance.orders.is_splittable[order]:
            found = self._step(order, rest, before, slots)
            return None if found is None else _Move(before - found.extra, (found,))
        steps: list[Insertion] = []
        best: _Move | None = None
        paid = 0
        for _ in range(MAX_STEPS):
            found = self._step(order, rest, unserved_share(self._instance, order, sum(rest)), None)
            if found is None:
                break
            self._draft.apply(found)
            steps.append(found)
            paid += found.extra
            rest = _without(rest, found)
            gain = before - paid - self._cost(order, rest)
            if gain > (0 if best is None else best.gain):
                best = _Move(gain, tuple(steps))
            if not any(rest):
                break
        self._draft.undo(len(steps))
        return best

    def _step(self, order: int, rest: Lines, below: int, slots: set[int] | None) -> Insertion | None:
        """The insertion that brings most of what is missing for the least, its rest being unserved."""
        found = self._candidates(order, rest, below, slots)
        found.sort(key=lambda one: one.bound)
        return cheapest(
            self._costing,
            found,
            self._draft.routes.get,
            below,
            max_tries=MAX_TRIES,
            may_go_on=self._may_go_on,
        )

    def _candidates(self, order: int, rest: Lines, below: int, slots: set[int] | None) -> list[Candidate]:
        instance, costing = self._instance, self._costing
        whole = costing.visit(part_stop(instance, order, rest))
        gaps, sites = self._draft.gaps(slots), self._draft.join_sites(whole, slots)
        in_gaps = self._draft.most(order, rest, gaps, [0] * gaps.shape[1], whole)
        in_sites = self._draft.most(
            order,
            rest,
            self._draft.columns(sites),
            [costing.visit(site.present).load[2] for site in sites],
            whole,
        )
        is_splittable = bool(instance.orders.is_splittable[order])
        amounts = {*in_gaps, *in_sites} if is_splittable else {rest}
        found: list[Candidate] = []
        for lines in sorted((one for one in amounts if any(one)), key=lambda one: (-sum(one), one))[
            :MAX_PARTS
        ]:
            stop = part_stop(instance, order, lines)
            left = unserved_share(instance, order, sum(rest) - sum(lines))
            columns = [column for column, most in enumerate(in_gaps) if most == lines]
            if columns:
                found += candidates(costing, gaps[:, columns], costing.visit(stop), below, left)
            for site, most in zip(sites, in_sites, strict=True):
                candidate = join(costing, site, stop, left) if most == lines else None
                if candidate is not None:
                    found.append(candidate)
        return found


def _without(rest: Lines, step: Insertion) -> Lines:
    """What still is missing of an order after an insertion."""
    quantities = step.candidate.brought.quantities
    if quantities is None:
        return (0,) * len(rest)
    return tuple(a - b for a, b in zip(rest, quantities[0], strict=True))
