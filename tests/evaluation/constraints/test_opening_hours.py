"""Loading begins and ends within one of the depot's opening hours."""

from tests.evaluation.build import (
    CENTER,
    at,
    bring,
    broken,
    county,
    customer,
    moment,
    order,
    plan,
    route,
    trip,
    truck,
    window,
)
from vrpcore.evaluation import evaluate


def case(*opening_hours, **given):
    problem = county(
        [customer("a", 3000)],
        [order("o", "a", 1, **given)],
        depots=[CENTER.model_copy(update={"opening_hours": opening_hours})],
        vehicle_types=[truck(loading_duration_s=1800)],
    )
    return problem, plan(route("truck-1", trip("C", bring("a", "o"))))


def test_loading_that_just_fits():
    assert broken(*case(window("08:00", "08:30"))) == []


def test_loading_that_ends_a_minute_late():
    assert broken(*case(window("07:00", "08:29"))) == [("opening_hours", "routes.0.trips.0", 60)]


def test_too_short_hours_are_passed_over():
    problem, given = case(window("08:00", "08:20"), window("09:00", "10:00"))
    assert broken(problem, given) == []
    assert evaluate(problem, given).schedule[0].start_s == at("09:00")


def test_hours_that_touch_are_one():
    assert broken(*case(window("07:00", "08:15"), window("08:15", "09:00"))) == []


def test_release_and_hours_together():
    # released 09:00, so loading lasts to 09:30: the second span is too short, the third is open
    problem, given = case(
        window("08:00", "08:40"), window("09:00", "09:20"), window("10:00", "10:30"), release=moment("09:00")
    )
    assert broken(problem, given) == []
    assert evaluate(problem, given).schedule[0].start_s == at("10:00")


def test_hours_that_never_apply():
    problem, given = case(window("08:00", "09:00", weekdays=["sun"]))
    assert broken(problem, given) == [("opening_hours", "routes.0.trips.0", 1)]
