"""The objective in exact cost units, divided by what all its coefficients have in common."""

from __future__ import annotations

import math
from collections import defaultdict

from ortools.sat.python import cp_model

from vrpcore.errors import MagnitudeError
from vrpcore.solvers.cpsat.model.parts import Parts

_LARGEST_SUM = 2**62
"""CP-SAT sums in 64 bits; half of that leaves room for its own arithmetic."""


def add_objective(parts: Parts) -> int:
    """Minimise the cost; return the divisor that turns the model's objective back into cost units.

    Raises
    ------
    MagnitudeError
        If the sum could leave 64 bits.
    """
    costs: dict[int, int] = defaultdict(int)
    variables: dict[int, cp_model.IntVar] = {}
    for variable, cost in parts.costs:
        costs[variable.index] += cost
        variables[variable.index] = variable
    divisor = math.gcd(*costs.values()) or 1
    proto = parts.model.proto.variables
    largest = sum(cost // divisor * int(proto[index].domain[-1]) for index, cost in costs.items())
    if largest > _LARGEST_SUM:
        raise MagnitudeError(
            f"the sum of all costs that a plan could have is {largest:.1e} cost units; allowed for cpsat: "
            f"{_LARGEST_SUM:.1e}; remedy: use a coarser currency scale, or another solver"
        )
    coefficients = [cost // divisor for cost in costs.values()]
    parts.model.minimize(cp_model.LinearExpr.weighted_sum(list(variables.values()), coefficients))
    return divisor
