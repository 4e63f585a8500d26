import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.solvers.milp.build import scarce_stock, solve
from tests.solvers.milp.strategies import key, solved
from vrpcore.lowering import lower
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.ruin import ruin
from vrpcore.solvers.milp.visits import orders_in_parts, stops_of


def visits(solution):
    return {
        (slot, depot, stop.orders, stop.quantities)
        for slot, found in stops_of(solution).items()
        for depot, stop in found
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(solved(), st.integers(0, 2**32))
def test_takes_visits_out_and_keeps_the_rules(pair, seed):
    instance, solution = pair
    left = ruin(Context(instance), solution, np.random.default_rng(seed))
    before = visits(solution)
    assert visits(left) <= before
    if any(quantities is None for *_, quantities in before):
        assert visits(left) < before
    if not orders_in_parts(solution):
        assert key(instance, left) is not None


def test_with_the_same_chance_the_same_visits():
    instance = lower(scarce_stock())
    solution = solve(instance, "greedy").solution
    first, second = (ruin(Context(instance), solution, np.random.default_rng(5)) for _ in range(2))
    assert first == second
