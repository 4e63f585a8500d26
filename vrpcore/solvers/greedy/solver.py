"""The greedy solver: construction by regret insertion, then a local search; deterministic, never fails."""

from __future__ import annotations

from pydantic import BaseModel

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.costing import SolutionCost, solution_cost
from vrpcore.solvers.greedy.answer import solution_of
from vrpcore.solvers.greedy.construct import construct
from vrpcore.solvers.greedy.improve import improve
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.options import GreedyOptions
from vrpcore.solvers.greedy.prepare import prepare
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.warm_start import valid_cost
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
        state = State(Workspace(instance))
        prepare(state, control, initial)
        neighbours = Neighbours(state, options.num_neighbours, control)
        construct(state, control, neighbours, options.max_regret_cells)
        num_moves = 0
        if options.local_search:
            num_moves = improve(state, control, neighbours, options.max_dissolved_visits)
        solution = solution_of(state)
        found = solution_cost(instance, solution)
        assert found is not None, "routes are checked before they leave"
        given = None if initial is None else valid_cost(instance, initial)
        if initial is not None and given is not None and _rank(given) <= _rank(found):
            solution, found = initial, given
        is_feasible = not found.num_required_unserved
        return SolverResult(
            solution=solution,
            cost=found.cost,
            status="feasible" if is_feasible else "infeasible",
            stopped_by=control.reason_to_stop(num_moves, found.cost, is_feasible=is_feasible) or "converged",
            iterations=num_moves,
        )


def _rank(cost: SolutionCost) -> tuple[int, int]:
    return cost.num_required_unserved, cost.cost
