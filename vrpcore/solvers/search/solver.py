"""The native search as the registry knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from vrpcore.errors import SolverUnavailableError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.costing import SolutionCost
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult, Statistic
from vrpcore.solvers.search import native
from vrpcore.solvers.search.answer import Answer
from vrpcore.solvers.search.hilbert import along_curve
from vrpcore.solvers.search.limits import refuse_too_large
from vrpcore.solvers.search.lower import engine_problem
from vrpcore.solvers.search.nodes import make_nodes
from vrpcore.solvers.search.options import SearchOptions
from vrpcore.solvers.search.start import start_from
from vrpcore.solvers.stop import Stop, StopReason

if TYPE_CHECKING:
    from vrpcore.solvers.search import _core

_ANSWER_S_PER_VISIT = 4e-5
"""Kept back from the time limit for costing the answer, per visit; measured."""
_MOST = 2**62
_SEEDS = 2**64


class SearchSolver:
    """Ruin and recreate with simulated annealing over the whole model, in C++.

    An iteration removes some visits and inserts them again. Each thread searches from a seed of its own; the
    best of their plans is the answer, and their iterations add up.
    """

    name = "search"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION,
        takes_warm_start=True,
    )
    options_type: type[BaseModel] = SearchOptions

    def is_available(self) -> str | None:
        """Return None if the native engine is installed, else how to get it."""
        if native.load() is None:
            return (
                "the native engine is not installed; remedy: install vrpcore where there is a C++ compiler "
                "(Debian: apt install g++)"
            )
        return None

    def solve(
        self,
        instance: Instance,
        *,
        stop: Stop,
        options: BaseModel,
        seed: int,
        threads: int,
        initial: Solution | None,
        progress: ProgressListener | None,
        cancel: CancelToken,
    ) -> SolverResult:
        """Solve an instance; see `Solver.solve`."""
        assert isinstance(options, SearchOptions)
        core = native.load()
        if core is None:
            raise SolverUnavailableError(f"solver {self.name!r} cannot run here: {self.is_available()}")
        control = RunControl(self.name, stop, cancel, progress)
        refuse_too_large(instance)
        control.tell("preparation")
        given = None if initial is None else verified_cost(instance, initial)
        stops, routes = along_curve(instance, *start_from(instance, initial))
        nodes = make_nodes(instance, stops)
        problem, slots = engine_problem(core, instance, nodes)
        answer = Answer(instance, nodes, slots)
        if not nodes or not len(slots):
            return _result(*answer.solution([]), "converged")

        def heard(_seconds: float, iterations: int, cost: int, num_absent_required: int) -> bool:
            control.tell("search", iterations, None if num_absent_required else cost)
            return not cancel.is_cancelled

        number = {slot: position for position, slot in enumerate(slots.tolist())}
        begin_s = control.run.elapsed_s
        found = core.search(
            problem,
            [(number[slot], trips) for slot, trips in routes if slot in number],
            _engine_options(core, options, stop, seed, threads, control.remaining_s, len(nodes)),
            heard,
        )
        seconds = max(1e-9, control.run.elapsed_s - begin_s)
        solution, cost = answer.solution(found.routes)
        if initial is not None and given is not None and _rank(given) <= _rank(cost):
            solution, cost = initial, given
        return _result(
            solution,
            cost,
            cast(StopReason, found.stopped_by),
            found.iterations,
            {
                "iterations_per_s": round(found.iterations / seconds),
                "seconds_to_best": round(found.seconds_to_best, 3),
                "num_nodes": len(nodes),
                "preparation_s": round(begin_s, 3),
                "engine": _build(core),
            },
        )


def _engine_options(
    core: native.Engine,
    options: SearchOptions,
    stop: Stop,
    seed: int,
    threads: int,
    remaining_s: float,
    num_nodes: int,
) -> _core.SearchOptions:
    """The engine's own options: settings, and every stop rule."""
    found = core.SearchOptions()
    for name, value in options:
        setattr(found, name, value)
    found.seed = seed % _SEEDS
    found.threads = max(1, threads)
    found.seconds = max(0.0, remaining_s - min(_ANSWER_S_PER_VISIT * num_nodes, remaining_s / 2))
    found.iterations = -1 if stop.iterations is None else min(stop.iterations, _MOST)
    found.no_improvement = -1 if stop.no_improvement is None else min(stop.no_improvement, _MOST)
    found.target_cost = -1 if stop.target_cost is None else max(-1, min(stop.target_cost, _MOST))
    found.first_feasible = stop.first_feasible
    return found


def _result(
    solution: Solution,
    cost: SolutionCost,
    stopped_by: StopReason,
    iterations: int = 0,
    statistics: dict[str, Statistic] | None = None,
) -> SolverResult:
    return SolverResult(
        solution=solution,
        cost=cost.cost,
        status="infeasible" if cost.num_required_unserved else "feasible",
        stopped_by=stopped_by,
        iterations=iterations,
        statistics=statistics or {},
    )


def _build(core: native.Engine) -> str:
    info = core.build_info()
    return info["compiler"] if info["optimised"] else f"{info['compiler']}, not optimised"


def _rank(cost: SolutionCost) -> tuple[int, int]:
    return cost.num_required_unserved, cost.cost
