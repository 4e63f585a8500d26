from vrpcore.testing.conformance import SolverConformance


class TestMilp(SolverConformance):
    solver = "milp"
