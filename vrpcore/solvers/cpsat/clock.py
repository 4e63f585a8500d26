"""Asking between small steps of building whether the run must end."""

from __future__ import annotations

import math

from vrpcore.solvers.control import RunControl

_STEPS = 500
"""Steps between two looks at the clock: about a millisecond."""


class OutOfTime(Exception):  # noqa: N818  # a signal between the parts of one solver, not an error
    """The run must end before what was begun is complete."""


class Clock:
    """Ends building by an exception.

    Parameters
    ----------
    control
        Clock and cancel token of the run.
    until_s
        Seconds since the run began at which to end in any case.
    """

    def __init__(self, control: RunControl, until_s: float = math.inf) -> None:
        self._control = control
        self._until_s = until_s
        self._left = _STEPS

    @property
    def is_over(self) -> bool:
        """Whether the run must end."""
        return self._control.run.elapsed_s >= self._until_s or self._control.reason_to_stop() is not None

    def tick(self) -> None:
        """Count a small step; now and then look at the clock."""
        self._left -= 1
        if self._left < 0:
            self._left = _STEPS
            if self.is_over:
                raise OutOfTime
