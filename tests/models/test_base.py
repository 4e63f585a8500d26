"""Scalar types: clock times, dates, moments; records that cannot be changed unchecked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.models.documents import county, planar, read
from vrpcore.models import Horizon, Location, Order, OrderLine, Receipt, TimeWindow

LINE = OrderLine(product_id="salt", cases=1)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:00", 0),
        ("08:30", 30_600),
        ("8:30", 30_600),
        ("08:30:15", 30_615),
        ("26:00", 93_600),
        (93_600, 93_600),
    ],
)
def test_clock_times_are_seconds_after_midnight(text, seconds):
    assert TimeWindow(earliest=0, latest=text).latest == seconds


@pytest.mark.parametrize(
    "text", ["", "8", "8:3", "08:60", "08:30:60", "-1:00", "08:30 ", "٠٨:٣٠", "8.30", True, 8.5]
)
def test_other_clock_times_are_refused(text):
    with pytest.raises(ValidationError):
        TimeWindow(earliest=0, latest=text)


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2999, 12, 31)).map(lambda at: at.replace(microsecond=0))
)
def test_moments_are_read_from_text_and_from_objects_alike(moment):
    by_object = Receipt(product_id="salt", cases=1, arrival=moment)
    assert Receipt(product_id="salt", cases=1, arrival=moment.isoformat()) == by_object
    assert Receipt(product_id="salt", cases=1, arrival=moment.isoformat(sep=" ")) == by_object
    assert Receipt.model_validate_json(by_object.model_dump_json()) == by_object


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(2025, 3, 3, 8, 0, tzinfo=dt.UTC),
        dt.datetime(2025, 3, 3, 8, 0, 0, 1),
        dt.date(2025, 3, 3),
        "2025-03-03T08:00Z",
        "2025-03-03T24:00",
        1_741_000_000,
    ],
)
def test_zones_fractions_and_numbers_are_no_moments(moment):
    with pytest.raises(ValidationError):
        Order(id="o", customer_id="c", lines=(LINE,), due=moment)


@pytest.mark.parametrize(
    "day", ["2025-3-3", "2025-02-29", "20250303", "0", "2025-03-03T00:00:00", 0, "1899-12-31"]
)
def test_other_dates_are_refused(day):
    with pytest.raises(ValidationError):
        Horizon(start=day)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 1e10, "1", True, None])
def test_coordinates_are_finite_numbers(number):
    with pytest.raises(ValidationError):
        Location(x=number, y=0.0)


@pytest.mark.parametrize("cases", [0, -1, 10**9 + 1, 2**63, 1.0, "1", True])
def test_ordered_cases_are_whole_and_positive(cases):
    with pytest.raises(ValidationError):
        OrderLine(product_id="salt", cases=cases)


def test_records_are_immutable_and_know_no_other_fields():
    with pytest.raises(ValidationError, match="frozen"):
        LINE.cases = 2
    with pytest.raises(ValidationError, match="extra_forbidden"):
        OrderLine(product_id="salt", cases=1, weight=3)


def test_a_copy_with_changes_is_checked_like_a_new_record():
    assert LINE.model_copy(update={"cases": 3}) == OrderLine(product_id="salt", cases=3)
    with pytest.raises(ValidationError):
        LINE.model_copy(update={"cases": 0})
    with pytest.raises(ValidationError):
        LINE.model_copy(update={"case": 3})


def test_a_copied_problem_obeys_the_rules_across_objects_and_forgets_nothing_stale():
    problem = read(planar())
    assert set(problem.order_of) == {"o1", "o2"}
    shorter = problem.model_copy(update={"orders": problem.orders[:1]})
    assert set(shorter.order_of) == {"o1"}
    with pytest.raises(ValidationError, match="unknown_id"):
        problem.model_copy(update={"customers": problem.customers[:1]})
    assert read(county()).model_copy() == read(county())
