"""How full a vehicle is along one trip, and how much more would fit at each place."""

from __future__ import annotations

from collections.abc import Sequence

from vrpcore.solvers.greedy.visit_table import VisitTable

DELIVERIES, PICKUPS = 1, 2
"""Bits of what may be inserted at a gap."""


class TripLoads:
    """Loads of a trip per limited dimension; gap `k` lies after the first `k` visits."""

    def __init__(
        self, table: VisitTable, capacity: list[int], visits: Sequence[int], *, backhaul_last: bool
    ) -> None:
        numbers = list(visits)
        self.capacity = capacity
        self.backhaul_last = backhaul_last
        self.is_pickup: list[bool] = table.is_pickup[numbers].tolist()
        self.load: list[list[int]] = table.load[:, numbers].tolist()
        self.num_deliveries = len(numbers) - sum(self.is_pickup)
        self._before: list[list[int]] = []
        """Most load aboard from the depot to each gap, per dimension."""
        self._after: list[list[int]] = []
        """Most load aboard from each gap to the end of the trip."""
        self.total: list[int] = [
            sum(amount for amount, up in zip(loads, self.is_pickup, strict=True) if not up)
            for loads in self.load
        ]
        """Load of the deliveries on leaving the depot."""
        if not any(self.is_pickup):
            return
        for loads, start in zip(self.load, self.total, strict=True):
            aboard = [start]
            for amount, up in zip(loads, self.is_pickup, strict=True):
                aboard.append(aboard[-1] + (amount if up else -amount))
            before, after = aboard[:], aboard[:]
            for gap in range(1, len(aboard)):
                before[gap] = max(before[gap], before[gap - 1])
                after[-gap - 1] = max(after[-gap - 1], after[-gap])
            self._before.append(before)
            self._after.append(after)

    @property
    def is_allowed(self) -> bool:
        """Whether no capacity is exceeded and the backhaul rule holds."""
        if any(total > most for total, most in zip(self.total, self.capacity, strict=True)):
            return False
        if not any(self.is_pickup):
            return True
        if any(before[-1] > most for before, most in zip(self._before, self.capacity, strict=True)):
            return False
        if not self.backhaul_last:
            return True
        return bool(0 < self.num_deliveries <= self.is_pickup.index(True))

    def room(self, gap: int) -> list[int]:
        """How much a delivery, then how much a pickup may weigh at a gap, per dimension."""
        if self._before:
            return [most - b[gap] for most, b in zip(self.capacity, self._before, strict=True)] + [
                most - a[gap] for most, a in zip(self.capacity, self._after, strict=True)
            ]
        left = [most - total for most, total in zip(self.capacity, self.total, strict=True)]
        if not self.load or gap == 0:
            return left + left
        gone = [sum(loads[:gap]) for loads in self.load]
        return left + [room + off for room, off in zip(left, gone, strict=True)]

    def takes(self, gap: int) -> int:
        """Which directions the backhaul rule lets in at a gap."""
        if not self.backhaul_last:
            return DELIVERIES | PICKUPS
        deliveries = DELIVERIES if gap <= self.num_deliveries else 0
        return deliveries | (PICKUPS if gap >= self.num_deliveries > 0 else 0)

    def room_without(self, visit: int) -> list[int]:
        """Room at the place of the visit of that rank, once it has left."""
        size = len(self.capacity)
        if self.is_pickup[visit]:
            room = self.room(visit)[:size] + self.room(visit + 1)[size:]
            return room[:size] + [r + loads[visit] for r, loads in zip(room[size:], self.load, strict=True)]
        room = self.room(visit)[:size] + self.room(visit + 1)[size:]
        return [r + loads[visit] for r, loads in zip(room[:size], self.load, strict=True)] + room[size:]

    def takes_without(self, visit: int) -> int:
        """What the backhaul rule lets in at the place of a visit, once it has left."""
        if not self.backhaul_last:
            return DELIVERIES | PICKUPS
        left = self.num_deliveries - (not self.is_pickup[visit])
        return (DELIVERIES if visit <= left else 0) | (PICKUPS if visit >= left > 0 else 0)

    def may_lose(self, visit: int) -> bool:
        """Whether the rest of the trip keeps the backhaul rule without a visit."""
        last_delivery = self.num_deliveries == 1 and not self.is_pickup[visit]
        return not (self.backhaul_last and last_delivery and any(self.is_pickup))
