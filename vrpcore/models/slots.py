"""A slot is one vehicle on one working day: the place of at most one route."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vrpcore.models.calendar import DAY, Horizon
from vrpcore.models.vehicle import VehicleType


@dataclass(frozen=True, slots=True)
class Slot:
    """One vehicle on one day."""

    vehicle_id: str
    vehicle_type: VehicleType
    date: dt.date
    start_s: int
    """Begin of the shift in seconds from the horizon's start."""
    end_s: int
    """End of the shift in seconds from the horizon's start."""
    midnight_s: int
    """Midnight that begins the day, in seconds from the horizon's start."""


def vehicle_ids(vehicle_type: VehicleType) -> tuple[str, ...]:
    """The names of the vehicles of a type."""
    if vehicle_type.vehicle_ids is not None:
        return vehicle_type.vehicle_ids
    return tuple(f"{vehicle_type.id}-{number}" for number in range(1, vehicle_type.count + 1))


def expand_slots(vehicle_types: tuple[VehicleType, ...], horizon: Horizon) -> tuple[Slot, ...]:
    """All slots, in the order of vehicle types, vehicles and days."""
    slots = []
    for vehicle_type in vehicle_types:
        days = list(_shifts(vehicle_type, horizon))
        for vehicle_id in vehicle_ids(vehicle_type):
            slots += [
                Slot(vehicle_id, vehicle_type, day, start, end, horizon.midnight(day))
                for day, start, end in days
            ]
    return tuple(slots)


def count_slots(vehicle_types: tuple[VehicleType, ...], horizon: Horizon) -> int:
    """Number of slots, without making them."""
    return sum(
        vehicle_type.count * sum(1 for _ in _shifts(vehicle_type, horizon)) for vehicle_type in vehicle_types
    )


def _shifts(vehicle_type: VehicleType, horizon: Horizon) -> Iterator[tuple[dt.date, int, int]]:
    """The working days of a type with begin and end of the shift."""
    for day in horizon.working_days:
        if vehicle_type.shift is None:
            yield day, horizon.midnight(day), horizon.midnight(day) + DAY
        elif vehicle_type.shift.applies_on(day):
            yield day, *vehicle_type.shift.on(day, horizon)
