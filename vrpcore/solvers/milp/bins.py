"""Where visits can go: each used vehicle day by itself, unused equal ones together."""

from __future__ import annotations

from dataclasses import dataclass

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import RoutePlan, Solution


@dataclass(frozen=True, slots=True)
class Bin:
    """A used slot with its present route, or all unused slots of a vehicle type on a day."""

    slots: tuple[int, ...]
    vehicle_type: int
    route: RoutePlan | None

    @property
    def slot(self) -> int:
        """The slot, or the first of the equal ones."""
        return self.slots[0]


def make_bins(instance: Instance, solution: Solution) -> tuple[Bin, ...]:
    """Divide all usable slots into bins, used ones first."""
    slots = instance.slots
    used = {route.slot: route for route in solution.routes}
    bins = [Bin((slot,), int(slots.vehicle_type[slot]), route) for slot, route in sorted(used.items())]
    unused: dict[tuple[int, int], list[int]] = {}
    for slot in range(instance.num_slots):
        vehicle_type = int(slots.vehicle_type[slot])
        if slot not in used and instance.vehicle_types[vehicle_type].is_usable:
            unused.setdefault((vehicle_type, int(slots.day[slot])), []).append(slot)
    bins += [Bin(tuple(equal), vehicle_type, None) for (vehicle_type, _), equal in unused.items()]
    return tuple(bins)
