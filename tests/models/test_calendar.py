"""Working days and repeating windows, counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vrpcore.models import Horizon, TimeWindow
from vrpcore.models.calendar import DAY, spans

MONDAY = dt.date(2025, 3, 3)


def test_half_a_month_from_a_monday_without_sundays_has_13_working_days():
    # 3 to 17 March 2025: 15 days, Sundays on the 9th and the 16th.
    horizon = Horizon(start=MONDAY, days=15, closed_weekdays=("sun",))
    assert len(horizon.working_days) == 13
    assert horizon.working_days[0] == MONDAY
    assert horizon.working_days[-1] == dt.date(2025, 3, 17)
    assert dt.date(2025, 3, 9) not in horizon.working_days
    assert horizon.end_s == 15 * 86_400


def test_holidays_are_closed_and_others_without_effect():
    horizon = Horizon(start=MONDAY, days=3, closed_dates=(dt.date(2025, 3, 4), dt.date(2025, 10, 1)))
    assert horizon.working_days == (MONDAY, dt.date(2025, 3, 5))


def test_seconds_count_from_the_first_midnight():
    horizon = Horizon(start=MONDAY, days=2)
    assert horizon.seconds(dt.datetime(2025, 3, 4, 8, 30)) == 86_400 + 30_600
    assert horizon.seconds(dt.datetime(2025, 3, 2, 23, 59, 59)) == -1
    assert horizon.midnight(dt.date(2025, 3, 5)) == 2 * 86_400
    assert horizon.moment(86_400 + 30_600) == dt.datetime(2025, 3, 4, 8, 30)


@given(st.integers(-(10**9), 10**10))
def test_moments_and_seconds_are_inverse(seconds):
    horizon = Horizon(start=MONDAY)
    assert horizon.seconds(horizon.moment(seconds)) == seconds


def test_windows_repeat_on_working_days_only():
    horizon = Horizon(start=dt.date(2025, 3, 7), days=4, closed_weekdays=("sat", "sun"))  # Friday to Monday
    morning = TimeWindow(earliest="08:00", latest="12:00")
    assert spans((morning,), horizon) == ((28_800, 43_200), (3 * DAY + 28_800, 3 * DAY + 43_200))
    assert spans((TimeWindow(earliest=0, latest=1, weekdays=("sat",)),), horizon) == ()
    assert spans((), horizon) == ()


def test_windows_by_weekday_and_date():
    horizon = Horizon(start=MONDAY, days=3)
    tuesday = TimeWindow(earliest=0, latest=60, weekdays=("tue",))
    wednesday = TimeWindow(earliest=60, latest=120, dates=(dt.date(2025, 3, 5), dt.date(2025, 4, 1)))
    assert spans((wednesday, tuesday), horizon) == ((DAY, DAY + 60), (2 * DAY + 60, 2 * DAY + 120))


def test_a_window_over_midnight_joins_the_next_morning():
    horizon = Horizon(start=MONDAY, days=2)
    night = TimeWindow(earliest="22:00", latest="26:00")  # to 02:00 of the next day
    early = TimeWindow(earliest="01:00", latest="05:00")
    assert spans((night, early), horizon) == (
        (3_600, 18_000),
        (22 * 3_600, DAY + 18_000),
        (DAY + 22 * 3_600, DAY + 26 * 3_600),
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ((50, 80), ((0, 80),)),  # overlap
        ((60, 80), ((0, 80),)),  # common second
        ((61, 80), ((0, 80),)),  # no whole second between them
        ((62, 80), ((0, 60), (62, 80))),
        ((10, 20), ((0, 60),)),  # within
    ],
)
def test_overlapping_and_touching_windows_are_merged(second, expected):
    windows = (TimeWindow(earliest=second[0], latest=second[1]), TimeWindow(earliest=0, latest=60))
    assert spans(windows, Horizon(start=MONDAY)) == expected


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted), max_size=6))
def test_spans_are_sorted_disjoint_and_hold_exactly_the_same_seconds(bounds):
    windows = tuple(TimeWindow(earliest=a, latest=b) for a, b in bounds)
    merged = spans(windows, Horizon(start=MONDAY))
    held = [second for a, b in merged for second in range(a, b + 1)]
    assert held == sorted({second for a, b in bounds for second in range(a, b + 1)})


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"weekdays": ()}, "too_short"),
        ({"dates": ()}, "too_short"),
        ({"weekdays": ("mon",), "dates": (dt.date(2025, 3, 4),)}, "window_never_applies"),
    ],
)
def test_windows_that_exist_on_no_day_at_all_are_refused(days, code):
    with pytest.raises(ValidationError, match=code):
        TimeWindow(earliest=0, latest=1, **days)
