"""Problem → Instance and Solution → Plan on the reference county's cycle (800 orders)."""

import vrpcore
from vrpcore.lowering import lift, lower, lower_plan


def test_lower_cycle(benchmark):
    problem = vrpcore.datasets.reference_county(seed=0, period="cycle")
    instance = benchmark(lower, problem)
    assert instance.num_orders == len(problem.orders)


def test_lift_and_lower_plan(benchmark):
    problem = vrpcore.datasets.reference_county(seed=0, period="cycle")
    plan = vrpcore.solve(problem, "greedy", time_limit=10).plan
    solution = lower_plan(problem, plan)
    assert benchmark(lift, problem, solution) == plan
