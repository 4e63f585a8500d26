"""Instances with a solution that keeps every rule, as a starting point."""

from hypothesis import assume
from hypothesis import strategies as st

from vrpcore.lowering import lower
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.testing.strategies import SUPPORTED, problems, solutions


@st.composite
def solved(draw, features=SUPPORTED, **sizes):
    """An instance and one of its valid solutions, possibly with required orders unserved."""
    instance = lower(draw(problems(features=features, **sizes)))
    solution = draw(solutions(instance))
    assume(verified_cost(instance, solution) is not None)
    return instance, solution


def key(instance, solution):
    """What solutions are compared by, None for one that breaks a rule."""
    found = verified_cost(instance, solution)
    return None if found is None else (found.num_required_unserved, found.cost)
