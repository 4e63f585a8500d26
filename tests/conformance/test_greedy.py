from vrpcore.testing.conformance import SolverConformance


class TestGreedy(SolverConformance):
    solver = "greedy"
