"""At most so many loadings a day; trips without visits load too."""

import pytest

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip, truck


@pytest.mark.parametrize(("max_trips", "expected"), [(1, [("trips", "routes.0", 1)]), (2, []), (None, [])])
@pytest.mark.parametrize("second", [[bring("b", "ob")], []])
def test_two_trips(max_trips, expected, second):
    problem = county(
        [customer("a", 1000), customer("b", 2000)],
        [order("oa", "a", 1), order("ob", "b", 1, unserved_price=1.0)],
        vehicle_types=[truck(max_trips=max_trips)],
    )
    assert (
        broken(problem, plan(route("truck-1", trip("C", bring("a", "oa")), trip("C", *second)))) == expected
    )
