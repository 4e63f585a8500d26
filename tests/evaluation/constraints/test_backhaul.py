"""Linehauls before backhauls, where the policy says so."""

from tests.evaluation.build import (
    bring,
    broken,
    collect,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
)
from vrpcore.models import ChannelPolicy


def case(backhaul, *trips):
    problem = county(
        [customer("a", 1000), customer("b", 2000), customer("c", 3000)],
        [
            order("oa", "a", 1),
            order("ob", "b", 1, direction="pickup", unserved_price=1.0),
            order("oc", "c", 1),
        ],
        vehicle_types=[truck(max_trips=2)],
        policy=ChannelPolicy(backhaul=backhaul),
    )
    return broken(problem, plan(route("truck-1", *trips)))


A, B, C = bring("a", "oa"), collect("b", "ob"), bring("c", "oc")


def test_pickups_last_are_fine():
    assert case("last", trip("C", A, C, B)) == []


def test_a_delivery_after_a_pickup_is_not():
    assert case("last", trip("C", A, B, C)) == [("backhaul", "routes.0.trips.0", 1)]


def test_a_trip_that_only_collects_is_not():
    assert case("last", trip("C", A, C), trip("C", B)) == [("backhaul", "routes.0.trips.1", 1)]


def test_each_trip_begins_anew():
    assert case("last", trip("C", A, B), trip("C", C)) == []


def test_mixed_allows_any_order():
    assert case("mixed", trip("C", A, B, C)) == []
    assert case("mixed", trip("C", A, C), trip("C", B)) == []
