"""Centre minimum of 5 cases, store band of 2 to 5, their waivers and exemptions."""

import pytest

from tests.evaluation.build import (
    CENTER,
    MICRO,
    STORE,
    bike,
    bring,
    collect,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
)
from vrpcore.evaluation import evaluate
from vrpcore.models import ChannelPolicy, OrderBand


def case(
    depot_id, *cases, waiver_below=None, waiver_above=None, nature="cycle", exempt=True, direction="delivery"
):
    waivers = {"waiver_below": waiver_below, "waiver_above": waiver_above}
    orders = [
        order(f"o{idx}", "a", number, nature=nature, direction=direction) for idx, number in enumerate(cases)
    ]
    problem = county(
        [customer("a", 10_500, township_id="east")],
        orders,
        depots=[CENTER, STORE],
        vehicle_types=[truck(), bike()],
        policy=ChannelPolicy(
            center_band=OrderBand(min_cases=5, **waivers),
            store_band=OrderBand(min_cases=2, max_cases=5, **waivers),
            emergency_exempt=exempt,
        ),
    )
    visit = (bring if direction == "delivery" else collect)("a", *(one.id for one in orders))
    vehicle_id = "truck-1" if depot_id == "C" else "bike-1"
    result = evaluate(problem, plan(route(vehicle_id, trip(depot_id, visit))))
    return [(v.rule, v.excess) for v in result.violations], result.breakdown.waivers


@pytest.mark.parametrize(
    ("depot_id", "cases", "expected"),
    [
        ("C", 5, []),  # 含 5 箱
        ("C", 4, [("order_band", 1)]),
        ("C", 500, []),
        ("S", 1, [("order_band", 1)]),
        ("S", 2, []),
        ("S", 5, []),
        ("S", 7, [("order_band", 2)]),
    ],
)
def test_bands_of_centre_and_store(depot_id, cases, expected):
    assert case(depot_id, cases) == (expected, 0)


def test_waivers_are_paid_once_per_visit():
    assert case("C", 3, waiver_below=8.0) == ([], 8 * MICRO)
    assert case("S", 9, waiver_above=12.5) == ([], 12_500_000)
    assert case("C", 5, waiver_below=8.0) == ([], 0)
    assert case("S", 9, waiver_below=8.0) == ([("order_band", 4)], 0)  # the wrong side is not for sale


def test_the_band_applies_to_the_sum_of_a_visit():
    assert case("C", 2, 3) == ([], 0)
    assert case("S", 3, 3) == ([("order_band", 1)], 0)


def test_emergency_orders_are_exempt_from_the_minimum_only():
    assert case("C", 1, nature="emergency", waiver_below=8.0) == ([], 0)
    assert case("C", 1, nature="emergency", exempt=False) == ([("order_band", 4)], 0)
    assert case("S", 6, nature="emergency") == ([("order_band", 1)], 0)


def test_pickups_have_no_band():
    assert case("C", 1, direction="pickup", waiver_below=8.0) == ([], 0)


def test_a_depot_has_its_own_band_first():
    own = CENTER.model_copy(update={"order_band": OrderBand(min_cases=1)})
    problem = county(
        [customer("a", 1000)],
        [order("o", "a", 1)],
        depots=[own],
        policy=ChannelPolicy(center_band=OrderBand(min_cases=5)),
    )
    assert evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o"))))).is_feasible
