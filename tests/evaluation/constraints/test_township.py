"""Near, convenient, urgent: the store of the township first, by rule or by price."""

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
    moment,
    order,
    plan,
    route,
    trip,
    truck,
)
from vrpcore.evaluation import evaluate
from vrpcore.models import ChannelPolicy, OrderBand, Reach, Receipt, Stock


def case(rule, vehicle_id="truck-1", store=STORE, cases=3, **given):
    direction = given.get("direction", "delivery")
    problem = county(
        [customer("a", 10_500, township_id="east")],
        [order("o", "a", cases, **given)],
        depots=[CENTER, store],
        vehicle_types=[truck(), bike()],
        policy=ChannelPolicy(
            township_rule=rule,
            township_price=6.0,
            store_band=OrderBand(min_cases=2, max_cases=5, waiver_above=1.0),
        ),
    )
    visit = (bring if direction == "delivery" else collect)("a", "o")
    depot_id = "C" if vehicle_id == "truck-1" else "S"
    result = evaluate(problem, plan(route(vehicle_id, trip(depot_id, visit))))
    return [v.rule for v in result.violations], result.breakdown.township


def changed(**given):
    return STORE.model_copy(update=given)


def test_the_store_itself():
    assert case("must", "bike-1") == ([], 0)
    assert case("prefer", "bike-1") == ([], 0)


def test_passing_it_over():
    assert case("must") == (["township"], 0)
    assert case("prefer") == ([], 6 * MICRO)
    assert case("free") == ([], 0)


@pytest.mark.parametrize(
    "store",
    [
        changed(township_id="west"),
        changed(township_id=None),
        changed(kind="center"),
        changed(reach=Reach(townships=["east"], radius_m=499.0)),  # the customer is 500 m away
        changed(stock=()),  # carries nothing
        changed(stock=(Stock(product_id="salt", cases=5, safety_cases=5),)),
        changed(order_band=OrderBand(min_cases=4)),
        changed(order_band=OrderBand(min_cases=4, waiver_below=1.0)),  # a band with a waiver is no admission
    ],
)
def test_a_store_that_does_not_admit_the_visit_binds_nobody(store):
    assert case("must", store=store) == ([], 0)
    assert case("prefer", store=store) == ([], 0)


@pytest.mark.parametrize(
    "store",
    [
        changed(stock=(Stock(product_id="salt", cases=1),)),  # little, but it carries it
        changed(
            stock=(Stock(product_id="salt", cases=5, safety_cases=5),),
            receipts=(Receipt(product_id="salt", cases=1, arrival=moment("17:00")),),
        ),
    ],
)
def test_carrying_a_product_is_not_having_enough_of_it(store):
    assert case("must", store=store) == (["township"], 0)


def test_visits_outside_the_band_are_free_to_go():
    assert case("must", cases=6) == ([], 0)
    assert case("must", cases=1) == ([], 0)
    assert case("must", cases=1, nature="emergency") == (["township"], 0)  # exempt, so admitted


def test_pickups_are_not_concerned():
    assert case("must", direction="pickup") == ([], 0)


def test_any_store_of_the_township_will_do():
    other = changed(id="T")
    problem = county(
        [customer("a", 10_500, township_id="east")],
        [order("o", "a", 3)],
        depots=[CENTER, STORE, other],
        vehicle_types=[bike(), bike(id="cart", depot_id="T")],
        policy=ChannelPolicy(township_rule="must"),
    )
    assert evaluate(problem, plan(route("cart-1", trip("T", bring("a", "o"))))).is_feasible
