"""Stock over time: opening stock, receipts, safety stock, shared by all routes and days."""

import datetime as dt

import pytest

from tests.evaluation.build import (
    CENTER,
    MONDAY,
    bring,
    broken,
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
from vrpcore.models import Receipt, Stock

TUESDAY = MONDAY + dt.timedelta(days=1)


def problem_with(stock, *receipts):
    return county(
        [customer("a", 1000), customer("b", 2000)],
        [
            order("oa", "a", 6),
            order("ob", "b", 4),
            order("p", "a", 50, direction="pickup", unserved_price=0.0),
        ],
        depots=[CENTER.model_copy(update={"stock": stock, "receipts": receipts})],
        vehicle_types=[truck(count=2, max_trips=2)],
        days=2,
    )


def salt(cases, safety=0):
    return (Stock(product_id="salt", cases=cases, safety_cases=safety),)


A, B = bring("a", "oa"), bring("b", "ob")
MONDAY_BOTH = plan(route("truck-1", trip("C", A)), route("truck-2", trip("C", B)))
A_THEN_B = plan(route("truck-1", trip("C", A)), route("truck-1", trip("C", B), date=TUESDAY))


@pytest.mark.parametrize(
    ("stock", "excess"), [(salt(10), 0), (salt(9), 1), (salt(12, safety=2), 0), (salt(12, safety=3), 1)]
)
def test_all_routes_share_it(stock, excess):
    expected = [("stock", "depot C", excess)] if excess else []
    assert broken(problem_with(stock), MONDAY_BOTH) == expected
    assert broken(problem_with(stock), A_THEN_B) == expected


def test_a_product_left_out_is_not_there():
    assert broken(problem_with(()), MONDAY_BOTH) == [("stock", "depot C", 10)]


def test_no_stock_means_unlimited():
    assert broken(problem_with(None), MONDAY_BOTH) == []


def test_safety_above_stock_leaves_nothing_rather_than_less():
    assert broken(problem_with(salt(3, safety=5)), MONDAY_BOTH) == [("stock", "depot C", 10)]


@pytest.mark.parametrize(
    ("arrival", "excess"),
    [
        (moment("08:00", day=1), 0),  # when Tuesday's shift begins
        (moment("08:01", day=1), 4),
    ],
)
def test_a_receipt_counts_for_shifts_that_begin_at_or_after_it(arrival, excess):
    receipt = Receipt(product_id="salt", cases=4, arrival=arrival)
    expected = [("stock", "depot C", excess)] if excess else []
    assert broken(problem_with(salt(6), receipt), A_THEN_B) == expected


def test_what_arrives_on_tuesday_is_no_help_on_monday():
    # Monday: 10 of 6 cases; Tuesday would have them all. The worst moment is told.
    receipt = Receipt(product_id="salt", cases=4, arrival=moment("08:00", day=1))
    assert broken(problem_with(salt(6), receipt), MONDAY_BOTH) == [("stock", "depot C", 4)]


def test_pickups_neither_take_nor_give():
    with_pickup = plan(route("truck-1", trip("C", collect("a", "p")), trip("C", A, B)))
    assert broken(problem_with(salt(10)), with_pickup) == []
    assert broken(problem_with(salt(9)), with_pickup) == [("stock", "depot C", 1)]


def test_stock_use_is_reported():
    receipt = Receipt(product_id="salt", cases=4, arrival=moment("08:00", day=1))
    (use,) = evaluate(problem_with(salt(12, safety=2), receipt), A_THEN_B).stock_use
    assert (use.depot_id, use.product_id, use.available_cases, use.used_cases) == ("C", "salt", 14, 10)
