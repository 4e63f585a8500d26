"""The native engine as its tests use it, below the solver protocol."""

import pytest

from vrpcore.solvers.native.features import ENGINE_FEATURES
from vrpcore.solvers.native.run import EngineRun

core = pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")

CLAIMED = ENGINE_FEATURES


class Stated(EngineRun):
    """An instance as the engine sees it, searched for a number of iterations."""

    def __init__(self, instance, initial=None):
        super().__init__(core, instance, initial)

    def iterate(self, iterations, routes=None, contents=None, seed=0, **settings):
        options = core.SearchOptions()
        options.seconds = float("inf")
        options.iterations = iterations
        options.seed = seed
        for name, value in settings.items():
            setattr(options, name, value)
        routes = self.routes if routes is None else routes
        return core.search(
            self.problem, routes, self.contents if contents is None else contents, options, None
        )
