"""One run: a solver, ours or a peer, on a case, judged by our evaluator."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import vrpcore
from benchmarks.quality.cases import Case, is_repaired
from benchmarks.quality.machine import machine, today
from benchmarks.quality.peers import contract
from benchmarks.quality.peers.repair import repair
from benchmarks.quality.records import Record
from vrpcore.errors import TravelError, VrpcoreError
from vrpcore.lowering import lift


@dataclass(frozen=True, slots=True)
class _Found:
    plan: vrpcore.Plan
    runtime_s: float
    dropped: int = 0
    returned: int = 0


_Runner = Callable[[float, int], _Found]


def takes_seed(solver: str) -> bool:
    """Whether seeds make a difference: a peer that knows none runs once."""
    return solver not in contract.NAMES or contract.load(solver).TAKES_SEED


def version(solver: str) -> str:
    """Version of the package behind a solver.

    Raises
    ------
    PeerMissingError
        If it is not installed.
    """
    return contract.version(solver) if solver in contract.NAMES else vrpcore.__version__


class Bench:
    """A case that is loaded, with each solver's own statement of it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.problem = case.problem()
        self.bks = case.bks()
        self._runners: dict[str, _Runner | str] = {}

    def run(self, solver: str, budget: float, seed: int) -> Record:
        """Run a solver once; whatever keeps it from an answer is part of the record."""
        blank = Record(
            set_name=self.case.set_name,
            instance=self.case.name,
            solver=solver,
            budget=budget,
            seed=seed,
            size=len(self.problem.orders),
            bks=self.bks,
            machine=machine(),
            date=today(),
        )
        runner = self._runner(solver)
        if isinstance(runner, str):
            return replace(blank, left_out=runner)
        try:
            found = runner(budget, seed)
        except (RuntimeError, VrpcoreError) as error:
            # A peer that gives up, or a solver that refuses the problem: told in the table, not hidden.
            return replace(blank, left_out=f"{type(error).__name__}: {error}"[:300], version=version(solver))
        evaluation = vrpcore.evaluate(self.problem, found.plan, explain=False)
        return replace(
            blank,
            cost=evaluation.cost,
            runtime_s=round(found.runtime_s, 3),
            violations=dict(Counter(violation.rule for violation in evaluation.violations)),
            dropped=found.dropped,
            returned=found.returned,
            version=version(solver),
        )

    def _runner(self, solver: str) -> _Runner | str:
        if solver not in self._runners:
            self._runners[solver] = self._peer(solver) if solver in contract.NAMES else self._own(solver)
        return self._runners[solver]

    def _own(self, solver: str) -> _Runner | str:
        if solver not in vrpcore.solver_names():
            known = ", ".join((*vrpcore.solver_names(), *contract.NAMES))
            return f"no solver {solver!r} is installed; there are: {known}"

        def run(budget: float, seed: int) -> _Found:
            begin = time.perf_counter()
            result = vrpcore.solve(self.problem, solver, budget, seed, 1)
            return _Found(result.plan, time.perf_counter() - begin)

        return run

    def _peer(self, solver: str) -> _Runner | str:
        try:
            contract.version(solver)
            solve = contract.load(solver).state(self.problem)
        except (contract.CannotStateError, TravelError) as error:
            return f"cannot state: {error}"
        except contract.PeerMissingError as error:
            return str(error)

        def run(budget: float, seed: int) -> _Found:
            answer = solve(budget, seed)
            if not is_repaired(self.case.set_name):
                return _Found(lift(self.problem, answer.solution), answer.runtime_s)
            done = repair(self.problem, answer.solution)
            plan = lift(self.problem, done.solution)
            return _Found(plan, answer.runtime_s, done.num_dropped, done.num_returned)

        return run
