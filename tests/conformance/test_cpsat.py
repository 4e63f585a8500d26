from vrpcore.testing.conformance import SolverConformance


class TestCpsat(SolverConformance):
    solver = "cpsat"
