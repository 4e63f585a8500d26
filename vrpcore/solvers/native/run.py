"""One run of the engine: an instance stated, searched, and its answer checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.collector import collector_paused
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.costing import SolutionCost
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.native.answer import Answer
from vrpcore.solvers.native.engine import Contents, Engine, Routes
from vrpcore.solvers.native.limits import refuse_too_large
from vrpcore.solvers.native.lower import engine_problem
from vrpcore.solvers.native.start import start_from
from vrpcore.solvers.stop import Stop
from vrpcore.solvers.time_reserve import answer_s

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

_MOST = 2**62


class EngineRun:
    """An instance as the engine sees it.

    Parameters
    ----------
    core
        The engine.
    instance
        What to solve.
    initial
        A solution to start from, possibly partial or infeasible; a feasible one is never worsened.

    Raises
    ------
    ProblemTooLargeError
        If the engine's arrays or integers cannot hold the instance.
    """

    def __init__(self, core: Engine, instance: Instance, initial: Solution | None) -> None:
        refuse_too_large(instance)
        self._core = core
        self._instance = instance
        self._initial = initial
        self._given = None if initial is None else verified_cost(instance, initial)
        visits, routes, self.contents = start_from(instance, initial)
        self.nodes = visits.nodes
        self.problem, self._slots = engine_problem(core, instance, visits)
        number = {slot: position for position, slot in enumerate(self._slots.tolist())}
        self.routes: Routes = [(number[slot], trips) for slot, trips in routes if slot in number]
        """Those of the initial solution in the engine's numbers."""
        self._answer = Answer(instance, visits, self._slots)

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to serve, and anybody who could."""
        return bool(self.nodes) and bool(len(self._slots))

    def search(
        self, options: _core.SearchOptions, stop: Stop, control: RunControl, cancel: CancelToken, phase: str
    ) -> _core.SearchResult:
        """Search under a stop rule; the engine asks for the time and for cancellation while it works.

        Parameters
        ----------
        options
            Settings of the engine; every limit is written over.
        phase
            The name under which progress is told.
        """

        def heard(_seconds: float, iterations: int, cost: int, num_absent_required: int) -> bool:
            control.tell(phase, iterations, None if num_absent_required else cost)
            return not cancel.is_cancelled

        reserve_s = answer_s(self._instance)
        remaining_s = control.remaining_s
        options.seconds = remaining_s - min(reserve_s, remaining_s / 2)
        options.iterations = -1 if stop.iterations is None else min(stop.iterations, _MOST)
        options.no_improvement = -1 if stop.no_improvement is None else min(stop.no_improvement, _MOST)
        options.target_cost = -1 if stop.target_cost is None else max(-1, min(stop.target_cost, _MOST))
        options.first_feasible = stop.first_feasible
        return self._core.search(self.problem, self.routes, self.contents, options, heard)

    def solution(
        self, routes: Routes, contents: Contents, control: RunControl | None = None, iterations: int = 0
    ) -> tuple[Solution, SolutionCost]:
        """The plan of the engine's routes and its exact cost, or the initial one where that is as good.

        With a control, whoever listens hears of the answer, which may be younger than the last event.
        """
        with collector_paused():
            solution, cost = self._answer.solution(routes, contents)
        if self._initial is not None and self._given is not None and self._given.rank <= cost.rank:
            solution, cost = self._initial, self._given
        if control is not None:
            control.tell("answer", iterations, None if cost.num_required_unserved else cost.cost)
        return solution, cost
