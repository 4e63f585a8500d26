"""Seconds from start to end against the vehicle's maximum."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip, truck, window


def case(limit, *windows):
    # loading 600 s, 300 s out, service 60 s, 300 s back: 1,260 s
    problem = county(
        [customer("a", 3000, service_duration_s=60, service_windows=windows)],
        [order("o", "a", 1)],
        vehicle_types=[truck(max_duration_s=limit, loading_duration_s=600)],
    )
    return broken(problem, plan(route("truck-1", trip("C", bring("a", "o")))))


def test_exactly_as_long_as_allowed():
    assert case(1260) == []


def test_a_second_too_long():
    assert case(1259) == [("duration", "routes.0", 1)]


def test_a_late_start_saves_the_waiting():
    assert case(1260, window("12:00", "13:00")) == []
