"""The bound by linear programming: never above the optimum, and near it where relaxing loses little."""

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import vrpcore
from tests.solvers.cpsat.build import bound_of, control
from vrpcore.models import Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.testing.brute_force import optimal_cost
from vrpcore.testing.strategies import SUPPORTED, problems
from vrpcore.testing.tiny import FEATURES, tiny_optimum, tiny_problem

ENUMERABLE = SUPPORTED - {Feature.SPLIT_DELIVERIES}


@settings(max_examples=40)
@given(problems(max_orders=3, max_slots=2, features=ENUMERABLE), st.sampled_from((0.02, 0.2)))
def test_it_never_exceeds_the_optimum(problem, work):
    best = optimal_cost(problem)
    assume(best is not None)
    bound = bound_of(problem, upper=3 * best[0] + 10**9, work=work)
    event("exact" if bound == best[0] else "half or more" if 2 * bound >= best[0] else "weak")
    assert 0 <= bound <= best[0]


@settings(max_examples=40)
@given(problems(max_orders=6, max_slots=4, features=ENUMERABLE))
def test_it_never_exceeds_what_the_exact_solver_proves(problem):
    """More orders than can be enumerated; models so small are solved without this bound."""
    proven = vrpcore.solve(problem, "cpsat", time_limit=None, stop=vrpcore.MaxIterations(1_000))
    assume(proven.status == "optimal")
    assert bound_of(problem, upper=3 * proven.cost + 10**9, work=0.1) <= proven.cost


@pytest.mark.parametrize("feature", [feature for feature in FEATURES if feature in ENUMERABLE])
def test_it_never_exceeds_the_optimum_of_a_tiny_problem(feature):
    optimum = tiny_optimum(feature)
    assert bound_of(tiny_problem(feature), upper=2 * optimum + 10**9) <= optimum


def test_it_is_near_the_optimum_of_a_county():
    problem = vrpcore.datasets.reference_county(seed=3, customers=60, townships=4, orders=16)
    proven = vrpcore.solve(problem, "cpsat", time_limit=60, stop=vrpcore.MaxIterations(30_000))
    assert proven.status == "optimal"
    bound = bound_of(problem, upper=2 * proven.cost)
    assert 0.9 * proven.cost <= bound <= proven.cost


def test_circles_that_touch_no_depot_are_cut_off():
    """With degrees alone, pairs of neighbours would be toured by themselves at next to no cost."""
    problem = vrpcore.datasets.random_cvrp(14, seed=5, customers_per_route=14)
    plan = vrpcore.solve(problem, "greedy", time_limit=5)
    assert bound_of(problem, upper=plan.cost) >= 0.9 * plan.cost


def test_more_work_never_weakens_it():
    problem = vrpcore.datasets.random_cvrp(12, seed=1, customers_per_route=4)
    plan = vrpcore.solve(problem, "greedy", time_limit=5)
    bounds = [bound_of(problem, upper=plan.cost, work=work) for work in (0.001, 0.02, 0.2)]
    assert bounds == sorted(bounds)
    assert bounds[0] < bounds[-1] <= plan.cost


def test_it_repeats():
    problem = vrpcore.datasets.reference_county(seed=1, customers=60, townships=4, orders=30)
    assert bound_of(problem, 10**10, work=0.2) == bound_of(problem, 10**10, work=0.2)


def test_a_cancelled_run_has_no_bound():
    token = CancelToken()
    token.cancel()
    problem = vrpcore.datasets.random_cvrp(30, seed=1)
    assert bound_of(problem, upper=10**12, run=control(token)) == 0


def test_required_orders_that_nobody_can_serve_leave_a_bound():
    """The relaxation stays feasible, whatever the problem: an order not served costs the known plan."""
    problem = vrpcore.datasets.random_cvrp(5, seed=1)
    assert bound_of(problem, upper=10**15) <= vrpcore.solve(problem, "cpsat", time_limit=30).cost
