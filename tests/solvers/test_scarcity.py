"""Who brings what where goods are short: the right values, and nothing left behind that pays its way."""

import pytest
from hypothesis import given, settings

import vrpcore
from tests.solvers.invariant import SCARCE, left_behind
from tests.solvers.scarcity import CASES
from vrpcore.models import Feature, features_of
from vrpcore.testing.strategies import SUPPORTED, problems

RUNS = {
    "milp": {"solver": "milp", "stop": vrpcore.MaxIterations(30)},
    "cpsat": {"solver": "cpsat", "stop": vrpcore.MaxIterations(300)},
    "auto": {"solver": "auto", "stop": vrpcore.MaxIterations(2), "options": {"short_iterations": 500}},
    "search": {"solver": "search", "stop": vrpcore.MaxIterations(20_000)},
    "greedy": {"solver": "greedy"},
    "plain greedy": {"solver": "greedy", "options": {"native": False}},
}
"""How each solver is run: deterministic and quick."""


def run(problem, name):
    return vrpcore.solve(problem, time_limit=None, **RUNS[name])


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["milp", "search", "greedy"])
def test_the_best_plan_is_found(name, case):
    make, cost = CASES[case]
    problem = make()
    result = run(problem, name)
    most = cost if name != "greedy" else cost * 102 // 100  # greedy stops after a few iterations
    assert cost <= result.cost <= most
    assert not left_behind(problem, result.plan)


@pytest.mark.parametrize("case", CASES)
def test_auto_leaves_nothing_behind_that_pays(case):
    make, cost = CASES[case]
    problem = make()
    result = run(problem, "auto")
    assert not left_behind(problem, result.plan)
    assert cost <= result.cost
    if case != "twenty customers, tonnage":  # there the engine has to exchange orders
        assert result.cost == cost


@pytest.mark.parametrize("case", CASES)
def test_plain_greedy_tries_orders_one_by_one(case):
    make, cost = CASES[case]
    problem = make()
    result = run(problem, "plain greedy")
    assert not left_behind(problem, result.plan)
    assert cost <= result.cost <= cost * 11 // 10


@pytest.mark.parametrize("case", CASES)
def test_the_exact_solver_agrees(case):
    make, cost = CASES[case]
    problem = make()
    if Feature.SPLIT_DELIVERIES in features_of(problem) or len(problem.orders) > 20:
        pytest.skip("not for this solver")
    result = run(problem, "cpsat")
    assert (result.status, result.cost) == ("optimal", cost)


@pytest.mark.parametrize("name", ["milp", "auto", "search", "greedy", "plain greedy"])
def test_no_solver_leaves_behind_what_pays(name):
    @settings(max_examples=25, deadline=None)
    @given(problems(always=SCARCE) | problems())
    def check(problem):
        assert not left_behind(problem, run(problem, name).plan)

    check()


@settings(max_examples=25, deadline=None)
@given(problems(features=SUPPORTED - {Feature.SPLIT_DELIVERIES}, always=SCARCE))
def test_neither_does_cpsat(problem):
    assert not left_behind(problem, run(problem, "cpsat").plan)
