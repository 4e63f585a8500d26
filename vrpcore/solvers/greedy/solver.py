"""The greedy solver: construction by regret insertion, then a local search; deterministic, never fails."""

from __future__ import annotations

from pydantic import BaseModel

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.costing import solution_cost
from vrpcore.solvers.greedy.answer import solution_of
from vrpcore.solvers.greedy.construct import RegretBuilder
from vrpcore.solvers.greedy.grouping import first_visits
from vrpcore.solvers.greedy.local_search import LocalSearch
from vrpcore.solvers.greedy.options import GreedyOptions
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.workspace import Workspace
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import Stop


class GreedySolver:
    """Regret insertion and local search over every rule of the model.

    An iteration is one improving move of the local search.
    """

    name = "greedy"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION, takes_warm_start=True
    )
    options_type: type[BaseModel] = GreedyOptions

    def is_available(self) -> str | None:
        """It needs nothing but numpy."""
        return None

    def solve(
        self,
        instance: Instance,
        *,
        stop: Stop,
        options: BaseModel,
        seed: int,
        threads: int,
        initial: Solution | None,
        progress: ProgressListener | None,
        cancel: CancelToken,
    ) -> SolverResult:
        """Solve an instance; see `Solver.solve`. Seed and threads change nothing."""
        assert isinstance(options, GreedyOptions)
        control = RunControl(self.name, stop, cancel, progress)
        space = Workspace(instance)
        state = State(space)
        state.activate(first_visits(state))
        control.tell("construction")
        RegretBuilder(state, control).run()
        num_moves = 0
        if options.local_search and control.reason_to_stop() is None:
            control.tell("local search")
            search = LocalSearch(state, control, options.num_neighbours)
            search.run()
            num_moves = search.num_moves
        solution = solution_of(state)
        found = solution_cost(instance, solution)
        assert found is not None
        return SolverResult(
            solution=solution,
            cost=found.cost,
            status="infeasible" if found.num_required_unserved else "feasible",
            stopped_by=control.reason_to_stop(num_moves) or "converged",
            iterations=num_moves,
        )
