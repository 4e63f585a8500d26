"""What stays the same over all rounds of a run: visits once worked out, travel, seeds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering.instance import Instance, IntArray
from vrpcore.solvers.costing import Costing
from vrpcore.solvers.stop import StopReason

MAX_PLACES = 5_000
"""Most depots and customers together; the model of larger problems would not fit into any sensible time."""
FAR = 10**12
"""Metres and seconds of a leg that does not exist: never worth taking, and still finite in sums."""
_CUSTOMERS_PER_SEED = 10
_MAX_SEEDS = 100


class StoppedError(Exception):
    """Ends a run from within; never leaves the solver."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(reason)
        self.reason: StopReason = reason


class Context(Costing):
    """Shared data of a run.

    Parameters
    ----------
    instance
        What is being solved.
    must_stop
        Says at any moment whether the run has to end.

    Raises
    ------
    ProblemTooLargeError
        Above `MAX_PLACES` places.
    """

    def __init__(self, instance: Instance, must_stop: Callable[[], StopReason | None] = lambda: None) -> None:
        super().__init__(instance)
        self.must_stop = must_stop
        self._travel: dict[int, tuple[IntArray, IntArray]] = {}
        places = instance.num_depots + instance.num_customers
        if places > MAX_PLACES:
            raise ProblemTooLargeError(
                f"milp: the problem has {places} depots and customers; allowed: {MAX_PLACES}; "
                "remedy: use another solver, or plan its regions one by one"
            )
        self.cluster_of = _clusters(instance, self.travel(0)[0])
        """Per customer: the number of the cluster it belongs to; -1 for customers without orders."""

    def check(self) -> None:
        """Raise `StoppedError` if the run has to end; called from every loop that may take long."""
        reason = self.must_stop()
        if reason is not None:
            raise StoppedError(reason)

    def travel(self, profile: int) -> tuple[IntArray, IntArray]:
        """Return metres and seconds between all places, `FAR` where there is no way."""
        if profile not in self._travel:
            metres, seconds = self.instance.travel.matrix(profile)
            is_missing = (metres < 0) | (seconds < 0)
            if is_missing.any():
                metres, seconds = np.where(is_missing, FAR, metres), np.where(is_missing, FAR, seconds)
            self._travel[profile] = metres, seconds
        return self._travel[profile]


def _clusters(instance: Instance, metres: IntArray) -> IntArray:
    """Group customers around seeds that are chosen farthest-first (k-centre; Gonzalez 1985)."""
    customers = np.unique(instance.orders.customer)
    number = np.full(instance.num_customers, -1, dtype=np.int64)
    if not len(customers):
        return number
    places = instance.num_depots + customers
    among = np.minimum(metres[np.ix_(places, places)], metres[np.ix_(places, places)].T)
    num_seeds = min(_MAX_SEEDS, -(-len(customers) // _CUSTOMERS_PER_SEED))
    nearest = among[int(np.argmin(among.sum(axis=1)))].copy()
    chosen = np.zeros(len(customers), dtype=np.int64)
    for seed in range(1, num_seeds):
        far = int(np.argmax(nearest))
        if nearest[far] == 0:
            break
        chosen[among[far] < nearest] = seed
        nearest = np.minimum(nearest, among[far])
    number[customers] = chosen
    return number
