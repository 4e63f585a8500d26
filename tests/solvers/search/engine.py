"""The native engine as its tests use it, below the solver protocol."""

from dataclasses import dataclass

import pytest

from vrpcore.lowering import Solution
from vrpcore.models import Feature
from vrpcore.solvers.search.answer import Answer
from vrpcore.solvers.search.lower import engine_problem
from vrpcore.solvers.search.native import Routes
from vrpcore.solvers.search.nodes import make_nodes
from vrpcore.solvers.search.solver import SearchSolver
from vrpcore.solvers.search.start import start_from

core = pytest.importorskip("vrpcore.solvers.search._core", reason="not built: make build")

CLAIMED = SearchSolver.capabilities.features
WHOLE = CLAIMED - {Feature.SPLIT_DELIVERIES}
"""Where the engine's cost is exact: shares of prices for parts of orders are rounded."""


@dataclass
class Stated:
    """An instance as the engine sees it."""

    instance: object
    initial: Solution | None = None

    def __post_init__(self):
        stops, routes = start_from(self.instance, self.initial)
        self.nodes = make_nodes(self.instance, stops)
        self.problem, self.slots = engine_problem(core, self.instance, self.nodes)
        number = {slot: position for position, slot in enumerate(self.slots.tolist())}
        self.routes: Routes = [(number[slot], trips) for slot, trips in routes if slot in number]
        self.answer = Answer(self.instance, self.nodes, self.slots)

    def search(self, iterations, routes=None, seed=0):
        options = core.SearchOptions()
        options.seconds = float("inf")
        options.iterations = iterations
        options.seed = seed
        return core.search(self.problem, self.routes if routes is None else routes, options, None)
