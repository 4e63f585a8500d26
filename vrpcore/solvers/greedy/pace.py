"""Whether a run must end, told apart from whether its local search must."""

from __future__ import annotations

from vrpcore.solvers.control import RunControl


def is_over(control: RunControl) -> bool:
    """Whether time is up or the run is cancelled.

    Limits on iterations do not count: they concern the local search, and a first plan comes before it.
    """
    return control.remaining_s <= 0 or control.reason_to_stop() == "cancelled"
