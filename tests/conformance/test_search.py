import pytest

from vrpcore.testing.conformance import SolverConformance

pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")


class TestSearch(SolverConformance):
    solver = "search"
    time_limit = 0.2
