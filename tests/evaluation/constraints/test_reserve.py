"""Reserve vehicles stay at home unless the policy calls them out."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip, truck
from vrpcore.models import ChannelPolicy


def case(use_reserve, *activities):
    problem = county(
        [customer("a", 1000)],
        [order("o", "a", 1, unserved_price=1.0)],
        vehicle_types=[truck(reserve=True), truck(id="van")],
        policy=ChannelPolicy(use_reserve=use_reserve),
    )
    return broken(problem, plan(route("truck-1", trip("C", *activities))))


def test_used_against_the_policy():
    assert case(False, bring("a", "o")) == [("reserve", "routes.0", 1)]


def test_called_out():
    assert case(True, bring("a", "o")) == []


def test_a_route_without_visits_does_not_use_it():
    assert case(False) == []
