"""Orders in parts: splittable orders that no vehicle takes whole."""

from __future__ import annotations

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.parts import PART_NUMBERS, equal_parts


def fits_somewhere(instance: Instance, visit: Visit) -> bool:
    """Whether some vehicle may go there, has the room, and loads where the visit may be served from."""
    return any(
        vehicle_type.is_usable
        and vehicle_type.area[visit.customer]
        and all(load <= most for load, most in zip(visit.load, vehicle_type.capacity, strict=True))
        and any(visit.surcharges[depot] != NO_PRICE for depot in vehicle_type.load_depots)
        for vehicle_type in instance.vehicle_types
    )


def in_parts(instance: Instance, order: int) -> list[Stop]:
    """The order in as few equal parts as fit somewhere; whole where it does, or no number helps."""
    whole = Stop((order,))
    if not instance.orders.is_splittable[order] or fits_somewhere(instance, make_visit(instance, whole)):
        return [whole]
    for number in PART_NUMBERS:
        if number > instance.orders.load[order, 2]:
            break
        parts = equal_parts(instance, order, number)
        if all(fits_somewhere(instance, make_visit(instance, part)) for part in parts):
            return parts
    return [whole]
