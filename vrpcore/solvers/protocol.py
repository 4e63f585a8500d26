"""The contract between the api and any solver, built in or from a third party."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import Stop

PROTOCOL_VERSION = 1
"""Raised when a solver written for the old protocol would no longer work."""


@runtime_checkable
class Solver(Protocol):
    """Turns an instance into a solution: indices in, indices out.

    The class is registered in the entry-point group ``vrpcore.solvers`` and is created without
    arguments. Creating it and reading its attributes must be cheap: no heavy import.
    """

    name: str
    """The name under which users ask for it."""
    protocol_version: int
    """`PROTOCOL_VERSION` it was written for."""
    capabilities: Capabilities
    """What it honours; the api refuses every other problem by name before calling `solve`."""
    options_type: type[BaseModel]
    """Frozen pydantic model of its options, all with defaults."""

    def is_available(self) -> str | None:
        """Return None if the solver can run here, else what is missing and how to get it."""
        ...

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
        """Solve an instance.

        Parameters
        ----------
        instance
            What to solve; not to be written to.
        stop
            When to stop, counted from this call. ``stop.start()`` gives the state of this run.
        options
            An instance of `options_type`.
        seed, threads
            Same seed, threads and deterministic stop rule: same solution.
        initial
            A solution to start from, possibly partial or infeasible. A feasible one is never worsened.
        progress
            Told of new incumbents and of progress; an exception from it ends the run and surfaces.
        cancel
            Once set, the best solution so far is returned at the next opportunity.

        Returns
        -------
        SolverResult
            The best solution found, with its cost in the model's exact integers.

        Raises
        ------
        ProblemTooLargeError
            If the solver's model cannot be built in the given time or memory.
        """
        ...
