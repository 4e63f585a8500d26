from vrpcore.solvers.greedy import GreedyOptions, GreedySolver
from vrpcore.testing.conformance import SolverConformance


class PythonOptions(GreedyOptions):
    native: bool = False


class InPython(GreedySolver):
    """What those have who installed vrpcore without the native engine."""

    options_type = PythonOptions


class TestGreedy(SolverConformance):
    solver = "greedy"


class TestGreedyInPython(SolverConformance):
    solver = InPython()
