"""A feature is asked for exactly when a problem has something of it."""

from __future__ import annotations

import pytest

from tests.models.documents import county, given_matrix, planar, read
from tests.models.planted import put
from vrpcore.models import Delivery, Feature, Plan, Route, Trip, features_of

STORE_ORDER = {"id": "o3", "destination_depot_id": "center", "lines": [{"product_id": "salt", "cases": 1}]}
NOON = {"earliest": "12:00", "latest": "13:00"}
STORE = {"id": "store", "location": {"x": 0, "y": 9}}
REACHING = {"id": "center", "location": {"x": 0, "y": 0}, "reach": {"radius_m": 9000}}


def test_a_plain_problem_asks_for_nothing():
    assert features_of(read(planar())) == frozenset()
    assert features_of(read(given_matrix())) == frozenset()


@pytest.mark.parametrize(
    ("feature", "path", "value"),
    [
        (Feature.AREAS, "vehicle_types.0.area", {"customers": ["c1", "c2"]}),
        (Feature.BREAKS, "vehicle_types.0.breaks", [NOON | {"duration_s": 600}]),
        (Feature.CONSOLIDATION, "orders.1.customer_id", "c1"),
        (Feature.DAILY_TONNAGE, "depots.0.max_tonnes_per_day", 5),
        (Feature.DURATION_COST, "vehicle_types.0.cost_per_hour", 10),
        (Feature.HOLD, "orders.0.hold_price", 3),
        (Feature.MAX_DISTANCE, "vehicle_types.0.max_distance_m", 100_000),
        (Feature.MAX_DURATION, "vehicle_types.0.max_duration_s", 28_800),
        (Feature.MULTI_DAY, "horizon.days", 2),
        (Feature.MULTI_DEPOT, "depots", [planar()["depots"][0], STORE]),
        (Feature.MULTI_TRIP, "vehicle_types.0.max_trips", None),
        (Feature.NOW, "now", "2025-03-03T10:00"),
        (Feature.OPENING_HOURS, "depots.0.opening_hours", [NOON]),
        (Feature.OPTIONAL_ORDERS, "orders.0.unserved_price", 30),
        (Feature.ORDER_BANDS, "policy.center_band", {"min_cases": 5}),
        (Feature.ORDER_BANDS, "depots.0.order_band", {"max_cases": 5}),
        (Feature.PICKUPS, "orders.0.direction", "pickup"),
        (Feature.REACH, "depots", [REACHING]),
        (Feature.RELEASE_TIMES, "orders.0.release", "2025-03-03T10:00"),
        (Feature.RELOAD_ELSEWHERE, "vehicle_types.0.reload_depot_ids", ["center"]),
        (Feature.REPLENISHMENT, "orders.1", STORE_ORDER),
        (Feature.SPLIT_DELIVERIES, "orders.0.splittable", True),
        (Feature.STOCK, "depots.0.stock", [{"product_id": "salt", "cases": 9}]),
        (
            Feature.TIME_DEPENDENT_TRAVEL,
            "travel.profiles",
            [{"time_slices": [{"window": NOON, "factor": 2}]}],
        ),
        (Feature.TIME_WINDOWS, "customers.0.service_windows", [NOON]),
        (Feature.TIME_WINDOWS, "orders.0.due", "2025-03-03T18:00"),
        (Feature.TIME_WINDOWS, "orders.0.service_level", "express"),
        (Feature.TOWNSHIP_RULE, "policy.township_rule", "must"),
        (Feature.VEHICLE_STATES, "vehicle_states", [{"vehicle_id": "truck-1"}]),
    ],
)
def test_one_change_asks_for_one_feature(feature, path, value):
    document = planar()
    put(path, value)(document)
    assert features_of(read(document)) == {feature}


def test_backhauls_come_with_pickups():
    document = planar()
    document["orders"][0]["direction"] = "pickup"
    document["policy"] = {"backhaul": "last"}
    assert features_of(read(document)) == {Feature.PICKUPS, Feature.BACKHAULS_LAST}


def test_a_missing_way_asks_for_unreachable_legs():
    document = given_matrix()
    document["travel"]["profiles"][0]["durations_s"][0][1] = -1
    assert features_of(read(document)) == {Feature.UNREACHABLE_LEGS}


def test_a_locked_activity_of_the_plan_to_start_from_counts():
    visit = Delivery(customer_id="c1", order_ids=("o1",))
    problem = read(planar())

    def plan(activity):
        trip = Trip(depot_id="center", activities=(activity,))
        return Plan(routes=(Route(vehicle_id="truck-1", date=problem.horizon.start, trips=(trip,)),))

    assert features_of(problem, plan(visit)) == frozenset()
    locked = visit.model_copy(update={"locked": True})
    assert features_of(problem, plan(locked)) == {Feature.LOCKED_ACTIVITIES}


def test_without_express_hours_an_express_order_has_no_due_time():
    document = planar()
    document["orders"][0]["service_level"] = "express"
    document["policy"] = {"express_hours": None}
    assert features_of(read(document)) == frozenset()


def test_the_county_asks_for_what_it_states():
    assert features_of(read(county())) >= {
        Feature.STOCK,
        Feature.TOWNSHIP_RULE,
        Feature.ORDER_BANDS,
        Feature.SPLIT_DELIVERIES,
        Feature.RELOAD_ELSEWHERE,
    }
