"""Valid documents, as plain JSON values, that tests then break in one place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from vrpcore.errors import Fault, InvalidProblemError
from vrpcore.io import problem_from_json
from vrpcore.models import Problem

Document = dict[str, Any]

SQUARE = [{"x": 104.0, "y": 30.0}, {"x": 104.2, "y": 30.0}, {"x": 104.2, "y": 30.2}, {"x": 104.0, "y": 30.2}]


def county() -> Document:
    """Two townships, a centre and a store with stock, a truck, a clerk and a reserve van, six orders."""
    return {
        "schema_version": 1,
        "name": "三江县",
        "horizon": {"start": "2025-03-03", "days": 6, "closed_weekdays": ["sun"]},
        "townships": [
            {"id": "east", "name": "东镇", "polygon": [dict(corner) for corner in SQUARE]},
            {"id": "west", "name": "西镇"},
        ],
        "products": [
            {"id": "salt", "case_weight_kg": 20.0, "case_volume_m3": 0.02},
            {"id": "sauce", "case_weight_kg": 12.5, "case_volume_m3": 0.03, "cargo_class": "light"},
            {"id": "nitrite", "case_weight_kg": 25.0, "restricted": True},
        ],
        "customers": [
            {
                "id": f"c{number}",
                "name": f"小店{number}",
                "location": {"x": 104.05 + 0.01 * number, "y": 30.05},
                "township_id": "east" if number < 3 else "west",
                "service_windows": [
                    {"earliest": "08:00", "latest": "11:30"},
                    {"earliest": 50_400, "latest": "18:00:00"},
                ],
                "service_duration_s": 300,
            }
            for number in range(1, 5)
        ],
        "orders": [
            {
                "id": "o1",
                "customer_id": "c1",
                "lines": [{"product_id": "salt", "cases": 6}, {"product_id": "sauce", "cases": 2}],
                "release": "2025-03-03T07:30:00",
                "due": "2025-03-05T18:00",
            },
            {"id": "o2", "customer_id": "c2", "lines": [{"product_id": "salt", "cases": 3}], "hold_price": 4},
            {
                "id": "o3",
                "customer_id": "c3",
                "lines": [{"product_id": "nitrite", "cases": 8}],
                "unserved_price": 120.5,
            },
            {
                "id": "o4",
                "customer_id": "c1",
                "lines": [{"product_id": "sauce", "cases": 4}],
                "service_level": "express",
                "nature": "emergency",
            },
            {
                "id": "o5",
                "customer_id": "c4",
                "lines": [{"product_id": "sauce", "cases": 1}],
                "direction": "pickup",
            },
            {
                "id": "o6",
                "customer_id": "c4",
                "lines": [{"product_id": "salt", "cases": 90}],
                "splittable": True,
            },
        ],
        "depots": [
            {"id": "center", "location": {"x": 104.1, "y": 30.1}},
            {
                "id": "store",
                "kind": "store",
                "location": {"x": 104.06, "y": 30.05},
                "township_id": "east",
                "opening_hours": [{"earliest": "07:00", "latest": "19:00"}],
                "stock": [{"product_id": "salt", "cases": 400, "safety_cases": 20}],
                "receipts": [{"product_id": "salt", "cases": 100, "arrival": "2025-03-05T09:00:00"}],
                "fee_per_tonne": 35.0,
                "reach": {"townships": ["east"], "radius_m": 1000.0},
            },
        ],
        "vehicle_types": [
            {
                "id": "truck",
                "depot_id": "center",
                "count": 2,
                "capacity_kg": 5000,
                "capacity_m3": 20.0,
                "cost_per_km": 2.2,
                "wage": {"per_month": 2300},
                "loader_fee_per_tonne": 30.0,
                "shift": {"earliest": "07:00", "latest": "19:00"},
                "breaks": [{"earliest": "11:30", "latest": "13:00", "duration_s": 1800}],
                "reload_depot_ids": ["store"],
                "max_trips": 2,
            },
            {
                "id": "clerk",
                "depot_id": "store",
                "vehicle_ids": ["李明"],
                "capacity_cases": 10,
                "area": {"townships": ["east"], "polygon": [dict(corner) for corner in SQUARE]},
            },
            {"id": "van", "depot_id": "center", "capacity_kg": 800.0, "reserve": True},
        ],
        "policy": {
            "center_band": {"min_cases": 5, "waiver_below": 20.0},
            "store_band": {"min_cases": 2, "max_cases": 5},
            "township_rule": "prefer",
            "township_price": 3.0,
        },
        "travel": {
            "kind": "geodesic",
            "profiles": [
                {"id": "default", "detour": 1.3, "area_speeds": [{"township_id": "east", "speed_kmh": 25}]}
            ],
        },
    }


def planar() -> Document:
    """A small problem on a plane: one depot, one truck, two customers."""
    return {
        "horizon": {"start": "2025-03-03"},
        "coordinate_system": "planar",
        "products": [{"id": "salt", "case_weight_kg": 20.0}],
        "customers": [{"id": f"c{x}", "location": {"x": 1000.0 * x, "y": 0.0}} for x in (1, 2)],
        "orders": [
            {"id": f"o{x}", "customer_id": f"c{x}", "lines": [{"product_id": "salt", "cases": 5}]}
            for x in (1, 2)
        ],
        "depots": [{"id": "center", "location": {"x": 0.0, "y": 0.0}}],
        "vehicle_types": [{"id": "truck", "depot_id": "center", "capacity_kg": 5000}],
        "travel": {"kind": "planar"},
    }


def given_matrix() -> Document:
    """The planar problem with distances given as a matrix, in another order of places, without locations."""
    document = planar()
    for place in (*document["customers"], *document["depots"]):
        del place["location"]
    distances = [[0, 1000, 2000], [1000, 0, 1000], [2000, 1000, 0]]
    document["travel"] = {
        "kind": "matrix",
        "place_ids": ["c2", "c1", "center"],
        "profiles": [{"distances_m": distances, "durations_s": [row[:] for row in distances]}],
    }
    return document


def read(document: Document) -> Problem:
    """The document as a problem."""
    return problem_from_json(json.dumps(document, ensure_ascii=False))


def faults_after(
    breaking: Callable[[Document], object], make: Callable[[], Document] = county
) -> tuple[Fault, ...]:
    """The faults of a valid document after a change that breaks it."""
    document = make()
    breaking(document)
    with pytest.raises(InvalidProblemError) as caught:
        read(document)
    return caught.value.faults


def found(
    breaking: Callable[[Document], object], make: Callable[[], Document] = county
) -> list[tuple[str, str]]:
    """Code and place of the faults of a valid document after a change that breaks it."""
    return [(fault.code, fault.where) for fault in faults_after(breaking, make)]
