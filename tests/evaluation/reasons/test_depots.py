"""Each depot is tested for itself, with its figures."""

import datetime as dt

import pytest

from tests.evaluation.build import (
    CENTER,
    MONDAY,
    STORE,
    bike,
    bring,
    county,
    customer,
    moment,
    order,
    plan,
    route,
    trip,
    truck,
)
from tests.evaluation.reasons.why import the_code, why
from vrpcore.models import ChannelPolicy, OrderBand, Receipt, Stock

TWO_CHANNELS = ChannelPolicy(
    center_band=OrderBand(min_cases=5), store_band=OrderBand(min_cases=2, max_cases=5), township_rule="must"
)


def two_channels(cases, x=10_500, township_id="east", store=STORE, policy=TWO_CHANNELS, **given):
    return county(
        [customer("a", x, township_id=township_id)],
        [order("o", "a", cases, unserved_price=0.0, **given)],
        depots=[CENTER, store],
        vehicle_types=[truck(), bike()],
        policy=policy,
    )


def test_too_small_for_the_centre_and_out_of_reach_of_the_store():
    assert why(two_channels(4, township_id="west"), "o") == [
        ("below_minimum", "C", "4 cases; depot 'C' serves 5 cases or more, without waiver"),
        ("outside_reach", "S", "customer 'a' is outside the reach of depot 'S'"),
    ]


def test_too_large_for_the_store():
    reasons = why(two_channels(6), "o")
    assert ("above_maximum", "S", "6 cases; depot 'S' serves 5 cases or fewer, without waiver") in reasons
    assert reasons[-1][0] == "costs_more"  # the centre could, for more than nothing


def test_the_store_of_the_township_comes_first():
    reasons = why(two_channels(5), "o")
    assert reasons[0][:2] == ("store_of_township", "C")
    assert "'S'" in reasons[0][2]


def test_a_product_that_the_store_does_not_carry():
    empty = STORE.model_copy(update={"stock": (Stock(product_id="salt", cases=3, safety_cases=3),)})
    policy = ChannelPolicy(center_band=OrderBand(min_cases=5))
    assert [reason[0] for reason in why(two_channels(2, store=empty, policy=policy), "o")] == [
        "below_minimum",
        "not_carried",
    ]


def stocked(cases, *receipts):
    stock = (Stock(product_id="salt", cases=cases),)
    return county(
        [customer("a", 1000), customer("b", 1000)],
        [order("o", "a", 6, unserved_price=0.0), order("other", "b", 4)],
        depots=[CENTER.model_copy(update={"stock": stock, "receipts": receipts})],
        days=2,
    )


OTHER_FIRST = plan(route("truck-1", trip("C", bring("b", "other"))))


def test_stock_that_others_have_taken():
    assert why(stocked(9), "o", OTHER_FIRST) == [
        ("out_of_stock", "C", "depot 'C' has 5 cases of product 'salt' left, 6 cases are needed")
    ]
    assert the_code(stocked(10), "o", OTHER_FIRST) == "costs_more"


@pytest.mark.parametrize(("clock", "code"), [("08:00", "costs_more"), ("08:01", "out_of_stock")])
def test_stock_that_arrives_in_time_for_the_last_shift(clock, code):
    receipt = Receipt(product_id="salt", cases=1, arrival=moment(clock, day=1))
    assert the_code(stocked(9, receipt), "o", OTHER_FIRST) == code


def test_daily_tonnage_that_others_have_used():
    def problem(days):
        return county(
            [customer("a", 1000), customer("b", 1000)],
            [order("o", "a", 6, unserved_price=0.0), order("other", "b", 4)],
            depots=[CENTER.model_copy(update={"max_tonnes_per_day": 0.199})],
            days=days,
        )

    # 199 kg a day, 80 kg used: 119 kg are left for 120 kg, but only on Monday
    assert why(problem(1), "o", OTHER_FIRST) == [
        ("over_tonnage", "C", "depot 'C' may load at most 119 kg more on any day, 120 kg are needed")
    ]
    tuesday = plan(*OTHER_FIRST.routes, route("truck-1", trip("C"), date=MONDAY + dt.timedelta(days=1)))
    assert the_code(problem(2), "o", tuesday) == "costs_more"


def test_pickups_need_reach_only():
    problem = two_channels(1, direction="pickup")
    assert the_code(problem) == "costs_more"
