"""Metres of the whole route against the vehicle's maximum."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip, truck


def case(limit):
    # 3,000 m out, 4,000 m up, 5,000 m back: 12,000 m
    problem = county(
        [customer("a", 3000), customer("b", 3000, 4000)],
        [order("oa", "a", 1), order("ob", "b", 1)],
        vehicle_types=[truck(max_distance_m=limit)],
    )
    return broken(problem, plan(route("truck-1", trip("C", bring("a", "oa"), bring("b", "ob")))))


def test_exactly_as_long_as_allowed():
    assert case(12_000) == []


def test_a_metre_too_long():
    assert case(11_999) == [("distance", "routes.0", 1)]
