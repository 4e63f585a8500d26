"""What all checks share: how a broken promise is reported, and what every answer must look like."""

from __future__ import annotations

import vrpcore
from vrpcore.models import Problem
from vrpcore.result import Result
from vrpcore.solvers.protocol import Solver
from vrpcore.solvers.registry import get_solver


class BrokenPromiseError(AssertionError):
    """A solver does not do what the protocol or its own capabilities promise."""


def require(holds: bool, solver: Solver, promise: str, found: str) -> None:
    """Raise unless a promise is kept.

    Parameters
    ----------
    holds
        Whether it is.
    solver
        Whose promise it is.
    promise
        What was promised.
    found
        What was found instead.
    """
    if not holds:
        raise BrokenPromiseError(f"solver {solver.name!r}: promised: {promise}; found: {found}")


def resolved(solver: str | Solver) -> Solver:
    """The solver itself, looked up if given by name."""
    return get_solver(solver) if isinstance(solver, str) else solver


def require_sound(solver: Solver, problem: Problem, result: Result) -> None:
    """Check one answer: verified plan, the evaluator's cost, and a status that fits to bound and gap."""
    verdict = vrpcore.evaluate(problem, result.plan, explain=False)
    broken = [str(violation.what) for violation in verdict.violations if violation.rule != "required"]
    require(not broken, solver, "a plan that breaks no rule", "; ".join(broken))
    require(
        result.cost == verdict.cost,
        solver,
        "the evaluator's cost",
        f"{result.cost} instead of {verdict.cost}",
    )
    require(
        verdict.is_feasible == (result.status != "infeasible"),
        solver,
        "status 'infeasible' where required orders stay unserved, and only there",
        f"status {result.status!r} and {len(verdict.violations)} required orders unserved",
    )
    if result.bound is not None and verdict.is_feasible:
        require(
            result.bound <= result.cost,
            solver,
            "a bound that no plan undercuts",
            f"bound {result.bound} above cost {result.cost}",
        )
        require(
            solver.capabilities.gives_bounds,
            solver,
            "capabilities that say whether there are bounds",
            f"a bound of {result.bound} though gives_bounds is False",
        )
    if result.status == "optimal":
        require(
            result.gap == 0,
            solver,
            "a gap of 0 where the status is 'optimal'",
            f"gap {result.gap} with bound {result.bound} and cost {result.cost}",
        )
        require(
            solver.capabilities.proves_optimality,
            solver,
            "capabilities that say whether optimality is proven",
            "status 'optimal' though proves_optimality is False",
        )
