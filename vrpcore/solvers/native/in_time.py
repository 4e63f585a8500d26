"""Whether some vehicle can serve a visit in time, if it serves nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.visit import Visit


class InTime:
    """Tells for visits of some customers; legs are asked for once.

    Parameters
    ----------
    instance
        The problem.
    customers
        Those whose visits will be asked about.
    """

    def __init__(self, instance: Instance, customers: Sequence[int]) -> None:
        slots = instance.slots
        self._instance = instance
        self._shifts: dict[int, list[tuple[int, int]]] = {}
        """Per type of usable vehicles, starts and ends."""
        for type_idx, start, end in sorted(
            set(zip(slots.vehicle_type.tolist(), slots.start.tolist(), slots.end.tolist(), strict=True))
        ):
            if instance.vehicle_types[type_idx].is_usable:
                self._shifts.setdefault(type_idx, []).append((start, end))
        places = [instance.place_of(customer) for customer in customers]
        self._seconds: dict[int, dict[int, int]] = {}
        """Per type and customer, from the home depot; negative where there is no way."""
        for type_idx in self._shifts:
            vehicle_type = instance.vehicle_types[type_idx]
            _, seconds = instance.travel.legs(
                vehicle_type.profile, [vehicle_type.depot] * len(places), places
            )
            self._seconds[type_idx] = dict(zip(customers, seconds.tolist(), strict=True))

    def __call__(self, visit: Visit) -> bool:
        """Whether a vehicle may go there, has the room, and is there before a service window closes."""
        return any(self._can_serve(type_idx, shifts, visit) for type_idx, shifts in self._shifts.items())

    def _can_serve(self, type_idx: int, shifts: list[tuple[int, int]], visit: Visit) -> bool:
        vehicle_type = self._instance.vehicle_types[type_idx]
        if not vehicle_type.area[visit.customer] or any(
            load > most for load, most in zip(visit.load, vehicle_type.capacity, strict=True)
        ):
            return False
        for depot in vehicle_type.load_depots:
            # How soon a vehicle could be at another depot than its own is not worked out.
            seconds = self._seconds[type_idx][visit.customer] if depot == vehicle_type.depot else 0
            if visit.surcharges[depot] == NO_PRICE or seconds < 0:
                continue
            for start, end in shifts:
                arrives = max(start, visit.release) + vehicle_type.loading_duration + seconds
                if any(max(arrives, opens) <= min(closes, end) for opens, closes in visit.spans):
                    return True
        return False
