"""Several orders in one visit, only where the policy consolidates."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip
from vrpcore.models import ChannelPolicy


def case(consolidate, *visits):
    problem = county(
        [customer("a", 1000)],
        [order("o1", "a", 1), order("o2", "a", 2)],
        policy=ChannelPolicy(consolidate=consolidate),
    )
    return broken(problem, plan(route("truck-1", trip("C", *visits))))


def test_one_visit_for_both():
    both = bring("a", "o1", "o2")
    assert case(True, both) == []
    assert case(False, both) == [("consolidation", "routes.0.trips.0.activities.0", 1)]


def test_two_visits():
    assert case(False, bring("a", "o1"), bring("a", "o2")) == []
