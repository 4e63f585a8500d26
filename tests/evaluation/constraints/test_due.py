"""Service begins by the due time; express orders fall due some hours after release."""

from tests.evaluation.build import bring, broken, county, customer, moment, order, plan, route, trip
from vrpcore.models import ChannelPolicy


def case(policy=None, **given):
    # the earliest service is at 08:05, 300 s after the shift begins
    problem = county([customer("a", 3000)], [order("o", "a", 1, **given)], policy=policy)
    return broken(problem, plan(route("truck-1", trip("C", bring("a", "o")))))


def test_just_in_time():
    assert case(due=moment("08:05")) == []


def test_a_minute_late():
    assert case(due=moment("08:04")) == [("due", "routes.0.trips.0.activities.0", 60)]


def test_express_falls_due_after_release():
    policy = ChannelPolicy(express_hours=2)
    assert case(policy, service_level="express", release=moment("06:05")) == []
    late = case(policy, service_level="express", release=moment("06:00"))
    assert late == [("due", "routes.0.trips.0.activities.0", 300)]
    assert case(policy, service_level="standard", release=moment("06:00")) == []


def test_express_without_release_counts_from_the_start():
    late = case(ChannelPolicy(express_hours=8), service_level="express")
    assert late == [("due", "routes.0.trips.0.activities.0", 300)]
