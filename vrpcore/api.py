"""The facade: one call from a problem to a verified plan."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from numbers import Integral, Real
from typing import TypedDict

from pydantic import BaseModel, ValidationError

from vrpcore.errors import (
    Fault,
    InvalidInputError,
    SolverContractError,
    SolverUnavailableError,
    UnsupportedFeatureError,
)
from vrpcore.evaluation import evaluate as _evaluate
from vrpcore.interrupt import cancelled_by_ctrl_c
from vrpcore.lowering import Solution, lift, lower, lower_plan
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature, features_of
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.result import Result, Status
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.protocol import Solver
from vrpcore.solvers.registry import get_solver, solver_names
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import MaxRuntime, Stop
from vrpcore.version import __version__

_CHECK_S_PER_ORDER = 2e-4
"""Reserved from the time limit for lifting and checking the answer, per order."""


class SolveFields(TypedDict, total=False):
    """The keyword arguments of `solve`, for callers that pass them on."""

    solver: str | Solver
    time_limit: float | None
    seed: int
    threads: int
    stop: Stop | None
    options: BaseModel | Mapping[str, object] | None
    initial: Plan | None
    progress: ProgressListener | None
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
    progress: ProgressListener | None = None,
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
        Further stop rules, for example ``MaxIterations(1000) | NoImprovement(100)``.
    options
        The solver's own options, as its options model or a mapping; unknown keys are errors.
    initial
        A plan to start from, possibly partial or infeasible. A feasible one is never worsened.
    progress
        Called with `Progress` events from the solving thread.
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
    SolverContractError
        If the solver's answer fails the check. Always a bug of the solver.
    """
    begin = time.perf_counter()
    _require(problem, Problem, "problem", "vrpcore.Problem; `Model.problem()` and `io.read_json` return one")
    _require_or_none(initial, Plan, "initial", "vrpcore.Plan; of a result, `result.plan`")
    _require_or_none(cancel, CancelToken, "cancel", "vrpcore.CancelToken")
    if progress is not None and not callable(progress):
        raise TypeError(f"progress is {progress!r}; allowed: a function of one `Progress` event, or None")
    limits = _limits(stop, time_limit)
    seed, threads = _whole(seed, 0, "seed"), _whole(threads, 1, "threads")
    chosen = _solver(solver)
    settings = _settings(chosen, options)
    _refuse_unsupported(chosen, features_of(problem, initial))
    missing = chosen.is_available()
    if missing is not None:
        raise SolverUnavailableError(f"solver {chosen.name!r} cannot run here: {missing}")
    instance = lower(problem)
    start = _start(problem, initial)
    token = cancel or CancelToken()
    if limits.runtime_s is not None:
        spent = time.perf_counter() - begin
        reserve = min(_CHECK_S_PER_ORDER * len(problem.orders), limits.runtime_s / 2)
        limits = limits.with_runtime(max(0.0, limits.runtime_s - spent - reserve))
    with cancelled_by_ctrl_c(token):  # also during the check: a plan that is found is not lost
        found = chosen.solve(
            instance,
            stop=limits,
            options=settings,
            seed=seed,
            threads=threads,
            initial=start,
            progress=progress,
            cancel=token,
        )
        plan = lift(problem, found.solution)
        status = _check(chosen, problem, plan, found)
    return Result(
        problem=problem,
        plan=plan,
        cost=found.cost,
        status=status,
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
    _require(problem, Problem, "problem", "vrpcore.Problem; of a result, `result.problem`")
    _require(plan, Plan, "plan", "vrpcore.Plan; of a result, `result.plan`")
    return _evaluate(problem, plan, explain=explain)


def _require(value: object, kind: type, name: str, allowed: str) -> None:
    """Refuse what a notebook user may pass by mistake, before it fails somewhere deep inside."""
    if isinstance(value, bool) or not isinstance(value, kind):
        raise TypeError(f"{name} is a {type(value).__name__}; allowed: {allowed}")


def _require_or_none(value: object, kind: type, name: str, allowed: str) -> None:
    if value is not None:
        _require(value, kind, name, f"{allowed}; or None")


def _whole(value: object, least: int, name: str) -> int:
    """A whole number, also one of numpy's."""
    allowed = f"a whole number, {least} or more"
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} is {value!r}; allowed: {allowed}")
    if value < least:
        raise ValueError(f"{name} is {value!r}; allowed: {allowed}")
    return int(value)


def _seconds(value: object) -> float:
    """A number of seconds, also one of numpy's."""
    allowed = "seconds, 0 or more, or None for no limit"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"time_limit is {value!r}; allowed: {allowed}")
    seconds = float(value)
    if not seconds >= 0:  # NaN is not, either
        raise ValueError(f"time_limit is {value!r}; allowed: {allowed}")
    return seconds


def _limits(stop: Stop | None, time_limit: float | None) -> Stop:
    _require_or_none(stop, Stop, "stop", "a rule such as vrpcore.MaxIterations(1000)")
    limits = stop or Stop()
    seconds = math.inf if time_limit is None else _seconds(time_limit)
    return limits if math.isinf(seconds) else limits | MaxRuntime(seconds)


def _solver(solver: str | Solver) -> Solver:
    if isinstance(solver, str):
        return get_solver(solver)
    if isinstance(solver, type) or not isinstance(solver, Solver):
        raise TypeError(
            f"solver is {solver!r}; allowed: one of {', '.join(solver_names())}, "
            "or an object with everything that vrpcore.solvers.protocol.Solver names"
        )
    return solver


def _refuse_unsupported(solver: Solver, needed: frozenset[Feature]) -> None:
    missing = solver.capabilities.missing(needed)
    if not missing:
        return
    fitting = []
    if not needed & UNSUPPORTED_IN_THIS_VERSION:
        for name in solver_names():
            try:
                other = get_solver(name)
            except SolverUnavailableError:
                continue
            if not other.capabilities.missing(needed):
                fitting.append(name)
    raise UnsupportedFeatureError(f"solver {solver.name!r}", missing, fitting)


def _settings(solver: Solver, options: BaseModel | Mapping[str, object] | None) -> BaseModel:
    if isinstance(options, solver.options_type):
        return options
    if isinstance(options, BaseModel):
        raise TypeError(
            f"options is a {type(options).__name__}; allowed for solver {solver.name!r}: "
            f"{solver.options_type.__name__} or a mapping of its fields"
        )
    _require_or_none(options, Mapping, "options", "a mapping of option names to values")
    try:
        return solver.options_type.model_validate(dict(options or {}))
    except ValidationError as error:
        allowed = ", ".join(solver.options_type.model_fields) or "no option at all"
        raise InvalidInputError(
            f"options of solver {solver.name!r}",
            [
                Fault(
                    "option",
                    ".".join(map(str, line["loc"])) or "options",
                    line["msg"],
                    allowed,
                    "see the solver's options model",
                )
                for line in error.errors()
            ],
        ) from error


def _start(problem: Problem, initial: Plan | None) -> Solution | None:
    if initial is None:
        return None
    _evaluate(problem, initial, explain=False)  # raises where the plan's ids are not the problem's
    return lower_plan(problem, initial)


def _check(solver: Solver, problem: Problem, plan: Plan, found: SolverResult) -> Status:
    """Have the independent evaluator judge the answer; any disagreement is the solver's bug."""
    verdict = _evaluate(problem, plan, explain=False)
    complaints = [f"{v.where}: {v.what} [{v.rule}]" for v in verdict.violations if v.rule != "required"]
    if verdict.cost != found.cost:
        complaints.append(f"it says the cost is {found.cost}, the evaluator says {verdict.cost}")
    if found.bound is not None and verdict.is_feasible and found.bound > verdict.cost:
        complaints.append(f"it says no plan costs less than {found.bound}, but this one costs {verdict.cost}")
    if verdict.is_feasible and found.status == "infeasible":
        complaints.append("it says the plan is infeasible, but the plan keeps every rule")
    if not verdict.is_feasible and found.status != "infeasible":
        complaints.append(f"it says {found.status}, but required orders are unserved")
    if complaints:
        more = f" (and {len(complaints) - 5} more)" if len(complaints) > 5 else ""
        raise SolverContractError(
            f"the answer of solver {solver.name!r} fails the check: {'; '.join(complaints[:5])}{more}. "
            "This is a bug of the solver; please report it with the problem's JSON"
        )
    if found.stopped_by == "cancelled" and found.status == "feasible":
        return "interrupted"
    return found.status
