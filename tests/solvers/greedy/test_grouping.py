"""Hundreds of orders of one customer: they are grouped in good time, and what fits is delivered."""

import pytest

import vrpcore
from vrpcore.models import OrderLine
from vrpcore.testing.tiny.base import CORNERS, VAN, plain


def one_customer(num_optional, **van):
    """A required order of 10 kg and many optional ones of 10 kg and 50 CNY each."""
    problem = plain(CORNERS)
    first = problem.orders[0]
    lines = (OrderLine(product_id=first.lines[0].product_id, cases=1),)
    required = first.model_copy(update={"id": "required", "lines": lines, "unserved_price": None})
    optional = [
        first.model_copy(update={"id": f"order-{nth}", "lines": lines, "unserved_price": 50.0})
        for nth in range(num_optional)
    ]
    types = (VAN.model_copy(update=van),)
    return problem.model_copy(update={"orders": (*optional, required), "vehicle_types": types})


@pytest.fixture(params=[True, False], ids=["native", "python"])
def options(request):
    return {"native": request.param}


def delivered(plan):
    return {
        order
        for route in plan.routes
        for trip in route.trips
        for activity in trip.activities
        for order in activity.order_ids
    }


@pytest.mark.parametrize("num_optional", [5, 12, 200])
def test_all_orders_of_a_customer_go_in_one_visit(num_optional, options):
    result = vrpcore.solve(one_customer(num_optional), "greedy", time_limit=30, options=options)
    (route,) = result.plan.routes
    (trip,) = route.trips
    assert len(trip.activities) == 1
    assert len(delivered(result.plan)) == num_optional + 1


def test_of_too_many_orders_a_full_load_is_delivered(options):
    result = vrpcore.solve(one_customer(200, capacity_kg=605.0), "greedy", time_limit=30, options=options)
    found = delivered(result.plan)
    assert "required" in found
    assert len(found) == 60


def test_a_short_limit_still_delivers_the_required_order(options):
    result = vrpcore.solve(one_customer(400, capacity_kg=605.0), "greedy", time_limit=1, options=options)
    assert "required" in delivered(result.plan)
