"""For authors of solvers and constraints: random problems, exact optima of tiny ones, a conformance suite.

Nothing in vrpcore imports this package: Hypothesis and pytest (``pip install vrpcore[test]``) are needed
only by those who use it. See `vrpcore.testing.strategies`, `vrpcore.testing.tiny`,
`vrpcore.testing.brute_force` and `vrpcore.testing.conformance`.
"""
