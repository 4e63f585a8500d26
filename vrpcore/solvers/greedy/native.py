"""Greedy in the native engine: a careful first plan, then as many iterations as the instance is large."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.native import engine
from vrpcore.solvers.native.features import ENGINE_FEATURES
from vrpcore.solvers.native.profiles import computes_legs
from vrpcore.solvers.native.run import EngineRun
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import Stop, StopReason

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

_FEWEST = 1_000
"""Iterations besides those for each visit: few visits need more of them."""
_MANY_VISITS = 500
"""Each further visit brings a third of the iterations: 800 are to take less than 50 ms."""
_HOT, _COLD = 0.1, 0.001
"""Temperatures of a tenth of what a whole search begins and ends with: the first plan is to be kept."""


_PREPARATION_S_PER_LEG, _PREPARATION_S_PER_ORDER = 5e-8, 1e-4
"""Time until the engine can begin, generously: nothing can stop it before. Measured."""


def engine_for(instance: Instance, remaining_s: float) -> engine.Engine | None:
    """The engine, if it is installed, honours all that an instance asks for, and has the time to begin."""
    if not instance.features <= ENGINE_FEATURES or remaining_s < _preparation_s(instance):
        return None
    return engine.load()


def _preparation_s(instance: Instance) -> float:
    places = instance.num_depots + instance.num_customers
    num_legs = 0 if computes_legs(instance) else places**2 * instance.travel.num_profiles
    return _PREPARATION_S_PER_LEG * num_legs + _PREPARATION_S_PER_ORDER * instance.num_orders


def solve_natively(
    core: engine.Engine,
    instance: Instance,
    control: RunControl,
    stop: Stop,
    cancel: CancelToken,
    initial: Solution | None,
    *,
    improves: bool,
    iterations_per_visit: int,
) -> SolverResult:
    """Solve an instance in the engine; see `Solver.solve`. The clock has no say in what is found.

    Parameters
    ----------
    improves
        Whether anything follows the construction.
    iterations_per_visit
        Ruins and recreations for each visit, besides a fixed number of them.

    Raises
    ------
    ProblemTooLargeError
        If the engine's arrays or integers cannot hold the instance.
    """
    control.tell("preparation")
    run = EngineRun(core, instance, initial)
    enough = _num_iterations(len(run.nodes), iterations_per_visit) if improves else 0
    routes: engine.Routes = []
    contents: engine.Contents = []
    iterations = 0
    stopped_by: StopReason = "converged"
    if run.has_choice:
        limits = stop if stop.iterations is not None and stop.iterations < enough else _with(stop, enough)
        found = run.search(_engine_options(core), limits, control, cancel, "improvement")
        routes, contents, iterations = found.routes, found.contents, found.iterations
        if limits is stop or found.stopped_by != "iterations":
            stopped_by = cast(StopReason, found.stopped_by)
    solution, cost = run.solution(routes, contents, control, iterations)
    return SolverResult(
        solution=solution,
        cost=cost.cost,
        status="infeasible" if cost.num_required_unserved else "feasible",
        stopped_by=stopped_by,
        iterations=iterations,
        statistics={"path": "native", "num_nodes": len(run.nodes)},
    )


def _num_iterations(num_visits: int, per_visit: int) -> int:
    further = max(0, num_visits - _MANY_VISITS)
    return _FEWEST + per_visit * (num_visits - further) + (per_visit + 2) // 3 * further


def _with(stop: Stop, iterations: int) -> Stop:
    return replace(stop, iterations=iterations)


def _engine_options(core: engine.Engine) -> _core.SearchOptions:
    options = core.SearchOptions()
    options.careful_start = True
    options.num_neighbours_reloading = options.num_neighbours  # so few iterations gain more by being quick
    options.hot, options.cold = _HOT, _COLD
    options.first_share = 1.0  # one annealing takes all
    return options
