"""Whether a vehicle day can bring a visit at all: rules, capacity, and a route with nothing else."""

from __future__ import annotations

from bisect import bisect_left

from vrpcore.lowering.instance import NO_PRICE
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.visits import Orders


class Admission:
    """Answers once per visit, vehicle type and day."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[tuple[Orders, int, int], tuple[int, ...]] = {}

    def depots(self, orders: Orders, slot: int) -> tuple[int, ...]:
        """Return the depots at which a slot's vehicle could load a visit."""
        slots = self._context.instance.slots
        key = (orders, int(slots.vehicle_type[slot]), int(slots.day[slot]))
        if key not in self._known:
            self._known[key] = self._depots(orders, slot)
        return self._known[key]

    def _depots(self, orders: Orders, slot: int) -> tuple[int, ...]:
        context = self._context
        vehicle_type = context.type_of(slot)
        visit = context.visit(Stop(orders))
        backhaul_needs_delivery = visit.is_pickup and context.instance.backhaul_last
        if (
            not vehicle_type.is_usable
            or not vehicle_type.area[visit.customer]
            or any(load > most for load, most in zip(visit.load, vehicle_type.capacity, strict=True))
        ):
            return ()
        return tuple(
            depot
            for depot in vehicle_type.load_depots
            if visit.surcharges[depot] != NO_PRICE
            and (backhaul_needs_delivery or self._fits_in_time(visit, slot, depot))
        )

    def _fits_in_time(self, visit: Visit, slot: int, depot: int) -> bool:
        """Whether loading, driving out, service and driving home fit into the shift."""
        context = self._context
        instance = context.instance
        vehicle_type = context.type_of(slot)
        seconds = context.travel(vehicle_type.profile)[1]
        place = instance.place_of(visit.customer)
        loading = vehicle_type.loading_duration
        start, end = int(instance.slots.start[slot]), int(instance.slots.end[slot])
        ready = max(start + float(seconds[vehicle_type.depot, depot]), visit.release)
        opening = instance.depots[depot].opening
        first = bisect_left(opening, ready + loading, key=lambda span: span[1])
        if first == len(opening):
            return False
        arrival = max(ready, opening[first][0]) + loading + float(seconds[depot, place])
        window = bisect_left(visit.spans, arrival, key=lambda span: span[1])
        if window == len(visit.spans):
            return False
        leaves = max(arrival, visit.spans[window][0]) + visit.service_duration(vehicle_type)
        return leaves + float(seconds[place, vehicle_type.depot]) <= end
