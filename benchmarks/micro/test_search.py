"""Iterations of the search per second: the county with all rules on, and classic problems for comparison."""

import pytest

import vrpcore
from vrpcore.lowering import lower
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.search import SearchOptions, SearchSolver
from vrpcore.solvers.stop import MaxIterations

ITERATIONS = 20_000
PROBLEMS = {
    "county day": lambda: vrpcore.datasets.reference_county(seed=1, period="day"),
    "county cycle": lambda: vrpcore.datasets.reference_county(seed=0, period="cycle"),
    "CVRP": lambda: vrpcore.datasets.random_cvrp(800, seed=0),
    "VRPTW": lambda: vrpcore.datasets.random_vrptw(800, seed=0),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_search_iterations(benchmark, name):
    """From scratch, with lowering and the evaluator's check of the answer left out."""
    pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
    problem = PROBLEMS[name]()
    settings = {
        "stop": MaxIterations(ITERATIONS),
        "options": SearchOptions(),
        "seed": 1,
        "threads": 1,
        "initial": None,
        "progress": None,
        "cancel": CancelToken(),
    }
    result = benchmark.pedantic(
        SearchSolver().solve, setup=lambda: ((lower(problem),), settings), rounds=3, warmup_rounds=1
    )
    assert result.iterations == ITERATIONS
    benchmark.extra_info["iterations_per_second"] = round(ITERATIONS / benchmark.stats.stats.min)
