"""What looks odd but is everyday life, and must not be refused."""

from __future__ import annotations

import pytest

from tests.models.documents import Document, county, given_matrix, planar, read
from tests.models.planted import drop, put


def _unordered_customer(document: Document) -> None:
    summer = {"earliest": 0, "latest": 1, "dates": ["2025-07-01"]}
    place = {"id": "c9", "location": {"x": 104.1, "y": 30.1}, "service_windows": [summer]}
    document["customers"].append(place)


def _one_way_round(document: Document) -> None:
    """From the centre to c1, on to c2, back to the centre: c1 and c2 are served, if only in this order."""
    to_c2, to_c1, to_center = 0, 1, 2
    distances = [[-1] * 3 for _ in range(3)]
    distances[to_center][to_c1] = distances[to_c1][to_c2] = distances[to_c2][to_center] = 5
    document["travel"]["profiles"][0] = {"distances_m": distances, "durations_s": distances}


def _unreachable_without_orders(document: Document) -> None:
    document["orders"].pop(0)
    for row, column in ((1, 0), (0, 1), (1, 2), (2, 1)):
        document["travel"]["profiles"][0]["distances_m"][row][column] = -1


def _longer_matrix(document: Document) -> None:
    square = [[1] * 4] * 4
    document["travel"] = {
        "kind": "matrix",
        "place_ids": ["c2", "c1", "center", "yesterday's customer"],
        "profiles": [{"distances_m": square, "durations_s": square}],
    }


NIGHT = {"earliest": "20:00", "latest": "28:00"}


SOUND = {
    "an order too heavy for every vehicle": (county, put("orders.0.lines.0.cases", 10**6)),
    "an order out of everyone's reach": (planar, put("depots.0.reach", {"radius_m": 1.0})),
    "a case too heavy for the only vehicle": (planar, put("vehicle_types.0.capacity_kg", 19.9)),
    "stock below its safety level": (county, put("depots.1.stock.0.safety_cases", 10**6)),
    "a store without stock": (county, put("depots.1.stock", [])),
    "a receipt after the horizon": (county, put("depots.1.receipts.0.arrival", "2026-01-01T00:00")),
    "a customer without orders, closed in the horizon": (county, _unordered_customer),
    "a vehicle that is off": (county, put("vehicle_types.0.shift.weekdays", ["sun"])),
    "a store that is closed": (county, put("depots.1.opening_hours.0.weekdays", ["sun"])),
    "a name beyond the numbered ones": (county, put("vehicle_types.1.vehicle_ids.0", "truck-3")),
    "a name like a numbered one": (county, put("vehicle_types.1.vehicle_ids.0", "truck-01")),
    "due at its release": (county, put("orders.0.due", "2025-03-03T07:30:00")),
    "due at the start of the horizon": (county, put("orders.1.due", "2025-03-03T00:00:00")),
    "due after the horizon": (county, put("orders.1.due", "2026-03-03T00:00:00")),
    "released before the horizon": (county, put("orders.1.release", "2025-02-01T00:00:00")),
    "released in the last second": (county, put("orders.1.release", "2025-03-08T23:59:59")),
    "express, due at the start": (county, put("orders.3.release", "2025-03-02T00:00:00")),
    "restricted goods by express": (county, put("orders.2.service_level", "express")),
    "map degrees": (county, put("coordinate_system", "gcj02")),
    "round the clock": (county, put("vehicle_types.2.shift", {"earliest": "06:00", "latest": "30:00"})),
    "a customer of no township": (county, put("customers.3.township_id", None)),
    "no orders": (planar, put("orders", [])),
    "nothing to do, no fleet": (planar, put("orders", []), put("vehicle_types", [])),
    "unlimited capacity": (planar, put("vehicle_types.0.capacity_kg", None)),
    "no weight carried by no capacity": (
        planar,
        put("vehicle_types.0.capacity_kg", 0),
        drop("products.0.case_weight_kg"),
    ),
    "the reserve called out": (planar, put("vehicle_types.0.reserve", True), put("policy.use_reserve", True)),
    "released in a night shift": (
        planar,
        put("vehicle_types.0.shift", NIGHT),
        put("orders.0.release", "2025-03-04T03:59:59"),
    ),
    "a matrix in degrees": (given_matrix, put("coordinate_system", "wgs84")),
    "rows for other places": (given_matrix, _longer_matrix),
    "ways in one direction only": (given_matrix, _one_way_round),
    "an unreachable customer without orders": (given_matrix, _unreachable_without_orders),
    "no way from a place to itself": (given_matrix, put("travel.profiles.0.distances_m.0.0", -1)),
}


@pytest.mark.parametrize("name", SOUND)
def test_this_is_no_fault(name):
    make, *changes = SOUND[name]
    document = make()
    for change in changes:
        change(document)
    assert read(document)
