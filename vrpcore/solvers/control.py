"""Everything a solver's loop asks between two steps: go on? and: tell the listener."""

from __future__ import annotations

from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.progress import Progress, ProgressListener
from vrpcore.solvers.stop import Stop, StopReason, StopRun

_QUIET_S = 0.1


class RunControl:
    """Stop rule, cancel token and progress listener of one run.

    Parameters
    ----------
    solver
        Name shown in progress events.
    stop, cancel, progress
        As given to `Solver.solve`.
    """

    def __init__(
        self, solver: str, stop: Stop, cancel: CancelToken, progress: ProgressListener | None
    ) -> None:
        self.run: StopRun = stop.start()
        self._solver = solver
        self._cancel = cancel
        self._progress = progress
        self._last_told = -_QUIET_S
        self._last_phase = ""

    @property
    def remaining_s(self) -> float:
        """Seconds left; infinite without a time limit."""
        return self.run.remaining_s

    def may_go_on(self, reserve_s: float = 0.0) -> bool:
        """Whether more than so many seconds are left and nobody has cancelled, whatever limits count."""
        return self.remaining_s > reserve_s and not self._cancel.is_cancelled

    def reason_to_stop(
        self, iteration: int = 0, cost: int | None = None, *, is_feasible: bool = False
    ) -> StopReason | None:
        """Return why the run must end now, or None."""
        if self._cancel.is_cancelled:
            return "cancelled"
        return self.run.reason(iteration, cost, is_feasible=is_feasible)

    def tell(self, phase: str, iteration: int = 0, cost: int | None = None, bound: int | None = None) -> None:
        """Inform the listener, unless it heard of the same phase within the last 0.1 s."""
        if self._progress is None:
            return
        elapsed = self.run.elapsed_s
        if phase == self._last_phase and elapsed - self._last_told < _QUIET_S:
            return
        self._last_phase, self._last_told = phase, elapsed
        self._progress(Progress(self._solver, phase, elapsed, iteration, cost, bound))
