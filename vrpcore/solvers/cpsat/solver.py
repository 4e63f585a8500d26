"""The CP-SAT solver as the registry knows it. Nothing heavy is imported before it is asked to solve."""

from __future__ import annotations

from importlib.util import find_spec

from pydantic import BaseModel

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import Stop


class CpsatSolver:
    """Solves the whole problem as one exact model with OR-Tools CP-SAT.

    Every rule of ``docs/model.md`` is in the model, and costs are exact integers: the proven bound is a bound
    of the problem itself, and ``optimal`` means optimal to the last cost unit. Where splittable orders have
    more parts than the model takes (option ``max_parts``), neither is claimed, and the statistic
    ``considers_every_part`` is false. Meant for small problems (some 20 orders to a proof); larger ones get
    the best plan found and a true bound, the better one of CP-SAT's and, without splittable orders, that of a
    linear relaxation with cuts and branches (`cpsat.bound`).

    One *iteration* is 0.001 units of CP-SAT's deterministic time, about a millisecond of work. Runs that
    only iterations can stop are deterministic, with several threads through CP-SAT's interleaved search.
    """

    name = "cpsat"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION,
        proves_optimality=True,
        gives_bounds=True,
        is_deterministic=True,
        takes_warm_start=True,
        can_cancel=True,
    )
    options_type: type[BaseModel] = CpsatOptions

    def is_available(self) -> str | None:
        """Return None if OR-Tools is installed, else how to get it."""
        if find_spec("ortools") is None:
            return "the package ortools is missing; remedy: pip install 'ortools>=9.15,<10'"
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
        """Solve an instance; see `vrpcore.solvers.protocol.Solver.solve`."""
        from vrpcore.solvers.cpsat.run import Run  # loads OR-Tools

        if not isinstance(options, CpsatOptions):
            raise TypeError(f"options are {type(options).__name__}; allowed: CpsatOptions")
        control = RunControl(self.name, stop, cancel, progress)
        return Run(instance, control, options, seed=seed, threads=threads, cancel=cancel).solve(initial)
