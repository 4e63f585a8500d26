"""Counties with scarce stock, two centres, several orders per customer, and orders in parts."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vrpcore
from tests.datasets.reach import in_reach
from vrpcore.datasets import planted_order_ids, reference_county
from vrpcore.datasets.products import SECOND_CENTER, STORE_ONLY
from vrpcore.errors import InvalidInputError
from vrpcore.models import Problem

PERIODS = ("day", "cycle")


def cases_by_product(problem: Problem) -> Counter[str]:
    ordered = Counter()
    for order in problem.orders:
        ordered.update({line.product_id: line.cases for line in order.lines})
    return ordered


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("centers", [1, 2])
def test_scarce_stock_is_less_than_what_only_centers_can_bring(seed, period, centers):
    problem = reference_county(seed, period, stock="scarce", centers=centers)
    stores = [idx for idx, depot in enumerate(problem.depots) if depot.kind == "store"]
    reached = set().union(*(in_reach(problem, idx) for idx in stores))
    beyond = Counter()
    for order in problem.orders:
        if order.customer_id not in reached and order.id not in planted_order_ids(problem):
            beyond.update({line.product_id: line.cases for line in order.lines})
    at_hand = Counter()
    for depot in problem.depots:
        if depot.kind == "center":
            at_hand.update({stock.product_id: stock.cases for stock in depot.stock})
        assert not depot.receipts
    ordered = cases_by_product(problem)
    del ordered[STORE_ONLY]
    three = sorted(ordered, key=lambda product_id: (-ordered[product_id], product_id))[:3]
    for product_id in three:
        assert at_hand[product_id] < ordered[product_id] * 6 / 10 + 1
    assert any(beyond[product_id] > at_hand[product_id] for product_id in three)


@pytest.mark.parametrize("period", PERIODS)
def test_a_second_center_has_its_own_trucks_and_fewer_products(period):
    problem = reference_county(3, period, centers=2)
    assert [depot.kind for depot in problem.depots].count("center") == 2
    first, second = problem.depots[:2]
    assert {stock.product_id for stock in second.stock} == SECOND_CENTER
    assert {stock.product_id for stock in second.stock} < {stock.product_id for stock in first.stock}
    assert second.location != first.location
    trucks = {t.depot_id: t for t in problem.vehicle_types if t.capacity_kg == 5_000 and not t.reserve}
    assert set(trucks) == {"center", "center-2"}
    assert trucks["center"].area == trucks["center-2"].area
    alone = reference_county(3, period)
    assert problem.orders == alone.orders
    assert problem.depots[2:] == alone.depots[1:]


def test_tonnes_per_day_hold_at_centers_only():
    problem = reference_county(1, centers=2, center_tonnes_per_day=4)
    limits = [(depot.kind, depot.max_tonnes_per_day) for depot in problem.depots]
    assert limits == [("center", 4.0)] * 2 + [("store", None)] * 6


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("period", PERIODS)
def test_customers_have_several_orders_of_other_products_and_urgency(seed, period):
    problem = reference_county(seed, period, orders_per_customer=4)
    of = defaultdict(list)
    for order in problem.orders:
        if order.id not in planted_order_ids(problem):
            of[order.customer_id].append(order)
    several = [orders for orders in of.values() if len(orders) > 1]
    assert sum(map(len, several)) > 0.4 * len(problem.orders)
    assert max(map(len, several)) == 4
    mixed = [orders for orders in several if len({o.nature for o in orders}) > 1]
    assert len(mixed) > 0.3 * len(several)
    differ = [
        orders
        for orders in several
        if max(Counter(line.product_id for o in orders for line in o.lines).values()) == 1
    ]
    assert len(differ) > 0.5 * len(several)  # kitchens order six products only


@pytest.mark.parametrize("percent", [0, 30, 100])
def test_large_orders_are_splittable_at_the_asked_share(percent):
    problem = reference_county(2, "cycle", splittable_percent=percent)
    real = [order for order in problem.orders if order.id not in planted_order_ids(problem)]
    large = [order for order in real if order.cases > 5]
    marked = [order for order in problem.orders if order.splittable]
    assert set(marked) <= set(large)
    assert len(marked) == pytest.approx(
        len(large) * percent / 100, abs=0.1 * len(large) * (percent % 100 > 0)
    )


@given(
    seed=st.integers(0, 2**40),
    period=st.sampled_from(PERIODS),
    customers=st.integers(30, 120),
    townships=st.integers(2, 14),
    orders=st.integers(15, 200),
    stock=st.sampled_from(["ample", "binding", "scarce"]),
    centers=st.integers(1, 2),
    tonnes=st.none() | st.integers(1, 20),
    most=st.integers(1, 4),
    percent=st.integers(0, 100),
)
@settings(max_examples=25, deadline=None)
def test_counts_are_as_asked_for_whatever_the_variant(
    seed, period, customers, townships, orders, stock, centers, tonnes, most, percent
):
    problem = reference_county(
        seed,
        period,
        customers=customers,
        townships=townships,
        orders=orders,
        stock=stock,
        centers=centers,
        center_tonnes_per_day=tonnes,
        orders_per_customer=most,
        splittable_percent=percent,
    )
    assert len(problem.orders) == orders
    assert sum(depot.kind == "center" for depot in problem.depots) == centers
    assert vrpcore.evaluate(problem, vrpcore.Plan(routes=()), explain=False).is_feasible


def test_bad_arguments_of_variants_are_named():
    with pytest.raises(InvalidInputError) as caught:
        reference_county(
            stock="none", centers=3, center_tonnes_per_day=0, orders_per_customer=5, splittable_percent=101
        )
    assert {fault.where.removeprefix("reference_county.") for fault in caught.value.faults} == {
        "stock",
        "centers",
        "center_tonnes_per_day",
        "orders_per_customer",
        "splittable_percent",
    }
