"""Solvers where the project promises a time: greedy on 800 orders, proofs on 15 orders."""

import pytest

import vrpcore
from vrpcore.lowering import lower
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.greedy import GreedyOptions, GreedySolver
from vrpcore.solvers.stop import Stop

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


@pytest.mark.parametrize("name", EIGHT_HUNDRED)
def test_greedy_in_python_on_800_orders(benchmark, name):
    problem = EIGHT_HUNDRED[name]()
    arguments = {"time_limit": 60, "options": {"native": False}}
    result = benchmark.pedantic(vrpcore.solve, args=(problem, "greedy"), kwargs=arguments, rounds=3)
    assert result.statistics["path"] == "python"


@pytest.mark.parametrize("name", EIGHT_HUNDRED)
def test_greedy_alone_on_800_orders(benchmark, name):
    """Without lowering and the evaluator's check; each round has a new instance, which remembers nothing."""
    pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
    problem = EIGHT_HUNDRED[name]()
    settings = {
        "stop": Stop(),
        "options": GreedyOptions(),
        "seed": 0,
        "threads": 1,
        "initial": None,
        "progress": None,
        "cancel": CancelToken(),
    }
    result = benchmark.pedantic(
        GreedySolver().solve, setup=lambda: ((lower(problem),), settings), rounds=10, warmup_rounds=1
    )
    assert result.statistics["path"] == "native"


def test_cpsat_proves_fifteen_orders(benchmark):
    problem = vrpcore.datasets.reference_county(seed=0, customers=60, townships=3, stores=2, orders=15)
    result = benchmark.pedantic(vrpcore.solve, args=(problem, "cpsat", 60), rounds=3, warmup_rounds=1)
    assert result.status == "optimal"
