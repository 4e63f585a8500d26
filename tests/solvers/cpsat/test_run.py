"""A whole run on a problem that is too large for a proof."""

import vrpcore


def test_a_larger_problem_gets_a_bound_worth_having_and_repeats_exactly():
    problem = vrpcore.datasets.reference_county(seed=1, orders=60)
    rule = vrpcore.MaxIterations(600)
    first, again = (vrpcore.solve(problem, "cpsat", time_limit=None, stop=rule, seed=3) for _ in range(2))
    assert first.bound is not None
    assert first.gap < 0.2
    assert first.bound >= first.statistics["relaxation_bound"]
    assert (again.plan, again.cost, again.bound) == (first.plan, first.cost, first.bound)
