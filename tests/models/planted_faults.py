"""Every way to break a document that has a code of its own: what is done, and what must be reported where."""

from __future__ import annotations

import math

from tests.models.documents import Document, given_matrix, planar
from tests.models.planted import Planted, drop, put, spot

BAD_WINDOW = {"earliest": "18:00", "latest": "08:00"}
DOUBLE_STOCK = [{"product_id": "sauce", "cases": 1}, {"product_id": "sauce", "cases": 2}]
BOW_TIE = [{"x": 104.0, "y": 30.0}, {"x": 104.1, "y": 30.1}, {"x": 104.1, "y": 30.0}, {"x": 104.0, "y": 30.1}]
LINE = [{"x": 104.0, "y": 30.0}, {"x": 104.1, "y": 30.1}, {"x": 104.2, "y": 30.2}]
REST = {"earliest": "12:00", "latest": "13:00", "duration_s": 1800}
EARLIER_REST = {"earliest": "09:00", "latest": "10:00", "duration_s": 600}
NIGHT_REST = {"earliest": "22:00", "latest": "23:00", "duration_s": 600}
SUNDAY_ONLY = [{"earliest": 0, "latest": 1, "weekdays": ["sun"]}]


FIELDS = [
    Planted("missing_field", "orders.1.lines", drop("orders.1.lines")),
    Planted("missing_field", "vehicle_types.0.depot_id", drop("vehicle_types.0.depot_id")),
    spot("unknown_field", "orders.2.wieght", 3),
    spot("unknown_field", "ordres", []),
    spot("wrong_type", "customers.1.service_duration_s", "5 min"),
    spot("wrong_type", "customers.1.service_duration_s", 300.5),
    spot("wrong_type", "orders.3", [1, 2]),
    spot("wrong_type", "customers.0.name", None),
    spot("wrong_type", "orders.0.splittable", 1),
    spot("out_of_range", "orders.1.lines.0.cases", 0),
    spot("out_of_range", "orders.1.lines.0.cases", -3),
    spot("out_of_range", "orders.1.lines.0.cases", 10**30),
    spot("out_of_range", "orders.1.hold_price", 1e300),
    spot("out_of_range", "products.0.case_weight_kg", -20.0),
    spot("out_of_range", "customers.3.location.x", -1e10),
    spot("not_finite", "products.1.case_weight_kg", math.nan),
    spot("not_finite", "vehicle_types.0.cost_per_km", math.inf),
    spot("not_finite", "customers.3.location.y", -math.inf),
    spot("not_an_option", "orders.3.nature", "urgent"),
    spot("not_an_option", "depots.0.kind", "centre"),
    spot("too_few", "orders.1.lines", []),
    spot("too_few", "products.2.id", "", alone=True, also=(("unknown_id", "orders.2.lines.0.product_id"),)),
    spot("too_few", "customers.2.service_windows.0.weekdays", []),
    spot("too_few", "townships.0.polygon", LINE[:2]),
    spot("too_long", "vehicle_types.2.id", "v" * 201),
    spot("reversed_window", "customers.2.service_windows.0", BAD_WINDOW),
    spot("reversed_window", "vehicle_types.0.shift", BAD_WINDOW),
    spot("reversed_window", "vehicle_types.0.breaks.0", {**BAD_WINDOW, "duration_s": 9}),
    spot("reversed_band", "depots.1.order_band", {"min_cases": 5, "max_cases": 2}),
    spot("not_a_clock_time", "customers.2.service_windows.1.latest", "6 pm"),
    spot("not_a_clock_time", "customers.2.service_windows.1.latest", "18:60"),
    spot("not_a_moment", "orders.0.release", "2025-03-03T07:30:00Z"),
    spot("not_a_moment", "orders.0.release", "2025-03-03T07:30:00+08:00"),
    spot("not_a_moment", "orders.0.release", "2025-03-03T07:30:00.5"),
    spot("not_a_moment", "orders.0.due", "2025-03-05"),
    spot("not_a_moment", "orders.0.due", "1741190400"),
    spot("not_a_moment", "depots.1.receipts.0.arrival", "2025-02-30T08:00"),
    spot("not_a_date", "horizon.start", "3 March 2025", alone=True),
    spot("not_a_date", "horizon.start", "1740960000", alone=True),
    spot("out_of_range", "horizon.start", "0001-01-01", alone=True),
    spot("out_of_range", "horizon.days", 0, alone=True),
    Planted("missing_field", "horizon", drop("horizon"), alone=True),
    Planted("missing_field", "products", drop("products"), alone=True),
    Planted("missing_field", "travel.kind", drop("travel.kind"), alone=True),
    spot("not_an_option", "travel.kind", "teleport", alone=True),
    spot("out_of_range", "travel.profiles.0.speed_kmh", 0, alone=True),
    spot("schema_version", "schema_version", 2, alone=True),
    spot("schema_version", "schema_version", "1", alone=True),
    spot("schema_version", "schema_version", True, alone=True),
    Planted(
        "not_a_matrix",
        "travel.profiles.0.distances_m",
        put("travel.profiles.0.distances_m.1.2", 0.5),
        given_matrix,
    ),
    Planted(
        "not_a_matrix",
        "travel.profiles.0.distances_m",
        put("travel.profiles.0.distances_m.1.2", math.nan),
        given_matrix,
    ),
    Planted(
        "not_a_matrix",
        "travel.profiles.0.distances_m",
        put("travel.profiles.0.distances_m.1.2", -2),
        given_matrix,
    ),
    Planted(
        "not_a_matrix",
        "travel.profiles.0.distances_m",
        put("travel.profiles.0.distances_m.1.2", 10**30),
        given_matrix,
    ),
    Planted(
        "not_a_matrix",
        "travel.profiles.0.durations_s",
        drop("travel.profiles.0.durations_s.1.2"),
        given_matrix,
    ),
    spot("not_a_matrix", "travel.profiles.0.durations_s", "none", given_matrix),
    Planted("matrix_size", "travel.profiles.0", put("travel.profiles.0.durations_s", [[0]]), given_matrix),
]
"""Faults of single fields and single objects."""

ACROSS = [
    spot(
        "duplicate_id",
        "townships.1.id",
        "east",
        alone=True,
        also=(("unknown_id", "customers.2.township_id"), ("unknown_id", "customers.3.township_id")),
    ),
    spot(
        "duplicate_id",
        "products.2.id",
        "salt",
        alone=True,
        also=(("unknown_id", "orders.2.lines.0.product_id"),),
    ),
    spot("duplicate_id", "orders.5.id", "o1"),
    spot("duplicate_id", "vehicle_types.2.id", "truck"),
    spot(
        "duplicate_id",
        "depots.0.id",
        "c1",
        alone=True,
        also=(("unknown_id", "vehicle_types.0.depot_id"), ("unknown_id", "vehicle_types.2.depot_id")),
    ),
    spot("duplicate_id", "vehicle_types.1.vehicle_ids.0", "truck-2", alone=True),
    Planted("duplicate_id", "depots.1.reach.townships.1", put("depots.1.reach.townships", ["east", "east"])),
    Planted(
        "duplicate_id", "travel.profiles.1.id", put("travel.profiles", [{"id": "default"}] * 2), alone=True
    ),
    Planted("vehicle_count", "vehicle_types.1.vehicle_ids", put("vehicle_types.1.count", 2)),
    spot("unknown_id", "orders.0.customer_id", "c9"),
    spot("unknown_id", "orders.0.lines.1.product_id", "suace"),
    spot("unknown_id", "customers.0.township_id", "north"),
    spot("unknown_id", "depots.1.stock.0.product_id", "pepper"),
    spot("unknown_id", "depots.1.receipts.0.product_id", "pepper"),
    Planted("unknown_id", "depots.1.reach.customers.0", put("depots.1.reach.customers", ["c9"])),
    spot("unknown_id", "depots.1.township_id", "north"),
    spot("unknown_id", "vehicle_types.0.depot_id", "c1"),
    spot("unknown_id", "vehicle_types.0.reload_depot_ids.0", "x"),
    spot("unknown_id", "vehicle_types.0.profile", "bike"),
    spot("unknown_id", "vehicle_types.1.area.townships.0", "north"),
    Planted(
        "unknown_id",
        "vehicle_states.0.vehicle_id",
        put("vehicle_states", [{"vehicle_id": "truck-3"}]),
        alone=True,
    ),
    spot("unknown_id", "travel.profiles.0.area_speeds.0.township_id", "north", alone=True),
    Planted(
        "empty_horizon",
        "horizon",
        put("horizon.closed_dates", [f"2025-03-0{day}" for day in range(3, 9)]),
        alone=True,
    ),
    spot("window_never_applies", "customers.1.service_windows", SUNDAY_ONLY),
    spot(
        "window_never_applies",
        "customers.1.service_windows",
        [{"earliest": 0, "latest": 1, "dates": ["2026-03-03"]}],
    ),
    spot(
        "window_never_applies",
        "depots.1.opening_hours.0",
        {"earliest": 0, "latest": 9, "weekdays": ["mon"], "dates": ["2025-03-04"]},
    ),
    spot("shift_overlap", "vehicle_types.2.shift", {"earliest": "06:00", "latest": "30:01"}),
    spot("due_before_release", "orders.0.due", "2025-03-03T07:29:59"),
    Planted(
        "release_after_horizon",
        "orders.0.release",
        lambda document: (
            put("orders.0.due", None)(document),
            put("orders.0.release", "2025-03-09T00:00")(document),
        ),
        alone=True,
    ),
    spot("due_before_horizon", "orders.1.due", "2025-03-02T23:59:59"),
    spot("due_before_horizon", "orders.3.release", "2025-03-01T23:59:59"),
    spot("duplicate_line", "orders.0.lines.1.product_id", "salt"),
    Planted("emergency_restricted", "orders.2.lines.0.product_id", put("orders.2.nature", "emergency")),
    Planted("order_destination", "orders.4.customer_id", drop("orders.4.customer_id")),
    Planted("order_destination", "orders.4.customer_id", put("orders.4.destination_depot_id", "store")),
    Planted("store_without_reach", "depots.1.reach", drop("depots.1.reach")),
    spot("store_without_reach", "depots.1.reach", {}),
    spot("empty_reach", "depots.1.reach.townships", []),
    spot("empty_reach", "vehicle_types.1.area.customers", []),
    Planted("duplicate_stock", "depots.1.stock.1.product_id", put("depots.1.stock", DOUBLE_STOCK)),
    Planted("receipts_without_stock", "depots.1.receipts", put("depots.1.stock", None)),
    Planted("break_order", "vehicle_types.0.breaks.1", put("vehicle_types.0.breaks", [REST, EARLIER_REST])),
    Planted("break_outside_shift", "vehicle_types.0.breaks.0", put("vehicle_types.0.breaks", [NIGHT_REST])),
    spot("no_vehicles", "vehicle_types", [], alone=True),
    Planted("no_vehicles", "vehicle_types", put("vehicle_types.0.count", 0), planar, alone=True),
    Planted("reserve_only", "policy.use_reserve", put("vehicle_types.0.reserve", True), planar, alone=True),
    Planted(
        "fleet_carries_nothing",
        "vehicle_types",
        put("vehicle_types.0.capacity_kg", 0.0004),
        planar,
        alone=True,
    ),
    Planted(
        "fleet_carries_nothing", "vehicle_types", put("vehicle_types.0.capacity_cases", 0), planar, alone=True
    ),
    Planted(
        "fleet_never_works", "vehicle_types", put("vehicle_types.0.shift", SUNDAY_ONLY[0]), planar, alone=True
    ),
    Planted("coordinate_system", "coordinate_system", put("travel.kind", "planar"), alone=True),
    spot("coordinate_system", "coordinate_system", "planar", alone=True),
    spot("coordinates", "customers.0.location", {"x": 30.0, "y": 104.0}),
    spot(
        "coordinates",
        "townships.0.polygon.3",
        {"x": 180.1, "y": 30.2},
        also=(("polygon", "townships.0.polygon"),),
    ),
    Planted("missing_location", "customers.3.location", drop("customers.3.location")),
    spot("missing_location", "depots.0.location", None),
    Planted("missing_location", "customers.0.location", drop("customers.0.location"), planar),
    spot("polygon", "townships.0.polygon", BOW_TIE),
    spot("polygon", "townships.0.polygon", LINE),
    spot("polygon", "vehicle_types.1.area.polygon", BOW_TIE),
    Planted("missing_place", "customers.0.id", put("travel.place_ids.1", "c1 "), given_matrix, alone=True),
    spot(
        "duplicate_id",
        "travel.place_ids.2",
        "c1",
        given_matrix,
        alone=True,
        also=(("missing_place", "depots.0.id"),),
    ),
    Planted(
        "matrix_size",
        "travel.profiles.0.distances_m",
        put("travel.place_ids", ["c2", "c1", "center", "x"]),
        given_matrix,
        alone=True,
    ),
    Planted(
        "unreachable_location",
        "customers.1.id",
        put("travel.profiles.0.distances_m.0", [0, -1, -1]),
        given_matrix,
        alone=True,
    ),
    Planted("magnitude", "vehicle_types", put("vehicle_types.0.count", 1_000_000), alone=True),
    Planted("magnitude", "travel", put("travel.scale", 1_000_000), lambda: _wide(planar()), alone=True),
    Planted("magnitude", "travel", put("travel.profiles", [{"speed_kmh": 1e-300}]), planar, alone=True),
    Planted("magnitude", "orders", put("orders.0.unserved_price", 1e9), lambda: _dear(planar()), alone=True),
]
"""Faults between objects."""


def _wide(document: Document) -> Document:
    document["customers"][0]["location"]["x"] = 1e5
    return document


def _dear(document: Document) -> Document:
    """A hundred customers of the highest priority whose orders cost a fortune."""
    document["customers"] = [
        {"id": f"c{x}", "location": {"x": 1.0 * x, "y": 0.0}, "priority": 100} for x in range(100)
    ]
    document["orders"] = [
        {
            "id": f"o{x}",
            "customer_id": f"c{x}",
            "lines": [{"product_id": "salt", "cases": 1}],
            "unserved_price": 4.6e8,
        }
        for x in range(100)
    ]
    return document
