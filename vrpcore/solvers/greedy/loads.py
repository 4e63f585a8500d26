"""How full a vehicle is along one trip, and how much more would fit at each place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy.visit_table import VisitTable

DELIVERIES, PICKUPS = 1, 2
"""Bits of what may be inserted at a gap."""


class TripLoads:
    """Loads of a trip per limited dimension; gap ``k`` lies after the first ``k`` visits.

    Attributes
    ----------
    before
        Per dimension, most load aboard from the depot to each gap.
    after
        Most load aboard from each gap to the end of the trip.
    """

    def __init__(
        self, table: VisitTable, capacity: list[int], visits: Sequence[int], *, backhaul_last: bool
    ) -> None:
        numbers = list(visits)
        self.capacity = capacity
        self.backhaul_last = backhaul_last
        self.is_pickup: list[bool] = table.is_pickup.take(numbers).tolist()
        self.load: list[list[int]] = table.load.take(numbers, axis=1).tolist()
        self.has_pickups = any(self.is_pickup)
        self.num_deliveries = len(numbers) - sum(self.is_pickup)
        self.before: list[list[int]] = []
        self.after: list[list[int]] = []
        for loads in self.load:
            if self.has_pickups:
                signed = [amount if up else -amount for amount, up in zip(loads, self.is_pickup, strict=True)]
                start = -sum(change for change in signed if change < 0)
                aboard = list(accumulate(signed, initial=start))
                self.before.append(list(accumulate(aboard, max)))
                self.after.append(list(accumulate(reversed(aboard), max))[::-1])
            else:
                total = sum(loads)
                self.before.append([total] * (len(loads) + 1))
                self.after.append(list(accumulate(loads, int.__sub__, initial=total)))

    @property
    def is_allowed(self) -> bool:
        """Whether no capacity is exceeded and the backhaul rule holds."""
        if any(before[-1] > most for before, most in zip(self.before, self.capacity, strict=True)):
            return False
        if not (self.backhaul_last and self.has_pickups):
            return True
        return bool(0 < self.num_deliveries <= self.is_pickup.index(True))

    def rooms(self) -> IntArray:
        """How much a delivery, then how much a pickup may weigh, per dimension (rows) and gap."""
        most = np.array(self.capacity * 2, dtype=np.int64)[:, None]
        aboard = np.array(self.before + self.after, dtype=np.int64)
        return most - aboard.reshape(len(most), len(self.is_pickup) + 1)

    def rooms_without(self) -> IntArray:
        """Same for the place of each visit once it has left."""
        size = len(self.capacity)
        rooms = self.rooms()
        found = np.concatenate([rooms[:size, :-1], rooms[size:, 1:]])
        freed = np.array(self.load, dtype=np.int64).reshape(size, len(self.is_pickup))
        is_pickup = np.array(self.is_pickup, dtype=np.bool_)
        found[:size] += np.where(is_pickup, 0, freed)
        found[size:] += np.where(is_pickup, freed, 0)
        return found

    def takes(self, gap: int) -> int:
        """Which directions the backhaul rule lets in at a gap."""
        if not self.backhaul_last:
            return DELIVERIES | PICKUPS
        deliveries = DELIVERIES if gap <= self.num_deliveries else 0
        return deliveries | (PICKUPS if gap >= self.num_deliveries > 0 else 0)

    def takes_without(self, visit: int) -> int:
        """What the backhaul rule lets in at the place of a visit, once it has left."""
        if not self.backhaul_last:
            return DELIVERIES | PICKUPS
        left = self.num_deliveries - (not self.is_pickup[visit])
        return (DELIVERIES if visit <= left else 0) | (PICKUPS if visit >= left > 0 else 0)

    def may_lose(self, visit: int) -> bool:
        """Whether the rest of the trip keeps the backhaul rule without a visit."""
        last_delivery = self.num_deliveries == 1 and not self.is_pickup[visit]
        return not (self.backhaul_last and last_delivery and self.has_pickups)
