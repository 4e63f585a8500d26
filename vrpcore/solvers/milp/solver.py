"""The `milp` solver as the rest of vrpcore sees it; PuLP is loaded when it solves."""

from __future__ import annotations

from pydantic import BaseModel

from vrpcore.errors import SolverUnavailableError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.milp.backend import find_back_end
from vrpcore.solvers.milp.options import MilpOptions
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import Stop


class MilpSolver:
    """Assigns orders to channels, depots, vehicles and days by a mixed-integer program, then sequences.

    Starts from the plan of `greedy` (or from `initial`, if that is better) and never returns a costlier one.
    An iteration is one round: estimate what each visit would add to each route, solve the assignment model,
    sequence its routes. Rounds pass over all parts of the plan until none improves, then over parts that
    have lost some visits by chance (large neighbourhood search; Shaw 1998), until several passes are in vain.
    The bound of the model is a bound of its estimates, not of the problem, and is therefore found among the
    statistics only.
    """

    name = "milp"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION,
        takes_warm_start=True,
    )
    options_type: type[BaseModel] = MilpOptions

    def is_available(self) -> str | None:
        """Return None if PuLP and a program for its models are here, else what is missing."""
        found = find_back_end()
        return found if isinstance(found, str) else None

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
        """Solve an instance; see `Solver.solve`.

        Raises
        ------
        SolverUnavailableError
            If no back end, or not the one that the options ask for, is here or works.
        ProblemTooLargeError
            If the problem has too many places for a model of all its assignments.
        """
        if not isinstance(options, MilpOptions):
            raise TypeError(f"options is a {type(options).__name__}; allowed: MilpOptions")
        back_end = find_back_end(options.back_end)
        if isinstance(back_end, str):
            raise SolverUnavailableError(f"solver 'milp' cannot run here: {back_end}")
        from vrpcore.solvers.milp.rounds import solve_in_rounds  # loads PuLP

        return solve_in_rounds(
            instance,
            back_end,
            stop=stop,
            options=options,
            seed=seed,
            threads=threads,
            initial=initial,
            progress=progress,
            cancel=cancel,
        )
