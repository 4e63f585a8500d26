"""Routing by the solver `greedy`, found through the registry: solvers do not import each other."""

from __future__ import annotations

from math import isinf

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.registry import get_solver
from vrpcore.solvers.stop import Stop


class Polisher:
    """Calls `greedy` within the time that is left.

    Raises
    ------
    SolverUnavailableError
        If `greedy` cannot be loaded.
    """

    def __init__(self, control: RunControl, cancel: CancelToken, seed: int, threads: int) -> None:
        self._greedy = get_solver("greedy")
        self._options = self._greedy.options_type()
        self._control = control
        self._cancel = cancel
        self._seed = seed
        self._threads = threads

    def __call__(self, instance: Instance, solution: Solution | None) -> Solution:
        """Return what `greedy` makes of a solution, or of nothing."""
        left = self._control.remaining_s
        found = self._greedy.solve(
            instance,
            stop=Stop(runtime_s=None if isinf(left) else left),
            options=self._options,
            seed=self._seed,
            threads=self._threads,
            initial=solution,
            progress=None,
            cancel=self._cancel,
        )
        return found.solution
