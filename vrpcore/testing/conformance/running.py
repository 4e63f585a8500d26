"""Promises about a run: time limit, cancelling, progress, stop rules, determinism."""

from __future__ import annotations

import threading
import time
from functools import cache

import vrpcore
from vrpcore.errors import ProblemTooLargeError
from vrpcore.models import Problem, features_of
from vrpcore.result import Result
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.progress import Progress
from vrpcore.solvers.protocol import Solver
from vrpcore.solvers.stop import FirstFeasible, MaxIterations, Stop
from vrpcore.testing.conformance.promise import require, require_sound
from vrpcore.testing.tiny.base import CORNERS, plain

PATIENCE_S = 60.0
"""A run that a deterministic stop rule should have ended is given up after this time."""
PROMPT_S = 1.5
"""A cancelled run returns within this time."""
TRIES = 3
"""Runs of which one keeps the time limit: other work on the machine can make a run late, never early."""


@cache
def large_problems() -> tuple[Problem, ...]:
    """Problems that keep a solver busy: a plain one, and a county's day with every everyday rule."""
    return (
        vrpcore.datasets.random_cvrp(200, seed=1),
        vrpcore.datasets.reference_county(seed=1, period="day", customers=400),
    )


def fitting(solver: Solver) -> list[Problem]:
    """Those of the large problems that a solver does not refuse."""
    return [p for p in large_problems() if not solver.capabilities.missing(features_of(p))]


def warm_up(solver: Solver) -> None:
    """Let the solver import what it needs, which no time limit covers."""
    vrpcore.solve(plain(CORNERS), solver, time_limit=1.0)


def check_time_limit(solver: Solver, seconds: float) -> None:
    """From call to return no more than 10 % or 0.2 s over, whichever is larger; refusals included.

    One run of `TRIES` must keep it.
    """
    warm_up(solver)
    latest = seconds + max(0.1 * seconds, 0.2)
    for problem in fitting(solver):
        result, elapsed = _timed(problem, solver, seconds)
        for _ in range(TRIES - 1):
            if elapsed <= latest:
                break
            result, elapsed = _timed(problem, solver, seconds)
        require(
            elapsed <= latest,
            solver,
            f"an answer within {seconds} s, or at most 10 % or 0.2 s later",
            f"{elapsed:.2f} s on {problem.name!r}",
        )
        if result is not None:
            require_sound(solver, problem, result)


def check_cancel(solver: Solver) -> None:
    """Cancelled from another thread, before or during the run, it returns its best promptly."""
    if not solver.capabilities.can_cancel:
        return
    warm_up(solver)
    for problem in fitting(solver):
        for delay in (0.0, 0.4):
            token = CancelToken()
            timer = threading.Timer(delay, token.cancel)
            if delay:
                timer.start()
            else:
                token.cancel()
            try:
                result, elapsed = _timed(problem, solver, PATIENCE_S, token)
            finally:
                timer.cancel()
            require(
                elapsed <= delay + PROMPT_S,
                solver,
                f"the best plan within {PROMPT_S} s of being cancelled",
                f"{elapsed - delay:.2f} s on {problem.name!r}",
            )
            if result is not None:
                require_sound(solver, problem, result)
                if result.stopped_by == "cancelled":
                    require(
                        result.status in ("interrupted", "infeasible", "optimal"),
                        solver,
                        "status 'interrupted' for a cancelled run",
                        result.status,
                    )


class _ListenerError(RuntimeError):
    """Raised by a listener."""


def check_progress(solver: Solver) -> None:
    """A listener is told at least once, in the order of time, and its exceptions surface."""
    told: list[Progress] = []
    vrpcore.solve(plain(CORNERS), solver, time_limit=2.0, progress=told.append)
    require(bool(told), solver, "progress events", "none")
    require(
        all(isinstance(event, Progress) for event in told)
        and all(event.bound is None or event.cost is None or event.bound <= event.cost for event in told),
        solver,
        "events of type Progress, with bounds that do not exceed costs",
        repr(told),
    )

    for event in (told[0], told[-1]):
        _check_surfaces(solver, event.solver, event.phase)


def _check_surfaces(solver: Solver, teller: str, phase: str) -> None:
    """A listener that fails at an event of this solver and phase ends the run with its exception."""
    raised = False

    def complain(event: Progress) -> None:
        nonlocal raised
        if (event.solver, event.phase) == (teller, phase):
            raised = True
            raise _ListenerError(phase)

    found = "an answer"
    try:
        vrpcore.solve(plain(CORNERS), solver, time_limit=2.0, progress=complain)
    except Exception as error:  # whatever surfaces must be, or be caused by, what the listener raised
        if _ListenerError in map(type, _chain(error)):
            return
        found = repr(error)
    require(
        not raised,
        solver,
        f"an exception of the listener to end the run and surface (in phase {phase!r} of {teller!r})",
        found,
    )


def _chain(error: BaseException | None) -> list[BaseException]:
    chain = []
    while error is not None:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def check_stop_rules(solver: Solver) -> None:
    """Rules without a clock end the run by themselves, and seeds and threads are taken."""
    problem = plain(CORNERS)
    for rule in (MaxIterations(0), MaxIterations(5), FirstFeasible()):
        result = _patiently(solver, problem, rule, seed=7, threads=2)
        require_sound(solver, problem, result)


def check_determinism(solver: Solver, problems: tuple[Problem, ...], iterations: int) -> None:
    """Same seed, threads and deterministic stop rule: same plan."""
    if not solver.capabilities.is_deterministic:
        return
    for problem in problems:
        if not solver.capabilities.missing(features_of(problem)):
            first, second = (
                _patiently(solver, problem, MaxIterations(iterations), seed=3, threads=1) for _ in range(2)
            )
            require(
                first.plan == second.plan and first.cost == second.cost,
                solver,
                "the same plan for the same seed and number of iterations",
                f"costs {first.cost} and {second.cost} on {problem.name!r}",
            )


def _patiently(solver: Solver, problem: Problem, stop: Stop, *, seed: int, threads: int) -> Result:
    """A run without time limit, given up after `PATIENCE_S`."""
    token = CancelToken()
    timer = threading.Timer(PATIENCE_S, token.cancel)
    timer.start()
    try:
        result = vrpcore.solve(
            problem, solver, time_limit=None, stop=stop, seed=seed, threads=threads, cancel=token
        )
    finally:
        timer.cancel()
    require(not token.is_cancelled, solver, f"an end by {stop} alone", f"still running after {PATIENCE_S} s")
    return result


def _timed(
    problem: Problem, solver: Solver, time_limit: float, cancel: CancelToken | None = None
) -> tuple[Result | None, float]:
    """The result, None where the problem is refused as too large, and the seconds it took."""
    begin = time.perf_counter()
    try:
        result = vrpcore.solve(problem, solver, time_limit=time_limit, cancel=cancel)
    except ProblemTooLargeError:
        return None, time.perf_counter() - begin
    return result, time.perf_counter() - begin
