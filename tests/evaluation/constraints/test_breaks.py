"""Taken once, in order, in the window; left out only by routes that end early or start late."""

from tests.evaluation.build import (
    at,
    bring,
    broken,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
    window,
)
from vrpcore.evaluation import evaluate
from vrpcore.models import Break, BreakRule

LUNCH = BreakRule(earliest="12:00", latest="13:00", duration_s=1800)
TEA = BreakRule(earliest="15:00", latest="15:30", duration_s=600)


def case(*activities, breaks=(LUNCH,), opens="08:00", closes="18:00", service_duration_s=0):
    """One customer, 300 s away."""
    problem = county(
        [customer("a", 3000, service_windows=[window(opens, closes)], service_duration_s=service_duration_s)],
        [order("o", "a", 1)],
        vehicle_types=[truck(breaks=breaks)],
    )
    return problem, plan(route("truck-1", trip("C", *activities)))


A = bring("a", "o")


def test_back_by_the_latest_begin_needs_no_break():
    # service at 12:55 on the dot, home 300 s later: 13:00
    assert broken(*case(A, opens="12:55", closes="12:55")) == []


def test_leaving_after_the_time_of_the_break_needs_none_either():
    # 12:00 + 30 min = 12:30: it leaves then, finds the window open since 12:31, and is back at 13:06
    problem, given = case(A, opens="12:31", closes="14:00", service_duration_s=1560)
    assert broken(problem, given) == []
    assert evaluate(problem, given).schedule[0].start_s == at("12:30")
    assert evaluate(problem, given).schedule[0].end_s == at("13:06")


def test_a_long_route_over_noon_needs_it():
    # Leaving 12:24, service at 12:29 for 40 min, home 13:14: 14 min after 13:00, and 6 min before 12:30.
    problem, given = case(A, opens="12:29", closes="12:29", service_duration_s=2400)
    found = evaluate(problem, given).violations
    assert [(v.rule, v.where, v.excess) for v in found] == [("break", "routes.0", 360)]
    assert "2026-03-02 12:24:00" in found[0].what


def test_a_break_that_begins_late():
    # after the service, 13:09: nine minutes late; before it there is time
    problem, _ = case(opens="12:29", closes="12:35", service_duration_s=2400)
    late = plan(route("truck-1", trip("C", A, Break())))
    early = plan(route("truck-1", trip("C", Break(), A)))
    assert broken(problem, late) == [("break", "routes.0.trips.0.activities.1", 540)]
    assert broken(problem, early) == []


def test_the_break_waits_for_its_window_at_the_place_before():
    problem, given = case(A, Break(), closes="09:00")
    schedule = evaluate(problem, given).schedule[0]
    rest = next(stop for stop in schedule.stops if stop.kind == "break")
    assert broken(problem, given) == []
    assert (rest.place_id, rest.start_s, rest.departure_s) == ("a", at("12:00"), at("12:30"))
    assert schedule.end_s == at("12:35")


def test_a_break_may_open_a_trip():
    problem, given = case(Break(), A)
    rest = next(stop for stop in evaluate(problem, given).schedule[0].stops if stop.kind == "break")
    assert rest.place_id == "C"


def test_twice_or_out_of_order():
    breaks = (LUNCH, TEA)
    problem, given = case(A, Break(), Break(), Break(break_idx=1), breaks=breaks)
    assert ("break", "routes.0.trips.0.activities.2", 1) in broken(problem, given)
    problem, given = case(A, Break(break_idx=1), Break(), breaks=breaks)
    assert ("break", "routes.0.trips.0.activities.2", 1) in broken(problem, given)
    problem, given = case(A, Break(), Break(break_idx=1), breaks=breaks)
    assert broken(problem, given) == []
