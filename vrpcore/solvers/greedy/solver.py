"""The greedy solver: a first plan, then a short improvement; deterministic, never fails."""

from __future__ import annotations

from contextlib import suppress

from pydantic import BaseModel

from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.completion import complete
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.costing import solution_cost
from vrpcore.solvers.greedy.answer import solution_of
from vrpcore.solvers.greedy.construct import construct
from vrpcore.solvers.greedy.improve import improve
from vrpcore.solvers.greedy.native import engine_for, solve_natively
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
    """A first plan and a short improvement over every rule of the model.

    In the native engine, where that is installed and honours the problem's features: savings or insertion,
    the hardest visits first, then a number of ruins and recreations that depends on the number of visits
    alone; an iteration is one of them. Elsewhere in Python: savings and regret insertion, then a local
    search; an iteration is one of its improving moves. At the end, orders that are left are tried one by one,
    splittable ones also in parts.
    """

    name = "greedy"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION, takes_warm_start=True
    )
    options_type: type[BaseModel] = GreedyOptions

    def is_available(self) -> str | None:
        """Return None: without the native engine it needs nothing but numpy."""
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
        core = engine_for(instance, control.remaining_s) if options.native else None
        if core is not None:
            with suppress(ProblemTooLargeError):  # what the engine cannot hold goes the other way
                return solve_natively(
                    core,
                    instance,
                    control,
                    stop,
                    cancel,
                    initial,
                    improves=options.local_search,
                    iterations_per_visit=options.iterations_per_visit,
                )
        state = State(Workspace(instance))
        prepare(state, control, initial)
        neighbours = Neighbours(state, options.num_neighbours, control)
        construct(state, control, neighbours, options.max_regret_cells)
        num_moves = 0
        if options.local_search:
            num_moves = improve(state, control, neighbours, options.max_dissolved_visits)
        # A customer's orders came together or not at all until here.
        solution = complete(instance, solution_of(state), may_go_on=control.may_go_on)
        found = solution_cost(instance, solution)
        assert found is not None, "routes are checked before they leave"
        given = None if initial is None else valid_cost(instance, initial)
        if initial is not None and given is not None and given.rank <= found.rank:
            solution, found = initial, given
        is_feasible = not found.num_required_unserved
        return SolverResult(
            solution=solution,
            cost=found.cost,
            status="feasible" if is_feasible else "infeasible",
            stopped_by=control.reason_to_stop(num_moves, found.cost, is_feasible=is_feasible) or "converged",
            iterations=num_moves,
            statistics={"path": "python"},
        )
