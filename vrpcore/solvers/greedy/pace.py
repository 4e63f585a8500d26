"""Whether a run must end, told apart from whether its local search must."""

from __future__ import annotations

from math import inf

from vrpcore.solvers.control import RunControl

_NUM_ASSUMED, _ASSUMED_S = 20, 0.0015
"""Before any insertion is measured: as if so many had taken so many seconds each."""


def is_over(control: RunControl) -> bool:
    """Whether time is up or the run is cancelled.

    Limits on iterations do not count: they concern the local search, and a first plan comes before it.
    """
    return not control.may_go_on()


class InsertionPace:
    """Tells whether insertions one by one would take too long; never so without a time limit."""

    def __init__(self, control: RunControl) -> None:
        self._control = control
        self._start_s = control.remaining_s
        self._num_first: int | None = None

    def is_short(self, num_waiting: int) -> bool:
        """Whether the visits that wait would need more than half of the time left, at the pace so far."""
        remaining_s = self._control.remaining_s
        if remaining_s == inf:
            return False
        if self._num_first is None:
            self._num_first = num_waiting
        num_done = self._num_first - num_waiting + _NUM_ASSUMED
        spent_s = self._start_s - remaining_s + _NUM_ASSUMED * _ASSUMED_S
        return spent_s / num_done * num_waiting > remaining_s / 2
