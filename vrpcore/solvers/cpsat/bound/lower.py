"""The bound: solve the relaxation, cut off what no plan can do, and branch on how often vehicles drive."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.cpsat.bound.cuts import Separator
from vrpcore.solvers.cpsat.bound.glop import Glop, Point
from vrpcore.solvers.cpsat.bound.relaxation import Relaxation, relax
from vrpcore.solvers.cpsat.clock import Clock, OutOfTime
from vrpcore.solvers.cpsat.network import NetworkMaker, SlotNetwork

_WORK_PER_STEP = 1e-4
"""Deterministic time that a simplex iteration counts as."""
_MOST_WORK = 20.0
"""Deterministic time at most, so that a run without time limit ends."""
_ROUNDS = 6
_STALLED = 0.02
"""Cutting goes on while so many rounds close so much of the gap; then it branches."""
_FRACTION = 0.01
"""A column is as good as integer if it is so near to an integer."""

Between = dict[int, tuple[int, int]]


@dataclass(order=True, slots=True)
class _Branch:
    """Part of all plans: those with some columns between given limits."""

    bound: int
    number: int
    between: Between = field(compare=False)


@dataclass(frozen=True, slots=True)
class Bounded:
    """What came of bounding."""

    bound: int
    """No plan costs less, in cost units; 0 where there was no time for anything better."""
    work: float
    """In CP-SAT's units of deterministic time, roughly."""


def proven_bound(
    maker: NetworkMaker,
    networks: Sequence[SlotNetwork],
    control: RunControl,
    *,
    upper: int,
    seconds: float,
    work: float,
) -> Bounded:
    """Bound the cost of every plan from below.

    Parameters
    ----------
    maker, networks
        The networks of all slots that can serve anybody.
    control
        Asked at short intervals.
    upper
        Cost of a known plan: the bound stops there.
    seconds
        Time to spend at most; may be infinite. Where only `work` limits, the bound is deterministic.
    work
        Deterministic time to spend at most; may be infinite.
    """
    until = control.run.elapsed_s + seconds
    clock = Clock(control, until)
    try:
        search = _Search(maker, relax(maker, networks, clock, upper), clock, upper, min(work, _MOST_WORK))
    except OutOfTime:
        return Bounded(0, 0.0)
    return Bounded(search.run(control), search.work)


class _Search:
    """Best-first search over branches; all share the cuts, which hold for every plan."""

    def __init__(
        self,
        maker: NetworkMaker,
        relaxation: Relaxation,
        clock: Clock,
        upper: int,
        most_work: float,
    ) -> None:
        self._program = relaxation.program
        self._glop = Glop(self._program)
        self._separators = [Separator(maker.fleet, flows) for flows in relaxation.kinds]
        self._decisions = [
            [flows.used for flows in relaxation.kinds],
            [column for flows in relaxation.kinds for column in flows.loadings.values()],
            [column for flows in relaxation.kinds for column in flows.visits.values()],
        ]
        self._clock = clock
        self._upper = upper
        self._most_work = most_work
        self._has_cuts = True

    @property
    def work(self) -> float:
        """Deterministic time so far."""
        return self._glop.iterations * _WORK_PER_STEP

    def run(self, control: RunControl) -> int:
        """Bound the weakest branch until the bound meets the known plan or the time is over."""
        branches = [_Branch(0, 0, {})]
        number = 1
        while branches and branches[0].bound < self._upper and self._may_go_on():
            branch = heapq.heappop(branches)
            try:
                point = self._cut(branch)
            except OutOfTime:
                point = None
            weakest = min((other.bound for other in branches), default=self._upper)
            control.tell("bound", cost=self._upper, bound=min(branch.bound, weakest, self._upper))
            column = None if point is None else self._undecided(point)
            if point is not None and column is not None:
                low, high = branch.between.get(column, (0, self._program.limit[column]))
                split = min(max(math.floor(point.values[column]), low), high - 1)
                for limits in ((low, split), (split + 1, high)):
                    between = {**branch.between, column: limits}
                    heapq.heappush(branches, _Branch(branch.bound, number, between))
                    number += 1
            else:
                heapq.heappush(branches, branch)
                if point is None or not self._has_cuts:
                    break  # nothing more to learn from the weakest branch
        return min(branches[0].bound, self._upper)

    def _may_go_on(self) -> bool:
        return self.work < self._most_work and not self._clock.is_over

    def _cut(self, branch: _Branch) -> Point | None:
        """Raise the bound of a branch by cuts; return the last point, or None where it has none."""
        history = [branch.bound]
        while True:
            point = self._glop.solve(branch.between, self._may_go_on)
            if point is None:
                return None
            branch.bound = max(branch.bound, self._program.proven(point.duals, branch.between))
            history.append(branch.bound)
            gap = self._upper - branch.bound
            if gap <= 0:
                return point
            num_cuts = sum(separator.add_cuts(self._program, point.values) for separator in self._separators)
            self._has_cuts = num_cuts > 0
            has_stalled = len(history) > _ROUNDS and history[-1] - history[-1 - _ROUNDS] < _STALLED * gap
            if not num_cuts or has_stalled:
                return point

    def _undecided(self, point: Point) -> int | None:
        """The column to branch on: slots used before loadings before visits, the least decided first."""
        for columns in filter(None, self._decisions):
            distance = {column: abs(point.values[column] - round(point.values[column])) for column in columns}
            column = max(columns, key=lambda number: distance[number])
            if distance[column] > _FRACTION:
                return column
        return None
