"""The reference county keeps the figures of the domain, and its promises about who can serve what."""

import datetime as dt
from collections import Counter

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import vrpcore
from benchmarks.counties.registry import digest
from tests.datasets.reach import in_reach
from vrpcore.datasets import planted_order_ids, reference_county, store_only_order_ids
from vrpcore.datasets.products import STORE_ONLY
from vrpcore.errors import InvalidInputError
from vrpcore.models import Problem

PERIODS = ("day", "cycle")


@pytest.fixture(scope="module")
def day():
    return reference_county(seed=0)


@pytest.fixture(scope="module")
def cycle():
    return reference_county(seed=0, period="cycle")


@pytest.mark.parametrize(
    ("seed", "period", "expected"),
    [
        (0, "day", "7b9e48536d6bb83a3d966b2b19f84517fdee4eee483123efe4a1088947bf6864"),
        (0, "cycle", "66549242346c417837f4f524fa48b4e8b7d5f7475b3425dcd3ac7665d82162d0"),
        (7, "day", "8448e87e90f2d222c74dfc74812954f1e77cd59ac3648f796ec2cdc1941b87d6"),
        (7, "cycle", "e7b5bd989d077da5bb8630c0ccb16dc17606d9723abd287b2dee51d7e9a7465a"),
    ],
)
def test_same_seed_same_county_on_every_platform(seed, period, expected):
    assert digest(reference_county(seed=seed, period=period)) == expected


def test_other_seeds_are_other_counties():
    assert len({digest(reference_county(seed=seed, customers=60)) for seed in range(8)}) == 8


def test_a_seed_is_one_county_whatever_the_orders(day, cycle):
    binding = reference_county(seed=0, stock="binding")
    for other in (cycle, binding):
        assert other.townships == day.townships
        assert other.customers == day.customers
        assert [d.location for d in other.depots] == [d.location for d in day.depots]
    assert binding.orders == day.orders


def test_counts_of_the_domain(day, cycle):
    for problem in (day, cycle):
        assert len(problem.townships) == 11
        assert len(problem.customers) == 800
        assert Counter(d.kind for d in problem.depots) == {"center": 1, "store": 6}
        assert len({d.township_id for d in problem.depots}) == 7
        assert problem.currency.code == "CNY"
        assert len(planted_order_ids(problem)) == 4
    assert len(day.orders) == 120
    assert len(cycle.orders) == 800
    assert len(day.horizon.working_days) == 1
    assert len(cycle.horizon.working_days) == 13
    assert not any(date.weekday() == 6 for date in cycle.horizon.working_days)


def test_rules_and_tariffs_of_the_domain(day):
    center, *stores = day.depots
    assert day.band_of(center).min_cases == 5
    assert day.band_of(center).max_cases is None
    assert day.band_of(center).waiver_below is not None  # "in principle": exceptions exist and cost something
    vehicle = day.vehicle_type_of
    assert vehicle["truck"].capacity_kg == 5_000
    assert vehicle["truck"].loader_fee_per_tonne == 30
    assert vehicle["truck"].wage.per_month == 2_300
    assert vehicle["minivan"].wage.per_month == vehicle["e-bike"].wage.per_month == 2_000
    assert [vehicle[id_].count for id_ in ("truck", "minivan", "e-bike", "reserve-truck")] == [1, 1, 1, 1]
    assert [t.id for t in day.vehicle_types if t.reserve] == ["reserve-truck"]
    assert vehicle["truck"].area.townships == tuple(t.id for t in day.townships[1:])  # rural
    assert vehicle["minivan"].area.townships == vehicle["e-bike"].area.townships == (day.townships[0].id,)
    # A load of 250 cases of 20 kg takes 90 min (heavy cargo) or 60 min (light cargo) to unload.
    assert 250 * vehicle["truck"].handling.heavy_case_s == pytest.approx(90 * 60, rel=0.03)
    assert 250 * vehicle["truck"].handling.light_case_s == pytest.approx(60 * 60, rel=0.03)
    for store in stores:
        band = day.band_of(store)
        assert (band.min_cases, band.max_cases, band.waiver_above) == (2, 5, None)
        assert store.fee_per_tonne == 35
        assert store.reach.townships == (store.township_id,)
        assert store.reach.radius_m == 1_000
        assert [t.area for t in day.vehicle_types if t.depot_id == store.id] == [store.reach]
    assert day.policy.township_rule == "prefer"
    assert day.policy.township_price == 2
    assert day.policy.express_hours == 24


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("stock", ["ample", "binding"])
def test_stores_hold_10_to_20_tonnes(seed, stock):
    problem = reference_county(seed=seed, stock=stock)
    for store in problem.depots[1:]:
        kilograms = sum(problem.product_of[s.product_id].case_weight_kg * s.cases for s in store.stock)
        assert 10_000 <= kilograms <= 20_000


@pytest.mark.parametrize("seed", range(3))
def test_customers_live_in_their_townships(seed):
    problem = reference_county(seed=seed)
    areas = {t.id: shapely.Polygon([(p.x, p.y) for p in t.polygon]) for t in problem.townships}
    *within, beyond = problem.customers
    for customer in within:
        point = shapely.Point(customer.location.x, customer.location.y)
        assert areas[customer.township_id].contains(point), customer.id
    assert beyond.township_id is None
    assert not any(a.contains(shapely.Point(beyond.location.x, beyond.location.y)) for a in areas.values())
    assert set(Counter(c.township_id for c in within)) == set(areas)


def test_the_county_lies_where_it_says(day):
    for thing in (*day.customers, *day.depots):
        assert 111.5 < thing.location.x < 112.5
        assert 29.5 < thing.location.y < 30.5
        assert round(thing.location.x, 5) == thing.location.x
        assert round(thing.location.y, 5) == thing.location.y


def test_in_a_cycle_customers_order_at_their_frequency(cycle):
    regular = Counter(o.customer_id for o in cycle.orders if o.id.startswith(("cycle", "express")))
    by_tier = {
        tier: [regular[c.id] for c in cycle.customers[:-1] if c.tier == tier]
        for tier in ("large", "small", "micro")
    }
    assert max(by_tier["large"]) == 2  # weekly
    assert max(by_tier["small"]) == max(by_tier["micro"]) == 1
    # Purposeful orders take the place of some regular ones: the means are a little lower.
    assert sum(by_tier["large"]) / len(by_tier["large"]) == pytest.approx(2, abs=0.3)
    assert sum(by_tier["small"]) / len(by_tier["small"]) == pytest.approx(1, abs=0.15)
    assert sum(by_tier["micro"]) / len(by_tier["micro"]) == pytest.approx(0.5, abs=0.12)


def test_supermarkets_are_served_within_24_hours_of_a_working_day(cycle):
    express = [o for o in cycle.orders if o.id.startswith("express")]
    assert len(express) > 40
    for order in express:
        assert cycle.customer_of[order.customer_id].kind == "supermarket"
        assert cycle.due_s(order) - cycle.release_s(order) == 24 * 3600
        evening = dt.datetime.combine(order.release.date(), dt.time(17))
        tomorrow = order.release.date() + dt.timedelta(days=1)
        assert tomorrow in cycle.horizon.working_days or order.release < evening - dt.timedelta(hours=8)


@pytest.mark.parametrize("period", PERIODS)
def test_some_orders_are_under_the_minimums(period):
    problem = reference_county(seed=0, period=period)
    sizes = Counter(o.cases for o in problem.orders)
    assert sizes[1] >= 2  # under both
    assert sum(sizes[n] for n in (2, 3, 4)) >= 20  # under the centre's


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("period", PERIODS)
def test_store_only_orders_cannot_come_from_the_centre(seed, period):
    problem = reference_county(seed=seed, period=period)
    center, *stores = problem.depots
    truck = problem.vehicle_type_of["truck"]
    ids = store_only_order_ids(problem)
    assert len(ids) >= 3
    reached = {store.id: in_reach(problem, idx) for idx, store in enumerate(stores, start=1)}
    kinds = Counter()
    for id_ in ids:
        order = problem.order_of[id_]
        assert 2 <= order.cases <= 5
        near = [s for s in stores if order.customer_id in reached[s.id]]
        assert len(near) == 1
        assert all(
            any(
                stock.product_id == line.product_id and stock.cases - stock.safety_cases >= line.cases
                for stock in near[0].stock
            )
            for line in order.lines
        )
        lacking = not {line.product_id for line in order.lines} & {s.product_id for s in center.stock}
        kinds["product" if lacking else "time"] += 1
        if not lacking:
            midnight = dt.datetime.combine(order.release.date(), dt.time())
            loaded = midnight + dt.timedelta(seconds=truck.shift.earliest + truck.loading_duration_s)
            assert order.release > midnight  # not the evening before
            assert order.due < loaded
            assert problem.customer_of[order.customer_id].township_id != problem.townships[0].id
    assert set(kinds) == {"product", "time"}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("period", PERIODS)
def test_planted_orders_cannot_be_served_by_anyone(seed, period):
    problem = reference_county(seed=seed, period=period)
    orders = {id_.removeprefix("planted-"): problem.order_of[id_] for id_ in planted_order_ids(problem)}
    weight = sum(problem.product_of[n.product_id].case_weight_kg * n.cases for n in orders["too-heavy"].lines)
    assert weight > max(t.capacity_kg for t in problem.vehicle_types)
    outside = problem.customer_of[orders["outside-the-county"].customer_id]
    assert all(outside.township_id not in t.area.townships for t in problem.vehicle_types if not t.reserve)
    starts = [t.shift.earliest for t in problem.vehicle_types]
    assert problem.due_s(orders["too-early"]) < min(starts)
    lacking = orders["not-in-stock"]
    assert lacking.lines[0].product_id == STORE_ONLY
    assert STORE_ONLY not in {s.product_id for s in problem.depots[0].stock}
    assert not any(lacking.customer_id in in_reach(problem, idx) for idx in range(1, len(problem.depots)))
    assert all(order.hold_price is None and order.unserved_price for order in orders.values())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("period", PERIODS)
def test_stock_binds_only_where_it_is_told_to(seed, period):
    for stock, binds in (("ample", False), ("binding", True)):
        problem = reference_county(seed=seed, period=period, stock=stock)
        short = {idx for idx in range(1, len(problem.depots)) if is_short(problem, idx)}
        assert bool(short) == binds
        if binds:
            assert len(short) >= 4  # of six


def is_short(problem: Problem, store_idx: int) -> bool:
    """Whether neighbours order more of a product, in sizes the store may serve, than it opens with."""
    wanted = Counter()
    reached, store = in_reach(problem, store_idx), problem.depots[store_idx]
    for order in problem.orders:
        if order.cases <= 5 and order.customer_id in reached:
            wanted.update({line.product_id: line.cases for line in order.lines})
    at_hand = {s.product_id: s.cases - s.safety_cases for s in store.stock}
    return any(wanted[product_id] > at_hand.get(product_id, wanted[product_id]) for product_id in wanted)


def test_prices_tell_what_matters(day):
    orders = [o for o in day.orders if o.id not in planted_order_ids(day)]
    assert all(o.unserved_price > 2 * o.hold_price for o in orders)
    assert max(o.hold_price for o in orders if o.nature == "cycle" and o.service_level == "standard") < min(
        o.hold_price for o in orders if o.service_level == "express" or o.nature == "emergency"
    )
    restricted = {p.id for p in day.products if p.restricted}
    assert restricted
    for order in orders:
        assert order.nature != "emergency" or not restricted & {line.product_id for line in order.lines}


@given(
    seed=st.integers(0, 2**40),
    period=st.sampled_from(PERIODS),
    customers=st.integers(30, 120),
    townships=st.integers(2, 14),
    orders=st.integers(15, 150),
    stock=st.sampled_from(["ample", "binding"]),
    planted=st.integers(0, 4),
)
@settings(max_examples=25)
def test_counts_are_as_asked_for(seed, period, customers, townships, orders, stock, planted):
    problem = reference_county(
        seed, period, customers=customers, townships=townships, orders=orders, stock=stock, planted=planted
    )
    assert len(problem.customers) == customers
    assert len(problem.townships) == townships
    assert len(problem.orders) == orders
    assert len(planted_order_ids(problem)) == planted


def test_a_large_county_gets_more_vehicles():
    problem = reference_county(customers=2_000, townships=20)
    assert problem.vehicle_type_of["truck"].count == 3  # one per 800 customers
    assert len(problem.orders) == 300


def test_every_bad_argument_is_named():
    with pytest.raises(InvalidInputError) as caught:
        reference_county(
            seed=-1,
            period="week",
            customers=3.5,
            townships=1,
            stores=True,
            orders=2,
            stock="none",
            planted=9,
            start=dt.date(2026, 11, 22),
        )
    assert {fault.where.removeprefix("reference_county.") for fault in caught.value.faults} == {
        "seed",
        "period",
        "customers",
        "townships",
        "stores",
        "orders",
        "stock",
        "planted",
        "start",
    }
    assert "'week'" in str(caught.value)
    assert "'day' or 'cycle'" in str(caught.value)


@pytest.mark.parametrize("townships", ["11", None, 2.0])
def test_townships_of_the_wrong_type_are_refused(townships):
    with pytest.raises(InvalidInputError, match="a whole number from 2 to 100"):
        reference_county(townships=townships)


def test_more_stores_than_rural_townships_are_refused():
    with pytest.raises(InvalidInputError, match="from 0 to 10 or None"):
        reference_county(stores=11)


@pytest.mark.parametrize("start", [dt.datetime(2026, 11, 23), "2026-11-23"])
def test_start_is_a_date(start):
    with pytest.raises(InvalidInputError, match=r"datetime\.date"):
        reference_county(start=start)


@pytest.mark.parametrize(("seed", "period"), [(0, "day"), (1, "day"), (0, "cycle")])
def test_a_simple_plan_leaves_only_planted_orders_unserved(seed, period):
    problem = reference_county(seed=seed, period=period)
    evaluation = vrpcore.solve(problem, "greedy", time_limit=60).evaluation
    assert evaluation.is_feasible
    unserved = {o.order_id for o in evaluation.orders if o.outcome == "unserved"}
    assert unserved == planted_order_ids(problem)
    depot = {o.order_id: o.depot_id for o in evaluation.orders}
    assert all(depot[id_] != "center" for id_ in store_only_order_ids(problem))
    assert 0.10 <= evaluation.kpis.num_by_store / evaluation.kpis.num_orders <= 0.30
    assert evaluation.kpis.num_held / evaluation.kpis.num_orders <= 0.08
