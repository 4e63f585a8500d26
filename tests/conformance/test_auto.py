from vrpcore.testing.conformance import SolverConformance


class TestAuto(SolverConformance):
    solver = "auto"
