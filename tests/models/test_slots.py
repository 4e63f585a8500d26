"""Vehicle types expand to single vehicles on single days."""

from __future__ import annotations

import datetime as dt

from vrpcore.models import Horizon, TimeWindow, VehicleType
from vrpcore.models.slots import expand_slots, vehicle_ids

FRIDAY = dt.date(2025, 3, 7)
WEEKEND = Horizon(start=FRIDAY, days=4, closed_weekdays=("sun",))  # Friday, Saturday, Monday


def test_vehicles_are_numbered_or_named():
    assert vehicle_ids(VehicleType(id="truck", depot_id="d", count=3)) == ("truck-1", "truck-2", "truck-3")
    named = VehicleType(id="clerk", depot_id="d", count=2, vehicle_ids=("李明", "王芳"))
    assert vehicle_ids(named) == ("李明", "王芳")
    assert vehicle_ids(VehicleType(id="none", depot_id="d", count=0)) == ()


def test_slots_follow_types_then_vehicles_then_days():
    truck = VehicleType(
        id="truck",
        depot_id="d",
        count=2,
        shift=TimeWindow(earliest="07:00", latest="19:00", weekdays=("fri", "mon")),
    )
    clerk = VehicleType(id="clerk", depot_id="d")
    slots = expand_slots((truck, clerk), WEEKEND)
    assert [(slot.vehicle_id, slot.date.day) for slot in slots] == [
        ("truck-1", 7),
        ("truck-1", 10),
        ("truck-2", 7),
        ("truck-2", 10),
        ("clerk-1", 7),
        ("clerk-1", 8),
        ("clerk-1", 10),
    ]
    monday = slots[1]
    assert (monday.midnight_s, monday.start_s, monday.end_s) == (259_200, 259_200 + 25_200, 259_200 + 68_400)
    whole_day = slots[4]
    assert (whole_day.start_s, whole_day.end_s) == (0, 86_400)


def test_a_night_shift_ends_on_the_next_day():
    night = VehicleType(id="n", depot_id="d", shift=TimeWindow(earliest="20:00", latest="30:00"))
    assert expand_slots((night,), Horizon(start=FRIDAY))[0].end_s == 108_000
