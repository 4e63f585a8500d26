"""Pickups: anywhere on a trip, or behind its deliveries."""

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import vrpcore
from tests.solvers.native.engine import CLAIMED, Stated
from tests.solvers.native.test_cost import check
from vrpcore.lowering import lower
from vrpcore.models import Delivery, Feature, Pickup
from vrpcore.solvers.stop import MaxIterations
from vrpcore.testing.brute_force import optimal_cost
from vrpcore.testing.strategies import problems, solutions

ONE_WINDOW_EACH = CLAIMED - {Feature.OPENING_HOURS}
SOON_ENUMERATED = ONE_WINDOW_EACH - {
    Feature.BREAKS,
    Feature.MULTI_DAY,
    Feature.RELOAD_ELSEWHERE,
    Feature.SPLIT_DELIVERIES,
}


@st.composite
def with_pickups(draw, features=ONE_WINDOW_EACH, **limits):
    """Problems with any other rules, some of whose orders are collected, anywhere in a trip or at its end.

    Of several windows the engine may take other ones than the evaluator, and pay for more time.
    """
    problem = draw(problems(features=features, **limits))
    is_pickup = draw(st.lists(st.booleans(), min_size=len(problem.orders), max_size=len(problem.orders)))
    orders = tuple(
        order.model_copy(update={"direction": "pickup" if up else "delivery"})
        for order, up in zip(problem.orders, is_pickup, strict=True)
    )
    customers = tuple(
        customer.model_copy(update={"service_windows": customer.service_windows[:1]})
        for customer in problem.customers
    )
    backhaul = draw(st.sampled_from(("mixed", "last")))
    policy = problem.policy.model_copy(update={"backhaul": backhaul})
    return problem.model_copy(update={"orders": orders, "customers": customers, "policy": policy})


@settings(max_examples=120)
@given(with_pickups(max_orders=10, max_slots=4), st.integers(0, 9))
def test_the_engines_cost_is_the_evaluators(problem, seed):
    stated = Stated(lower(problem))
    found = stated.iterate(300, seed=seed)
    check(problem, stated, found)
    kinds = [
        {stated.nodes[stop].visit.is_pickup for stop in stops if stop >= 0}
        for _, trips in found.routes
        for _, stops in trips
    ]
    event(f"{problem.policy.backhaul}, a trip that does both: {any(len(kind) == 2 for kind in kinds)}")


@settings(max_examples=100)
@given(st.data())
def test_from_random_plans(data):
    problem = data.draw(with_pickups(max_orders=8, max_slots=4))
    instance = lower(problem)
    stated = Stated(instance, data.draw(solutions(instance)))
    check(problem, stated, stated.iterate(data.draw(st.sampled_from((0, 50)))))


@settings(max_examples=40)
@given(with_pickups(SOON_ENUMERATED, max_orders=4, max_slots=2))
def test_finds_the_optimum(problem):
    best = optimal_cost(problem)
    found = vrpcore.solve(problem, "search", time_limit=None, stop=MaxIterations(2_000))
    event(f"{problem.policy.backhaul}, {found.status}")
    assert (found.status == "infeasible") == (best is None)
    if best is not None:
        assert found.cost == best[0]


def shop_on_the_way(deliver, collect, *, capacity, backhaul="mixed", **order):
    """A shop 1 km to the east with a delivery and a pickup, another 2 km to the east with a delivery."""
    model = vrpcore.Model(coordinate_system="planar")
    centre = model.add_center("centre", (0, 0))
    near, far = (model.add_customer(name, (1000 * km, 0)) for km, name in ((1, "near"), (2, "far")))
    model.add_order(near, deliver[0])
    model.add_order(far, deliver[1])
    model.add_order(near, collect, direction="pickup", **order)
    model.add_vehicle_type("van", centre, cost_per_km=1.0, capacity_cases=capacity, count=3)
    problem = model.problem()
    policy = problem.policy.model_copy(update={"backhaul": backhaul, "consolidate": True})
    return problem.model_copy(update={"policy": policy})


def solve(problem):
    return vrpcore.solve(problem, "search", time_limit=None, stop=MaxIterations(500))


def kinds(plan):
    return [
        [activity.kind for activity in trip.activities if isinstance(activity, Delivery | Pickup)]
        for route in plan.routes
        for trip in route.trips
    ]


def test_a_delivery_and_a_pickup_of_a_customer_are_two_visits():
    problem = shop_on_the_way((3, 3), 6, capacity=6)
    result = solve(problem)
    assert result.cost == problem.currency.units(4.0)  # out to the far shop and back
    assert kinds(result.plan) == [["delivery", "delivery", "pickup"]]  # the van is full until the far shop


def test_a_pickup_waits_until_there_is_room():
    """Three of six cases stay aboard until the far shop: four more fit only behind it."""
    result = solve(shop_on_the_way((3, 3), 4, capacity=6))
    assert kinds(result.plan) == [["delivery", "delivery", "pickup"]]


@pytest.mark.parametrize("backhaul", ["mixed", "last"])
def test_no_trip_only_collects_where_backhauls_are_last(backhaul):
    """Twelve cases come back in two vans of six: 4 km by the far shop, 2 km to the near one and back.

    Mixed, the second may only collect; where backhauls are last it takes over a delivery, though one van
    could bring both.
    """
    problem = shop_on_the_way((3, 3), 6, capacity=6, backhaul=backhaul)
    more = problem.orders[2].model_copy(update={"id": "more"})
    problem = problem.model_copy(update={"orders": (*problem.orders, more)})
    policy = problem.policy.model_copy(update={"consolidate": False})
    result = solve(problem.model_copy(update={"policy": policy}))
    assert result.status == "feasible"
    assert result.cost == problem.currency.units(6.0)
    assert backhaul == "mixed" or all("delivery" in trip for trip in kinds(result.plan))


@pytest.mark.parametrize("solver", ["search", "greedy"])
def test_pickups_are_collected_whole(solver):
    """Eleven cases do not go into a van of six; in parts only deliveries can come."""
    problem = shop_on_the_way((3, 3), 11, capacity=6, splittable=True, unserved_price=5.0)
    result = vrpcore.solve(problem, solver, time_limit=1)
    assert result.cost == problem.currency.units(4.0 + 5.0)


def test_auto_searches_where_there_are_pickups():
    problem = vrpcore.datasets.random_vrptw(60, seed=1)
    returns = tuple(
        order.model_copy(update={"direction": "pickup"}) if nth % 10 == 0 else order
        for nth, order in enumerate(problem.orders)
    )
    result = vrpcore.solve(problem.model_copy(update={"orders": returns}), time_limit=3)
    assert result.statistics["best_from"] == "search"
