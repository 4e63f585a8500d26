"""The facade: one call from a problem to a verified plan."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TypedDict

from pydantic import BaseModel

from vrpcore.api.arguments import (
    checked_options,
    chosen_solver,
    combined_limits,
    refuse_unsupported,
    require,
    require_or_none,
    whole_number,
)
from vrpcore.api.verdict import raise_contradictions, status_of, unvalidated_problem_explained
from vrpcore.errors import (
    SolverUnavailableError,
)
from vrpcore.evaluation import evaluate as _evaluate
from vrpcore.interrupt import cancelled_by_ctrl_c
from vrpcore.lowering import Solution, lift, lower, lower_plan
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.features import features_of
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.progress_bar import listener_of, listening
from vrpcore.result import Result
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.collector import collector_paused
from vrpcore.solvers.progress import History, ProgressListener
from vrpcore.solvers.protocol import Solver
from vrpcore.solvers.stop import Stop
from vrpcore.solvers.time_reserve import Mark, check_s, measure_speed
from vrpcore.version import __version__


class SolveFields(TypedDict, total=False):
    """The keyword arguments of `solve`, for callers that pass them on."""

    solver: str | Solver
    time_limit: float | None
    seed: int
    threads: int
    stop: Stop | None
    options: BaseModel | Mapping[str, object] | None
    initial: Plan | None
    progress: ProgressListener | bool | None
    cancel: CancelToken | None


def solve(
    problem: Problem,
    solver: str | Solver = "auto",
    time_limit: float | None = 10.0,
    seed: int = 0,
    threads: int = 1,
    *,
    stop: Stop | None = None,
    options: BaseModel | Mapping[str, object] | None = None,
    initial: Plan | None = None,
    progress: ProgressListener | bool | None = None,
    cancel: CancelToken | None = None,
) -> Result:
    """Find the cheapest plan, have it checked by the independent evaluator, and return it.

    Parameters
    ----------
    problem
        What to plan.
    solver
        Name of an installed solver (`vrpcore.solver_names()`), or a solver object.
    time_limit
        Wall-clock seconds for the whole call, lowering and check included; None for no limit.
    seed, threads
        Same seed, threads and a deterministic `stop` (with ``time_limit=None``): same plan.
    stop
        Further stop rules, for example ``MaxIterations(1000) | NoImprovement(100)``. With `auto`, iterations
        are those of the search, and the run ends with it.
    options
        The solver's own options, as its options model or a mapping; unknown keys are errors.
    initial
        A plan to start from, possibly partial or infeasible. A feasible one is never worsened.
    progress
        True for a progress bar in the terminal or notebook (``pip install 'vrpcore[progress]'``), or a
        function that is called with `Progress` events from the solving thread. None is quiet.
    cancel
        Set it from another thread to get the best plan so far. Ctrl-C does the same once.

    Returns
    -------
    Result
        With `plan`, `cost`, `status`, `bound`, `gap`, `evaluation` and provenance.

    Raises
    ------
    UnknownSolverError, SolverUnavailableError
        If the solver is not installed or cannot run here.
    UnsupportedFeatureError
        If the problem asks for something that the solver does not honour; all of it is named.
    InvalidPlanError
        If `initial` refers to things the problem does not have.
    InvalidProblemError
        If the problem was made around validation and cannot be used.
    SolverContractError
        If the solver's answer fails the check. Always a bug of the solver.
    """
    begin = time.perf_counter()
    require(problem, Problem, "problem", "vrpcore.Problem; `Model.problem()` and `io.read_json` return one")
    require_or_none(initial, Plan, "initial", "vrpcore.Plan; of a result, `result.plan`")
    require_or_none(cancel, CancelToken, "cancel", "vrpcore.CancelToken")
    progress = listener_of(progress)
    limits = combined_limits(stop, time_limit)
    seed, threads = whole_number(seed, 0, "seed"), whole_number(threads, 1, "threads")
    chosen = chosen_solver(solver)
    settings = checked_options(chosen, options)
    refuse_unsupported(chosen, features_of(problem, initial))
    missing = chosen.is_available()
    if missing is not None:
        raise SolverUnavailableError(f"solver {chosen.name!r} cannot run here: {missing}")
    with unvalidated_problem_explained(problem):
        mark = Mark.now()
        instance = lower(problem)
        start = _start(problem, initial)
    token = cancel or CancelToken()
    if limits.runtime_s is not None:
        measure_speed(instance, mark)
        reserve = min(check_s(instance), limits.runtime_s / 2)
        spent = time.perf_counter() - begin
        limits = limits.with_runtime(max(0.0, limits.runtime_s - spent - reserve))
    with cancelled_by_ctrl_c(token):  # also during the check: a plan that is found is not lost
        with listening(progress, problem.currency, limits) as listener:
            history = History(listener)
            found = chosen.solve(
                instance,
                stop=limits,
                options=settings,
                seed=seed,
                threads=threads,
                initial=start,
                progress=history,
                cancel=token,
            )
        with collector_paused():
            plan = lift(problem, found.solution)
            verdict = _evaluate(problem, plan, explain=False)
        raise_contradictions(chosen, found, verdict)
    return Result(
        problem=problem,
        plan=plan,
        cost=found.cost,
        status=status_of(found),
        bound=found.bound,
        solver=chosen.name,
        stopped_by=found.stopped_by,
        runtime_s=time.perf_counter() - begin,
        iterations=found.iterations,
        seed=seed,
        threads=threads,
        options=settings.model_dump(),
        statistics=dict(found.statistics),
        version=__version__,
        history=tuple(history.events),
        _verdict=verdict,
    )


def evaluate(problem: Problem, plan: Plan, *, explain: bool = True) -> Evaluation:
    """Work out what a plan means: cost by item, schedule, loads, stock use and every rule it breaks.

    Parameters
    ----------
    problem, plan
        Any plan whose ids exist in the problem; it may break rules.
    explain
        Whether to test and report why held and unserved orders are not delivered.

    Raises
    ------
    InvalidPlanError
        If the plan refers to things that the problem does not have.
    """
    require(problem, Problem, "problem", "vrpcore.Problem; of a result, `result.problem`")
    require(plan, Plan, "plan", "vrpcore.Plan; of a result, `result.plan`")
    with unvalidated_problem_explained(problem):
        return _evaluate(problem, plan, explain=explain)


def _start(problem: Problem, initial: Plan | None) -> Solution | None:
    if initial is None:
        return None
    _evaluate(problem, initial, explain=False)  # raises where the plan's ids are not the problem's
    return lower_plan(problem, initial)
