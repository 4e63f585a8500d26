"""Every item of the cost, worked out by hand with the figures of the salt company."""

import pytest

from tests.evaluation.build import (
    CENTER,
    MICRO,
    SALT,
    STORE,
    bike,
    bring,
    collect,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
)
from vrpcore.evaluation import evaluate
from vrpcore.models import Currency, DeliveredLine, Product, Wage

DRIVER = Wage(per_month=2300.0)  # over 26 days
TRUCK = truck(cost_per_km=1.2, wage=DRIVER, loader_fee_per_tonne=30.0, fixed_cost_per_day=25.0)
CLERK = bike(cost_per_hour=3.6)
FEE_STORE = STORE.model_copy(update={"fee_per_tonne": 35.0})


def items(problem, given):
    result = evaluate(problem, given)
    assert result.cost == result.breakdown.total
    return {item: cost for item, cost in result.breakdown.model_dump().items() if cost}


def test_a_day_of_the_centre():
    problem = county(
        [customer("a", 3000), customer("b", 3000, 4000)],
        [order("oa", "a", 60), order("ob", "b", 40)],
        vehicle_types=[TRUCK],
    )
    given = plan(route("truck-1", trip("C", bring("a", "oa"), bring("b", "ob"))))
    assert items(problem, given) == {
        # 3 km + 4 km + 5 km = 12 km at 1.20 CNY
        "distance": 14_400_000,
        "fixed": 25 * MICRO,
        # 2,300 CNY / 26 days = 88.461538... CNY, rounded to micro-currency
        "wages": 88_461_538,
        # 100 cases x 20 kg = 2 t at 30 CNY
        "loaders": 60 * MICRO,
    }


def test_a_delivery_of_the_store():
    problem = county(
        [customer("e", 10_500, township_id="east")],
        [order("o", "e", 5)],
        depots=[CENTER, FEE_STORE],
        vehicle_types=[TRUCK, CLERK],
    )
    assert items(problem, plan(route("bike-1", trip("S", bring("e", "o"))))) == {
        # 500 m out and back at 10 m/s: 100 s at 3.60 CNY per hour = 0.10 CNY
        "duration": 100_000,
        # 5 cases x 20 kg = 0.1 t at 35 CNY
        "depot_fees": 3_500_000,
    }
    # The same order by the centre's truck: 21 km x 1.20 = 25.20, loaders 0.1 t x 30 = 3.00, and the day
    assert items(problem, plan(route("truck-1", trip("C", bring("e", "o"))))) == {
        "distance": 25_200_000,
        "fixed": 25 * MICRO,
        "wages": 88_461_538,
        "loaders": 3 * MICRO,
    }


def test_a_truck_that_loads_at_a_store_pays_its_fee():
    problem = county(
        [customer("e", 10_500, township_id="east")],
        [order("o", "e", 5)],
        depots=[CENTER, FEE_STORE],
        vehicle_types=[truck(loader_fee_per_tonne=30.0, max_trips=2, reload_depot_ids=["S"])],
    )
    given = plan(route("truck-1", trip("C"), trip("S", bring("e", "o"))))
    # 0.1 t: 3.00 for the truck's loaders, 3.50 for the store's staff
    assert items(problem, given) == {"loaders": 3 * MICRO, "depot_fees": 3_500_000}


def test_pickups_pay_neither_loaders_nor_fees():
    problem = county(
        [customer("e", 10_500, township_id="east")],
        [order("o", "e", 5, direction="pickup")],
        depots=[FEE_STORE],
        vehicle_types=[bike(loader_fee_per_tonne=30.0)],
    )
    assert items(problem, plan(route("bike-1", trip("S", collect("e", "o"))))) == {}


def test_each_day_is_paid_for_itself():
    problem = county(
        [customer("a", 3000), customer("b", 3000)],
        [order("oa", "a", 1), order("ob", "b", 1)],
        vehicle_types=[truck(wage=Wage(per_month=2000.0, days_per_month=25), count=2)],
    )
    given = plan(route("truck-1", trip("C", bring("a", "oa"))), route("truck-2", trip("C", bring("b", "ob"))))
    assert items(problem, given) == {"wages": 2 * 80 * MICRO}  # 2,000 / 25 = 80 CNY


def test_rates_are_rounded_once_half_to_even():
    # 2,300 CNY per month in whole CNY per day: 88.46 -> 88; 1.5 per km in units per metre: 0.0015 -> 0
    problem = county(
        [customer("a", 3000)],
        [order("o", "a", 1)],
        vehicle_types=[truck(wage=DRIVER, cost_per_km=1.5)],
        currency=Currency(scale=1),
    )
    assert items(problem, plan(route("truck-1", trip("C", bring("a", "o"))))) == {"wages": 88}


@pytest.mark.parametrize(("priority", "factor"), [(1, 1), (3, 3)])
def test_held_and_unserved_orders_cost_their_price_times_priority(priority, factor):
    problem = county(
        [customer("a", 3000, priority=priority)],
        [
            order("held", "a", 1, hold_price=2.5, unserved_price=99.0),
            order("left", "a", 1, unserved_price=40.0),
            order("free", "a", 1, hold_price=0.0),
        ],
    )
    assert items(problem, plan(held=["held", "free"])) == {
        "held": 2_500_000 * factor,
        "unserved": 40 * MICRO * factor,
    }


@pytest.mark.parametrize(
    ("brought", "unserved"),
    [
        (2, 6_666_667),  # 1 of 3 cases missing: 20 / 3 = 6.6666... CNY
        (1, 13_333_333),
        (3, 0),
    ],
)
def test_a_missing_part_costs_its_share(brought, unserved):
    problem = county(
        [customer("a", 3000, priority=2)], [order("o", "a", 3, unserved_price=10.0, splittable=True)]
    )
    part = bring("a", "o", quantities=[DeliveredLine(order_id="o", product_id="salt", cases=brought)])
    assert evaluate(problem, plan(route("truck-1", trip("C", part)))).breakdown.unserved == unserved


def test_a_share_is_rounded_half_to_even():
    problem = county(
        [customer("a", 3000)],
        [order("o", "a", 2, unserved_price=5.0, splittable=True)],
        currency=Currency(scale=1),
    )
    part = bring("a", "o", quantities=[DeliveredLine(order_id="o", product_id="salt", cases=1)])
    # 5 / 2 = 2.5 -> 2
    assert evaluate(problem, plan(route("truck-1", trip("C", part)))).breakdown.unserved == 2


def test_a_held_order_that_is_served_pays_for_both():
    problem = county([customer("a", 3000)], [order("o", "a", 1, hold_price=2.0)], vehicle_types=[TRUCK])
    found = items(problem, plan(route("truck-1", trip("C", bring("a", "o"))), held=["o"]))
    assert found["held"] == 2 * MICRO
    assert found["wages"] == 88_461_538


def test_sums_beyond_the_precision_of_floats_stay_exact():
    heavy = Product(id="salt", case_weight_kg=1000.001)
    problem = county(
        [customer("a", 3000)],
        [order("o", "a", 10**7 - 1)],
        products=[heavy],
        vehicle_types=[truck(loader_fee_per_tonne=1001.0)],
    )
    found = items(problem, plan(route("truck-1", trip("C", bring("a", "o")))))
    # cases x 1,000,001 g x 1,001 units per gram: an odd number above 2**53, which no float holds
    assert found == {"loaders": 9_999_999 * 1_000_001 * 1_001}


def test_salt_is_what_the_tests_say():
    assert (SALT.case_weight_g, SALT.case_volume_cm3) == (20_000, 20_000)
