"""Service begins in one of the customer's windows; several per day, and only on some days."""

import datetime as dt

from tests.evaluation.build import (
    MONDAY,
    at,
    bring,
    broken,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    window,
)
from vrpcore.evaluation import evaluate


def case(*windows, x=3000, date=MONDAY):
    problem = county([customer("a", x, service_windows=windows)], [order("o", "a", 1)], days=2)
    return problem, plan(route("truck-1", trip("C", bring("a", "o")), date=date))


def test_the_last_moment_counts():
    assert broken(*case(window("08:00", "08:05"))) == []


def test_a_minute_late():
    late = broken(*case(window("08:00", "08:04")))
    assert late == [("service_window", "routes.0.trips.0.activities.0", 60)]


def test_the_next_window_is_used():
    # 36 km take an hour: 09:00 is past the first window
    problem, given = case(window("08:00", "08:30"), window("11:00", "12:00"), x=36_000)
    assert broken(problem, given) == []
    schedule = evaluate(problem, given).schedule[0]
    assert (schedule.start_s, schedule.stops[2].start_s) == (at("10:00"), at("11:00"))


def test_a_window_of_another_day_is_no_help():
    # 08:05 on Monday is an hour and 25 min past the last window of that day, and there is none to wait for
    early = window("06:00", "06:40")
    late = broken(*case(early))
    assert late == [("service_window", "routes.0.trips.0.activities.0", 5100)]


def test_windows_on_single_weekdays():
    tuesday = window("08:00", "18:00", weekdays=["tue"])
    assert broken(*case(tuesday, date=MONDAY + dt.timedelta(days=1))) == []
    # served at 08:05 on Monday, 23 h 55 min before the window opens
    early = broken(*case(tuesday))
    assert early == [("service_window", "routes.0.trips.0.activities.0", at("23:55"))]
