"""A route starts and ends within its shift."""

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


def case(x, **given):
    problem = county([customer("a", x)], [order("o", "a", 1)], vehicle_types=[truck(**given)])
    return problem, plan(route("truck-1", trip("C", bring("a", "o"))))


def test_back_when_the_shift_ends():
    # 18 km: 1,800 s each way, in a shift of one hour
    assert broken(*case(18_000, shift=window("08:00", "09:00"))) == []


def test_back_two_seconds_later():
    assert broken(*case(18_010, shift=window("08:00", "09:00"))) == [("shift", "routes.0", 2)]


def test_no_shift_means_from_midnight_to_midnight():
    problem, given = case(18_000, shift=None)
    schedule = evaluate(problem, given).schedule[0]
    assert (schedule.start_s, schedule.end_s) == (0, 3600)
    # 432 km: 12 h each way
    assert broken(*case(432_000, shift=None)) == []
    assert broken(*case(432_010, shift=None)) == [("shift", "routes.0", 2)]


def test_a_night_shift_ends_on_the_next_day():
    problem, given = case(36_000, shift=window("23:00", "25:00"))
    schedule = evaluate(problem, given).schedule[0]
    assert (schedule.start_s, schedule.end_s) == (at("23:00"), at("25:00"))
    assert broken(problem, given) == []
