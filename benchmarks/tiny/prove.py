"""Proving the optima: by the exact solver, some of them checked by enumeration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import vrpcore
from benchmarks.tiny.optima import Optimum, append, read
from benchmarks.tiny.problems import digest, tiny_problem
from vrpcore.errors import ProblemTooLargeError, UnsupportedFeatureError
from vrpcore.models import Problem
from vrpcore.testing.brute_force import optimal_cost

_BATCH = 20
"""Results that are written together: fewer take more room, more are lost by an interruption."""


_OPTIONS = {"max_candidates": 511, "max_parts": 300}
"""All the visits that customers of tiny problems can have, but for parts of several large orders together."""


_MAX_CHECKED_CASES = 4
"""Cases of splittable orders up to which enumeration takes seconds, whatever else is in the problem."""


class ContradictionError(RuntimeError):
    """Two sources of a proven optimum disagree."""


def prove(number: int, problem: Problem, seconds: float) -> Optimum:
    """What the exact solver proves of a problem within a time limit."""
    key = digest(problem)
    try:
        result = vrpcore.solve(problem, "cpsat", seconds, options=_OPTIONS)
    except (ProblemTooLargeError, UnsupportedFeatureError) as error:
        return Optimum(key, number, "refused", reason=str(error)[:200])
    if result.status == "optimal":
        return Optimum(key, number, "optimal", result.cost, result.plan.model_dump(mode="json"))
    if result.statistics.get("proven_infeasible"):
        return Optimum(key, number, "infeasible")
    return Optimum(key, number, "open", seconds=seconds)


def prove_all(numbers: Iterable[int], path: Path, seconds: float) -> None:
    """Prove what is not in the file yet, or was left open or refused with less time or an older solver."""
    known = read(path)
    fresh: list[Optimum] = []
    try:
        for number in numbers:
            problem = tiny_problem(number)
            before = known.get(digest(problem))
            if before is None or before.outcome == "refused" or _deserves_more(before, seconds):
                fresh.append(prove(number, problem, seconds))
            if len(fresh) >= _BATCH:
                append(path, fresh)
                fresh = []
    finally:
        if fresh:
            append(path, fresh)


def _deserves_more(optimum: Optimum, seconds: float) -> bool:
    return optimum.outcome == "open" and optimum.seconds < seconds


def cross_check(numbers: Iterable[int], path: Path, max_orders: int) -> int:
    """Enumerate the smallest problems with a result; return how many.

    Raises
    ------
    ContradictionError
        Where enumeration finds another optimum.
    """
    known = read(path)
    checked = 0
    for number in numbers:
        problem = tiny_problem(number)
        optimum = known.get(digest(problem))
        if (
            optimum is None
            or optimum.outcome not in ("optimal", "infeasible")
            or len(problem.orders) > max_orders
            or _splittable_cases(problem) > _MAX_CHECKED_CASES
            or len(problem.slots) > max_orders
        ):
            continue
        found = optimal_cost(problem)
        if (None if found is None else found[0]) != optimum.cost:
            raise ContradictionError(
                f"problem {number}: enumeration says {found and found[0]}, the file {optimum.cost}"
            )
        checked += 1
    return checked


def _splittable_cases(problem: Problem) -> int:
    return sum(line.cases for order in problem.orders if order.splittable for line in order.lines)
