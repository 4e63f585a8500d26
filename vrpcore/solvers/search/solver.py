"""The native search as the registry knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from vrpcore.errors import SolverUnavailableError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.costing import SolutionCost
from vrpcore.solvers.native import engine
from vrpcore.solvers.native.features import ENGINE_FEATURES
from vrpcore.solvers.native.run import EngineRun
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult, Statistic
from vrpcore.solvers.search.options import SearchOptions
from vrpcore.solvers.stop import Stop, StopReason

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

_SEEDS = 2**64


class SearchSolver:
    """Ruin and recreate with simulated annealing over the whole model, in C++.

    An iteration removes some visits and inserts them again. Each thread searches from a seed of its own; the
    best of their plans is the answer, and their iterations add up.
    """

    name = "search"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=ENGINE_FEATURES,
        takes_warm_start=True,
    )
    options_type: type[BaseModel] = SearchOptions

    def is_available(self) -> str | None:
        """Return None if the native engine is installed, else how to get it."""
        if engine.load() is None:
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
        core = engine.load()
        if core is None:
            raise SolverUnavailableError(f"solver {self.name!r} cannot run here: {self.is_available()}")
        control = RunControl(self.name, stop, cancel, progress)
        control.tell("preparation")
        run = EngineRun(core, instance, initial)
        if not run.has_choice:
            return _result(*run.solution([], []), "converged")
        begin_s = control.run.elapsed_s
        found = run.search(_engine_options(core, options, seed, threads), stop, control, cancel, "search")
        seconds = max(1e-9, control.run.elapsed_s - begin_s)
        return _result(
            *run.solution(found.routes, found.contents, control, found.iterations),
            cast(StopReason, found.stopped_by),
            found.iterations,
            {
                "iterations_per_s": round(found.iterations / seconds),
                "seconds_to_best": round(found.seconds_to_best, 3),
                "num_nodes": len(run.nodes),
                "preparation_s": round(begin_s, 3),
                "engine": _build(core),
            },
        )


def _engine_options(
    core: engine.Engine, options: SearchOptions, seed: int, threads: int
) -> _core.SearchOptions:
    """The engine's own options, without any limit."""
    found = core.SearchOptions()
    for name, value in options:
        setattr(found, name, value)
    found.seed = seed % _SEEDS
    found.threads = max(1, threads)
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


def _build(core: engine.Engine) -> str:
    info = core.build_info()
    return info["compiler"] if info["optimised"] else f"{info['compiler']}, not optimised"
