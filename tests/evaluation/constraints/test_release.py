"""Deliveries are loaded, pickups collected, no sooner than released."""

from tests.evaluation.build import (
    at,
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
)
from vrpcore.evaluation import evaluate


def case(direction, release):
    problem = county([customer("a", 3000)], [order("o", "a", 1, direction=direction, release=release)])
    visit = bring("a", "o") if direction == "delivery" else collect("a", "o")
    return problem, plan(route("truck-1", trip("C", visit)))


def test_loading_waits_for_a_delivery():
    problem, given = case("delivery", moment("09:00"))
    load = evaluate(problem, given).schedule[0].stops[1]
    assert broken(problem, given) == []
    assert (load.kind, load.start_s) == ("load", at("09:00"))


def test_service_waits_for_a_pickup():
    problem, given = case("pickup", moment("09:00"))
    schedule = evaluate(problem, given).schedule[0]
    assert broken(problem, given) == []
    assert schedule.start_s == at("08:55")
    assert schedule.stops[2].start_s == at("09:00")


def test_a_release_after_the_shift_cannot_be_kept():
    # loaded at once, at 08:00, 12 h before the release
    assert broken(*case("delivery", moment("20:00"))) == [
        ("release", "routes.0.trips.0.activities.0", 12 * 3600)
    ]
    # collected at 08:05
    assert broken(*case("pickup", moment("20:00"))) == [
        ("release", "routes.0.trips.0.activities.0", 11 * 3600 + 55 * 60)
    ]


def test_a_release_in_the_past_changes_nothing():
    problem, given = case("delivery", moment("08:00", day=-3))
    assert evaluate(problem, given).schedule[0].start_s == at("08:00")
