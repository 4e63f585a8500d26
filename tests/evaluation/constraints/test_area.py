"""The vehicle's area binds every visit; its radius is drawn around home."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip, truck
from vrpcore.models import Reach


def case(area, x):
    problem = county([customer("a", x)], [order("o", "a", 1)], vehicle_types=[truck(area=area)])
    return broken(problem, plan(route("truck-1", trip("C", bring("a", "o")))))


def test_a_customer_on_the_radius_is_within():
    assert case(Reach(radius_m=3000.0), 3000) == []


def test_a_customer_beyond_the_radius_is_not():
    assert case(Reach(radius_m=3000.0), 3001) == [("area", "routes.0.trips.0.activities.0", 1)]


def test_no_area_means_everywhere():
    assert case(None, 50_000) == []
