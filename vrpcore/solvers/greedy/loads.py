"""How full a vehicle is along one trip, and how much more would fit at each place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

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
        self.is_pickup: list[bool] = table.is_pickup[numbers].tolist()
        self.load: list[list[int]] = table.load[:, numbers].tolist()
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

    def room(self, gap: int) -> list[int]:
        """How much a delivery, then how much a pickup may weigh at a gap, per dimension."""
        for_delivery = [most - before[gap] for most, before in zip(self.capacity, self.before, strict=True)]
        for_pickup = [most - after[gap] for most, after in zip(self.capacity, self.after, strict=True)]
        return for_delivery + for_pickup

    def takes(self, gap: int) -> int:
        """Which directions the backhaul rule lets in at a gap."""
        if not self.backhaul_last:
            return DELIVERIES | PICKUPS
        deliveries = DELIVERIES if gap <= self.num_deliveries else 0
        return deliveries | (PICKUPS if gap >= self.num_deliveries > 0 else 0)

    def room_without(self, visit: int) -> list[int]:
        """Room at the place of the visit of that rank, once it has left."""
        is_pickup = self.is_pickup[visit]
        for_delivery = [most - before[visit] for most, before in zip(self.capacity, self.before, strict=True)]
        for_pickup = [most - after[visit + 1] for most, after in zip(self.capacity, self.after, strict=True)]
        freed = for_pickup if is_pickup else for_delivery
        for k, loads in enumerate(self.load):
            freed[k] += loads[visit]
        return for_delivery + for_pickup

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
