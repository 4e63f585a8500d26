"""Promises about features: those claimed are honoured, all others are refused by name."""

from __future__ import annotations

from functools import cache

import vrpcore
from vrpcore.errors import UnsupportedFeatureError
from vrpcore.models import Feature, features_of
from vrpcore.solvers.protocol import Solver
from vrpcore.testing.conformance.promise import BrokenPromiseError, require, require_sound
from vrpcore.testing.tiny import tiny_optimum, tiny_problem

_optimum = cache(tiny_optimum)


def check_feature(solver: Solver, feature: Feature, time_limit: float) -> bool:
    """Check one feature on its tiny problem.

    Returns
    -------
    bool
        False where the problem asks for other features that the solver does not claim, so that nothing can
        be said about this one.
    """
    needed = features_of(tiny_problem(feature))
    if feature not in solver.capabilities.features:
        _check_refused(solver, feature)
        return True
    if solver.capabilities.missing(needed):
        return False
    _check_honoured(solver, feature, time_limit)
    return True


def _check_refused(solver: Solver, feature: Feature) -> None:
    promise = f"refusal, by name, of problems with {feature}, which it does not claim"
    try:
        vrpcore.solve(tiny_problem(feature), solver, time_limit=1.0)
    except UnsupportedFeatureError as error:
        require(feature in error.features, solver, promise, str(error))
    else:
        require(False, solver, promise, "an answer")


def _check_honoured(solver: Solver, feature: Feature, time_limit: float) -> None:
    problem = tiny_problem(feature)
    try:
        result = vrpcore.solve(problem, solver, time_limit=time_limit)
    except vrpcore.errors.SolverContractError as error:
        raise BrokenPromiseError(f"solver {solver.name!r} does not honour {feature}: {error}") from error
    require_sound(solver, problem, result)
    require(
        result.status != "infeasible",
        solver,
        f"a feasible plan for the tiny problem of {feature}",
        f"{len(result.evaluation.violations)} required orders unserved",
    )
    optimum = _optimum(feature)
    require(
        result.cost >= optimum if result.status != "optimal" else result.cost == optimum,
        solver,
        f"nothing below the least cost of {optimum}, and that itself where it is called optimal",
        f"{result.status} at {result.cost}",
    )
