"""What a problem says about its own orders and depots."""

from __future__ import annotations

from tests.models.documents import county, planar, read


def test_lookups_by_id():
    problem = read(county())
    assert problem.product_of["sauce"].case_weight_g == 12_500
    assert problem.product_of["sauce"].case_volume_cm3 == 30_000
    assert problem.customer_of["c3"].name == "小店3"
    assert problem.order_of["o1"].cases == 8
    assert problem.depot_of["store"].kind == "store"
    assert problem.vehicle_type_of["truck"].count == 2
    assert len(problem.slots) == 4 * 6  # two trucks, a clerk, a van; Monday to Saturday
    assert problem.slot_of["李明", problem.horizon.start].vehicle_type.id == "clerk"


def test_release_and_due_count_from_the_first_midnight():
    problem = read(county())
    assert problem.release_s(problem.order_of["o1"]) == 27_000
    assert problem.due_s(problem.order_of["o1"]) == 2 * 86_400 + 64_800
    assert problem.release_s(problem.order_of["o2"]) is None
    assert problem.due_s(problem.order_of["o2"]) is None


def test_express_orders_fall_due_a_day_after_release_or_start():
    document = county()
    document["orders"][0]["service_level"] = "express"
    problem = read(document)
    assert problem.due_s(problem.order_of["o4"]) == 86_400
    assert problem.due_s(problem.order_of["o1"]) == 27_000 + 86_400  # earlier than its own due time
    document["policy"]["express_hours"] = 240
    assert read(document).due_s(problem.order_of["o1"]) == 2 * 86_400 + 64_800
    document["policy"]["express_hours"] = None
    assert read(document).due_s(problem.order_of["o4"]) is None


def test_a_depots_own_band_precedes_the_policys():
    document = county()
    problem = read(document)
    assert problem.band_of(problem.depot_of["center"]).min_cases == 5
    assert problem.band_of(problem.depot_of["store"]).max_cases == 5
    document["depots"][1]["order_band"] = {"min_cases": 1, "max_cases": 9}
    problem = read(document)
    assert problem.band_of(problem.depot_of["store"]).max_cases == 9


def test_prices_are_multiplied_by_the_customers_priority():
    document = county()
    document["customers"][1]["priority"] = 3
    problem = read(document)
    assert problem.hold_cost(problem.order_of["o2"]) == 3 * 4_000_000
    assert problem.unserved_cost(problem.order_of["o2"]) is None
    assert problem.unserved_cost(problem.order_of["o3"]) == 120_500_000
    document["policy"]["hold"] = False
    problem = read(document)
    assert problem.hold_cost(problem.order_of["o2"]) is None


def test_equal_documents_are_equal_problems():
    assert read(planar()) == read(planar())
    assert hash(read(planar())) == hash(read(planar()))
    assert read(planar()) != read(county())
