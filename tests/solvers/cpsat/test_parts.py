"""Splittable orders come in parts; every expected cost is worked out by hand.

Driving costs 1 CNY per km. The customer is 1 km from the centre and 1 km from the store: 2.00 for each route.
"""

import pytest
from hypothesis import assume, event, given, settings

import vrpcore
from vrpcore.lowering import lower
from vrpcore.models import (
    ChannelPolicy,
    Currency,
    Depot,
    Feature,
    Horizon,
    Location,
    Order,
    OrderBand,
    OrderLine,
    Problem,
    Product,
    Stock,
    VehicleType,
)
from vrpcore.solvers.cpsat.candidates import make_candidates
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.testing import brute_force
from vrpcore.testing.strategies import SUPPORTED, problems
from vrpcore.testing.tiny import base


def order(name="o", unserved=None, hold=None, splittable=True, **cases):
    lines = tuple(OrderLine(product_id=product, cases=number) for product, number in cases.items())
    return Order(
        id=name,
        customer_id="shop",
        lines=lines,
        unserved_price=unserved,
        hold_price=hold,
        splittable=splittable,
    )


def depot(name, x, band=None, **stock):
    levels = tuple(Stock(product_id=product, cases=cases) for product, cases in stock.items())
    return Depot(id=name, location=Location(x=float(x), y=0.0), stock=levels or None, order_band=band)


def problem(orders, depots, count=1, **policy):
    return Problem(
        coordinate_system="planar",
        travel=base.TRAVEL,
        horizon=Horizon(start=base.DAY),
        products=(Product(id="salt", case_weight_kg=10.0), Product(id="soy", case_weight_kg=10.0)),
        customers=(base.customer("shop", 1000, 0),),
        orders=tuple(orders),
        depots=tuple(depots),
        vehicle_types=tuple(
            VehicleType(id=f"van-{d.id}", depot_id=d.id, cost_per_km=1.0, count=count) for d in depots
        ),
        policy=ChannelPolicy(**policy),
    )


def optimum(found):
    """The proven optimum in CNY, which enumeration confirms."""
    result = vrpcore.solve(found, "cpsat", time_limit=30)
    assert (result.status, result.bound) == ("optimal", result.cost)
    assert brute_force.optimal_cost(found)[0] == result.cost
    return found.currency.amount(result.cost), result.plan


SHELVES = (depot("centre", 0, salt=9), depot("store", 2000, soy=9))


def visits(plan):
    return [
        {(line.order_id, line.product_id): line.cases for line in activity.quantities}
        if activity.quantities
        else activity.order_ids
        for route in plan.routes
        for trip in route.trips
        for activity in trip.activities
        if activity.kind == "delivery"
    ]


def test_each_product_comes_from_where_it_lies():
    cost, plan = optimum(problem([order(salt=3, soy=2, unserved=100.0)], SHELVES))
    assert cost == 4.0  # a route from the centre with the salt, one from the store with the soy
    assert sorted(map(list, visits(plan))) == [[("o", "salt")], [("o", "soy")]]
    assert optimum(problem([order(salt=3, soy=2, unserved=100.0, splittable=False)], SHELVES))[0] == 100.0


@pytest.mark.parametrize(
    ("unserved", "cost"),
    [
        (10.0, 4.0),  # one of four cases missing would cost 10.00 / 4 = 2.50, more than a route of 2.00
        (6.0, 3.5),  # 2.00 + 6.00 / 4
        (2.0, 2.0),  # 2.00 for all of it; 2.00 + 0.50 with a route
    ],
)
def test_a_part_is_left_where_fetching_it_costs_more(unserved, cost):
    assert optimum(problem([order(salt=3, soy=1, unserved=unserved)], SHELVES))[0] == cost


def test_scarce_goods_go_as_far_as_they_go():
    centre = [depot("centre", 0, salt=3)]
    cost, plan = optimum(problem([order(salt=8, unserved=80.0)], centre))
    assert cost == 52.0  # 2.00 for the route, 5 of 8 cases missing: 80.00 x 5 / 8
    assert visits(plan) == [{("o", "salt"): 3}]
    cost, plan = optimum(problem([order(salt=8, unserved=80.0, hold=40.0)], centre))
    assert (cost, plan.held_order_ids) == (40.0, ("o",))
    required = problem([order(salt=8)], centre)
    result = vrpcore.solve(required, "cpsat", time_limit=30)
    assert (result.status, result.statistics["proven_infeasible"]) == ("infeasible", True)


def test_a_part_makes_another_order_large_enough():
    # The centre does not take less than 5 cases: the 2 of `whole` need the 3 of `o` that there are.
    orders = [order(salt=6, unserved=60.0), order("whole", salt=2, unserved=90.0, splittable=False)]
    centre = [depot("centre", 0, OrderBand(min_cases=5), salt=5)]
    cost, plan = optimum(problem(orders, centre))
    assert cost == 32.0  # 2.00 for the route, 60.00 x 3 / 6 missing
    assert visits(plan) == [{("o", "salt"): 3, ("whole", "salt"): 2}]
    assert optimum(problem(orders, centre, consolidate=False))[0] == 102.0  # 2.00, 60.00 / 6, 90.00


def test_equal_parts_keep_a_band_that_the_whole_exceeds():
    centre = [depot("centre", 0, OrderBand(max_cases=2))]
    cost, plan = optimum(problem([order(salt=6, unserved=60.0)], centre))
    assert (cost, visits(plan)) == (2.0, [{("o", "salt"): 2}] * 3)  # three visits of one route


def test_the_missing_part_is_rounded_half_to_even():
    def cost(unserved):
        asked = problem([order(salt=4, unserved=unserved)], [depot("centre", 0, salt=2)])
        vans = tuple(v.model_copy(update={"cost_per_km": 0.0}) for v in asked.vehicle_types)
        return optimum(asked.model_copy(update={"currency": Currency(scale=1), "vehicle_types": vans}))[0]

    assert [cost(unserved) for unserved in (1.0, 3.0, 5.0)] == [0, 2, 2]  # 0.5, 1.5, 2.5


@pytest.mark.parametrize("max_parts", [3, 2])
def test_without_every_part_nothing_is_claimed(max_parts):
    asked = problem([order(salt=3, soy=2, unserved=100.0)], SHELVES)
    options = {"max_parts": max_parts, "warm_start": False}
    result = vrpcore.solve(asked, "cpsat", time_limit=30, options=options)
    assert result.statistics["considers_every_part"] is False
    # With 3 parts, of all and nothing of each line; with 2, whole orders, of which no depot has all products:
    # the last step brings the parts.
    assert (asked.currency.amount(result.cost), result.status) == (4.0, "feasible")
    assert (result.bound, result.stopped_by) == (None, "converged")


def test_parts_of_large_orders_follow_capacities():
    asked = problem([order(salt=90)], [depot("centre", 0)], count=3)
    vans = tuple(v.model_copy(update={"capacity_kg": 400.0}) for v in asked.vehicle_types)
    asked = asked.model_copy(update={"vehicle_types": vans})
    result = vrpcore.solve(asked, "cpsat", time_limit=30, options={"warm_start": False})
    # A van holds 400 / 10 = 40 cases: two with 40 and one with 90 - 80 = 10, or the like. Three routes.
    assert (asked.currency.amount(result.cost), result.status, result.bound) == (6.0, "feasible", None)


def test_a_required_order_that_the_model_cannot_split_is_not_called_impossible():
    options = {"max_parts": 2, "warm_start": False}
    result = vrpcore.solve(problem([order(salt=3, soy=2)], SHELVES), "cpsat", time_limit=30, options=options)
    assert result.status == "feasible"  # by the last step
    assert (result.bound, "proven_infeasible" in result.statistics) == (None, False)


def test_parts_are_counted_as_often_as_they_can_come():
    instance = lower(problem([order(salt=8)], [depot("centre", 0)]))
    # 8 times one case, 4 times two, 2 times three, 2 times four, and five to eight cases once each.
    assert len(make_candidates(instance, CpsatOptions()).visits) == 8 + 4 + 2 + 2 + 4


def _with_one_splittable(asked):
    """The problem with at most two cases in each line of its first delivery order, which is splittable."""
    first = next((o for o in asked.orders if o.direction == "delivery"), None)
    assume(first is not None)
    lines = tuple(line.model_copy(update={"cases": min(line.cases, 2)}) for line in first.lines)
    split = first.model_copy(update={"lines": lines, "splittable": True})
    orders = tuple(split if o is first else o for o in asked.orders)
    return asked.model_copy(update={"orders": orders})


@settings(max_examples=60)
@given(problems(min_orders=1, max_orders=3, max_slots=3, features=SUPPORTED - {Feature.SPLIT_DELIVERIES}))
def test_enumeration_confirms_every_proof(asked):
    asked = _with_one_splittable(asked)
    best = brute_force.optimal_cost(asked)
    result = vrpcore.solve(asked, "cpsat", time_limit=5)
    event(f"{result.status}, {result.stopped_by}")
    if result.status == "optimal":
        assert best is not None
        assert result.cost == best[0]
    elif result.statistics.get("proven_infeasible"):
        assert best is None
    elif result.bound is not None:
        assert result.bound <= best[0]
