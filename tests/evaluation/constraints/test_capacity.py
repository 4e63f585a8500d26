"""Kilograms, cubic metres and cases, at each moment of a trip."""

import pytest

from tests.evaluation.build import (
    bring,
    broken,
    collect,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
)

# 10 cases of 20 kg and 0.02 m3: 200 kg, 0.2 m3
EXACT = {"capacity_kg": 200.0, "capacity_m3": 0.2, "capacity_cases": 10}


def case(*trips, **given):
    problem = county(
        [customer("a", 1000), customer("b", 2000)],
        [
            order("oa", "a", 6),
            order("ob", "b", 4),
            order("pa", "a", 6, direction="pickup", unserved_price=0.0),
            order("pb", "b", 5, direction="pickup", unserved_price=0.0),
        ],
        vehicle_types=[truck(max_trips=2, **given)],
    )
    return broken(problem, plan(route("truck-1", *trips)))


BOTH = trip("C", bring("a", "oa"), bring("b", "ob"))


@pytest.mark.parametrize("dimension", EXACT)
def test_full_to_the_last_case(dimension):
    assert case(BOTH, **{dimension: EXACT[dimension]}) == []


@pytest.mark.parametrize(
    ("given", "excess"),
    [
        ({"capacity_kg": 199.999}, 1),  # grams
        ({"capacity_m3": 0.199}, 1000),  # cm3
        ({"capacity_cases": 9}, 1),
    ],
)
def test_too_full(given, excess):
    assert case(BOTH, **given) == [("capacity", "routes.0.trips.0", excess)]


def test_every_dimension_is_told():
    assert [rule for rule, _, _ in case(BOTH, capacity_kg=1.0, capacity_m3=0.001, capacity_cases=1)] == [
        "capacity"
    ] * 3


def test_two_trips_carry_half_each():
    assert case(trip("C", bring("a", "oa")), trip("C", bring("b", "ob")), capacity_cases=6) == []


def test_a_pickup_fills_what_deliveries_have_emptied():
    # aboard: 10 on leaving, 4 after a, 9 after collecting 5 at b, 5 after delivering 4 there
    assert case(trip("C", bring("a", "oa"), collect("b", "pb"), bring("b", "ob")), capacity_cases=10) == []


def test_a_pickup_too_early_is_too_much_at_that_moment():
    # aboard: 10 on leaving, 15 after collecting 5 at b, 11 and 5 after the deliveries
    early = trip("C", collect("b", "pb"), bring("b", "ob"), bring("a", "oa"))
    assert case(early, capacity_cases=14) == [("capacity", "routes.0.trips.0", 1)]
    assert case(early, capacity_cases=15) == []


def test_pickups_are_dropped_at_the_next_loading():
    # 6 collected, dropped; then 10 delivered
    assert case(trip("C", collect("a", "pa")), BOTH, capacity_cases=10) == []
