"""A hinted plan is a complete and feasible assignment of the model, at the plan's own cost."""

import pytest
from hypothesis import assume, given, settings
from ortools.sat.python import cp_model

import vrpcore
from tests.solvers.cpsat.build import control, networks_of
from vrpcore.lowering import lower_plan
from vrpcore.solvers.cpsat.hint import add_hint
from vrpcore.solvers.cpsat.model.build import build_model
from vrpcore.testing.strategies import SUPPORTED, problems
from vrpcore.testing.tiny import FEATURES, tiny_problem


def hinted_cost(problem, plan):
    """The cost of the model with every variable fixed to its hint; None where that breaks a rule."""
    maker, networks = networks_of(problem)
    built = build_model(maker, networks, control())
    assert built is not None
    add_hint(built.parts, lower_plan(problem, plan))
    solver = cp_model.CpSolver()
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.num_workers = 1
    if solver.solve(built.parts.model) != cp_model.OPTIMAL:
        return None
    return int(solver.response_proto.inner_objective_lower_bound) * built.divisor


@pytest.mark.parametrize("feature", [feature for feature in FEATURES if feature in SUPPORTED])
def test_of_a_tiny_problem(feature):
    problem = tiny_problem(feature)
    best = vrpcore.solve(problem, "cpsat", time_limit=30)
    assert hinted_cost(problem, best.plan) == best.cost


@settings(max_examples=60)
@given(problems(max_orders=6, max_slots=4, features=SUPPORTED))
def test_of_a_random_problem(problem):
    best = vrpcore.solve(problem, "cpsat", time_limit=None, stop=vrpcore.MaxIterations(300))
    assume(best.status == "optimal")
    assert hinted_cost(problem, best.plan) == best.cost


def test_of_a_county():
    problem = vrpcore.datasets.reference_county(seed=2, customers=60, townships=4, orders=30)
    plan = vrpcore.solve(problem, "greedy", time_limit=10)
    assert hinted_cost(problem, plan.plan) == plan.cost
