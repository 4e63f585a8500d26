"""Solvers where the project promises a time: greedy on 800 orders, proofs on 15 orders."""

import pytest

import vrpcore

EIGHT_HUNDRED = {
    "county cycle": lambda: vrpcore.datasets.reference_county(seed=0, period="cycle"),
    "CVRP": lambda: vrpcore.datasets.random_cvrp(800, seed=0),
    "VRPTW": lambda: vrpcore.datasets.random_vrptw(800, seed=0),
}


@pytest.mark.parametrize("name", EIGHT_HUNDRED)
def test_greedy_on_800_orders(benchmark, name):
    problem = EIGHT_HUNDRED[name]()
    result = benchmark.pedantic(vrpcore.solve, args=(problem, "greedy", 60), rounds=3)
    assert result.is_feasible


def test_cpsat_proves_fifteen_orders(benchmark):
    problem = vrpcore.datasets.reference_county(seed=0, customers=60, townships=3, stores=2, orders=15)
    result = benchmark.pedantic(vrpcore.solve, args=(problem, "cpsat", 60), rounds=3, warmup_rounds=1)
    assert result.status == "optimal"
