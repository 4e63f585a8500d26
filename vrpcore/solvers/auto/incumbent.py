"""The best verified solution so far, and what is proven about it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.completion import complete
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.result import SolverResult, SolverStatus, Statistic
from vrpcore.solvers.stop import StopReason

_log = logging.getLogger(__name__)


class Incumbent:
    """Keeps the best of all offered solutions: fewest required orders unserved, then least cost.

    Parameters
    ----------
    instance
        Judges every offer: one that breaks a rule is not taken.
    initial
        A first offer, or None. The empty solution is always there to fall back on.
    counts
        Name of the solver whose iterations are those of the run.
    """

    def __init__(self, instance: Instance, initial: Solution | None, counts: str) -> None:
        self._instance = instance
        self.counts = counts
        self.iterations = 0
        self.counted_stop: StopReason | None = None
        """Why the solver that counts has stopped; None before."""
        self.solution = Solution()
        self.cost, self._required = self._key(self.solution) or (0, 0)
        self.bound: int | None = None
        self._is_proven_infeasible = False
        self._statistics: dict[str, Statistic] = {"best_from": "nobody"}
        if initial is not None:
            self._take("initial", initial)

    @property
    def known_cost(self) -> int | None:
        """Cost to report; None while required orders are missing, which add nothing to it."""
        return self.cost if self.is_feasible else None

    @property
    def is_feasible(self) -> bool:
        """Whether no required order is left unserved."""
        return self._required == 0

    @property
    def is_optimal(self) -> bool:
        """Whether nothing better can exist."""
        return self._is_proven_infeasible or (self.is_feasible and self.bound == self.cost)

    def offer(self, name: str, found: SolverResult) -> None:
        """Consider a solver's answer and what it proved."""
        if name == self.counts:
            self.iterations, self.counted_stop = found.iterations, found.stopped_by
        self._statistics[f"{name}_cost"] = found.cost
        self._statistics[f"{name}_stopped_by"] = found.stopped_by
        for key, value in found.statistics.items():
            self._statistics[f"{name}_{key}"] = value
        self._take(name, found.solution)
        if found.bound is not None:
            self.bound = found.bound if self.bound is None else max(self.bound, found.bound)
        if found.status == "infeasible" and found.statistics.get("proven_infeasible"):
            self._is_proven_infeasible = True

    def note(self, name: str, what: str) -> None:
        """Record why a solver gave no answer."""
        self._statistics[f"{name}_note"] = what

    def complete(self, may_go_on: Callable[[], bool]) -> None:
        """Insert what the solution leaves out wherever that costs less than leaving it."""
        self._take("completion", complete(self._instance, self.solution, may_go_on=may_go_on))

    def result(self, stopped_by: StopReason) -> SolverResult:
        """The answer."""
        status: SolverStatus = "feasible" if self.is_feasible else "infeasible"
        proven = self.is_feasible and self.bound == self.cost
        return SolverResult(
            solution=self.solution,
            cost=self.cost,
            status="optimal" if proven else status,
            stopped_by="optimal" if proven else stopped_by,
            bound=self.bound if self.is_feasible else None,
            iterations=self.iterations,
            statistics=self._statistics,
        )

    def _take(self, name: str, solution: Solution) -> None:
        key = self._key(solution)
        if key is None:
            if name != "initial":
                _log.warning("the answer of %s breaks a rule and is left out; please report this", name)
                self._statistics[f"{name}_note"] = "answer breaks a rule"
            return
        cost, required = key
        if (required, cost) < (self._required, self.cost):
            self.solution, self.cost, self._required = solution, cost, required
            self._statistics["best_from"] = name

    def _key(self, solution: Solution) -> tuple[int, int] | None:
        found = verified_cost(self._instance, solution)
        return None if found is None else (found.cost, found.num_required_unserved)
