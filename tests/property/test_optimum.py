"""Enumeration finds the least cost: no plan lies below it, and the exact solver meets it."""

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import vrpcore
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import Feature
from vrpcore.testing.brute_force import optimal_cost
from vrpcore.testing.strategies import SUPPORTED, problems, solutions
from vrpcore.testing.tiny import FEATURES, tiny_optimum, tiny_problem

ENUMERABLE = SUPPORTED - {Feature.SPLIT_DELIVERIES}


@settings(max_examples=60)
@given(st.data())
def test_no_plan_costs_less(data):
    problem = data.draw(problems(max_orders=4, max_slots=3, features=ENUMERABLE))
    best = optimal_cost(problem)
    instance = lower(problem)
    for _ in range(5):
        verdict = evaluate(problem, lift(problem, data.draw(solutions(instance))), explain=False)
        if verdict.is_feasible:
            assert best is not None
            assert verdict.cost >= best[0]


@settings(max_examples=40)
@given(problems(max_orders=4, max_slots=3, features=ENUMERABLE))
def test_the_exact_solver_meets_it(problem):
    best = optimal_cost(problem)
    result = vrpcore.solve(problem, "cpsat", time_limit=3)
    event(f"{result.status}, {result.stopped_by}")
    if best is None:
        assert result.status == "infeasible"
    elif result.stopped_by == "runtime":  # several trips on several days may take longer to prove
        assert result.bound is None or result.bound <= best[0]
        assert result.status == "infeasible" or result.cost >= best[0]
    else:
        assert (result.status, result.cost, result.bound) == ("optimal", best[0], best[0])


@pytest.mark.parametrize("feature", [feature for feature in FEATURES if feature in SUPPORTED])
def test_the_exact_solver_proves_each_tiny_problem(feature):
    result = vrpcore.solve(tiny_problem(feature), "cpsat", time_limit=30)
    assert (result.status, result.cost) == ("optimal", tiny_optimum(feature))
