"""Could a vehicle bring it with nothing else to do? Ways, distance, and every time rule."""

import pytest

from tests.evaluation.build import (
    CENTER,
    bring,
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
from tests.evaluation.reasons.why import the_code, why
from vrpcore.models import BreakRule, MatrixProfile, MatrixTravel

LUNCH = BreakRule(earliest="12:00", latest="13:00", duration_s=1800)


def alone(x=36_000, windows=(), opening_hours=(), service_duration_s=0, vehicle=None, **given):
    """A customer an hour away."""
    return county(
        [customer("a", x, service_windows=windows, service_duration_s=service_duration_s)],
        [order("o", "a", 1, unserved_price=0.0, **given)],
        depots=[CENTER.model_copy(update={"opening_hours": opening_hours})],
        vehicle_types=[truck(**(vehicle or {}))],
    )


@pytest.mark.parametrize(
    ("given", "figures"),
    [
        ({"due": moment("08:59")}, ["begins at 2026-03-02 09:00:00", "by 2026-03-02 08:59:00"]),
        ({"windows": [window("06:00", "07:00")]}, ["no service window"]),
        (
            {"windows": [window("17:01", "17:30")]},
            ["back at 2026-03-02 18:01:00", "ends at 2026-03-02 18:00"],
        ),
        ({"release": moment("17:00")}, ["back at 2026-03-02 19:00:00"]),
        ({"release": moment("19:00")}, ["no opening hour after the release"]),
        ({"opening_hours": [window("19:00", "20:00")]}, ["no opening hour after the release"]),
        ({"vehicle": {"max_duration_s": 7199}}, ["takes 7,200 s, allowed: 7,199 s"]),
        (
            # the break would begin after 13:00 at the customer, or make service begin after 11:45
            {
                "vehicle": {"breaks": [LUNCH]},
                "windows": [window("11:45", "11:45")],
                "service_duration_s": 4600,
            },
            ["a break does not fit in"],
        ),
    ],
)
def test_too_late(given, figures):
    ((code, depot_id, text),) = why(alone(**given), "o")
    assert (code, depot_id) == ("too_late", "C")
    assert "vehicle type 'truck' of depot 'C' is too late for customer 'a' on its only day" in text
    for figure in figures:
        assert figure in text


@pytest.mark.parametrize(
    "given",
    [
        {"due": moment("09:00")},
        {"windows": [window("16:59", "17:00")]},
        {"release": moment("16:00")},
        {"vehicle": {"max_duration_s": 7200}},
        {"vehicle": {"breaks": [LUNCH]}, "windows": [window("11:45", "11:45")], "service_duration_s": 4500},
    ],
)
def test_just_in_time(given):
    assert the_code(alone(**given)) == "costs_more"


def test_too_far():
    problem = alone(vehicle={"max_distance_m": 71_999})
    assert why(problem, "o") == [
        (
            "too_far",
            "C",
            "customer 'a' and back is 72 km for vehicle type 'truck' of depot 'C', "
            "which drives 71.999 km at most",
        )
    ]
    assert the_code(alone(vehicle={"max_distance_m": 72_000})) == "costs_more"


def test_no_way():
    none, some = [[0, 5], [-1, 0]], [[0, 5], [5, 0]]
    sundays = window("08:00", "18:00", weekdays=["sun"])
    travel = MatrixTravel(
        place_ids=["C", "a"],
        profiles=[
            MatrixProfile(distances_m=none, durations_s=none),
            MatrixProfile(id="foot", distances_m=some, durations_s=some),
        ],
    )
    problem = county(
        [customer("a", 0)],
        [order("o", "a", 1, unserved_price=0.0)],
        travel=travel,
        vehicle_types=[
            truck(),
            truck(id="walker", profile="foot", shift=sundays),
        ],
    )
    assert [(code, text) for code, _, text in why(problem, "o")] == [
        (
            "unreachable",
            "there is no direct way to customer 'a' and back for vehicle type 'truck' of depot 'C'",
        ),
        ("no_vehicle", "vehicle type 'walker' of depot 'C' has no shift on any working day"),
    ]


def test_all_days_are_tried():
    def problem(windows):
        return county(
            [customer("a", 3000, service_windows=windows)],
            [order("o", "a", 1, unserved_price=0.0)],
            days=3,
        )

    ((code, _, text),) = why(problem([window("19:00", "20:00")]), "o")
    assert code == "too_late"
    assert "on each of its 3 days" in text
    assert the_code(problem([window("09:00", "10:00", weekdays=["wed"])])) == "costs_more"


def _through_a(**given):
    """No way from C straight to b, but one through a; 1 metre is 1 second."""
    ways = [[0, 500, -1], [500, 0, 500], [500, -1, 0]]
    return county(
        [customer("a", 0), customer("b", 0)],
        [order("first", "a", 1, unserved_price=1.0), order("o", "b", 1, unserved_price=1.0)],
        travel=MatrixTravel(
            place_ids=["C", "a", "b"], profiles=[MatrixProfile(distances_m=ways, durations_s=ways)]
        ),
        vehicle_types=[truck(cost_per_km=1.0, **given)],
    )


FIRST = plan(route("truck-1", trip("C", bring("a", "first"))))


def test_a_way_through_another_customer_is_tried():
    direct, tried = why(_through_a(), "o", FIRST)
    assert direct[0] == "unreachable"
    assert tried[0] == "could_be_served"
    assert "after customer 'a', costs 0.50 CNY more" in tried[2]


def test_what_stands_against_a_way_through_another_customer_is_told():
    direct, tried = why(_through_a(capacity_cases=1), "o", FIRST)
    assert (direct[0], tried[0]) == ("unreachable", "no_capacity_left")


def test_no_way_through_others_is_not_told_twice():
    assert the_code(_through_a()) == "unreachable"
