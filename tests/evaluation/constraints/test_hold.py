"""Held: only at a price, only under a policy that holds, and never served as well."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip
from vrpcore.models import ChannelPolicy


def case(*routes, hold=True, **given):
    problem = county([customer("a", 1000)], [order("o", "a", 1, **given)], policy=ChannelPolicy(hold=hold))
    return broken(problem, plan(*routes, held=["o"]))


def test_at_a_price():
    assert case(hold_price=0.0) == []
    assert case() == [("hold", "order o", 1)]


def test_by_policy():
    assert case(hold=False, hold_price=1.0) == [("hold", "order o", 1)]


def test_held_and_served():
    assert case(route("truck-1", trip("C", bring("a", "o"))), hold_price=1.0) == [("hold", "order o", 1)]
