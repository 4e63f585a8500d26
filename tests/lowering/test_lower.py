import numpy as np

from tests.lowering.build import DAY, county
from vrpcore.lowering import NO_LIMIT, NO_PRICE, lower
from vrpcore.lowering.instance import ALWAYS, Rest
from vrpcore.models import ChannelPolicy

HOUR = 3600


def test_counts_and_order_of_entities():
    instance = lower(county())
    assert (instance.num_depots, instance.num_customers, instance.num_products) == (2, 3, 2)
    assert (instance.num_orders, instance.num_days, instance.num_slots) == (6, 2, 3)
    assert instance.place_of(0) == 2
    assert instance.travel.num_places == 5


def test_orders():
    orders = lower(county()).orders
    assert orders.customer.tolist() == [0, 0, 0, 1, 1, 2]
    assert orders.is_pickup.tolist() == [False, False, True, False, False, False]
    assert orders.is_emergency.tolist() == [False, False, False, False, True, False]
    assert orders.is_splittable.tolist() == [False, False, False, False, False, True]
    assert orders.release.tolist() == [-NO_LIMIT, 9 * HOUR, *[-NO_LIMIT] * 4]
    assert orders.due.tolist() == [*[NO_LIMIT] * 3, DAY + 9 * HOUR, *[NO_LIMIT] * 2]
    # Prices count twice for anna, who has priority 2.
    assert orders.hold_cost.tolist() == [5_000_000, *[NO_PRICE] * 5]
    assert orders.unserved_cost.tolist() == [20_000_000, *[NO_PRICE] * 4, 30_000_000]
    # Grams, cm3, cases: a2 is a case of salt (10 kg, 12 l) and two of chips (1.25 kg, 50 l each).
    assert orders.load[1].tolist() == [12_500, 112_000, 3]
    assert orders.line_begin.tolist() == [0, 1, 3, 4, 5, 6, 7]
    assert orders.line_product.tolist() == [0, 0, 1, 1, 0, 0, 0]
    assert orders.line_cases.tolist() == [3, 1, 2, 1, 4, 1, 9]


def test_no_hold_prices_where_the_policy_does_not_hold():
    assert set(lower(county(policy=ChannelPolicy(hold=False))).orders.hold_cost.tolist()) == {NO_PRICE}


def test_customers():
    instance = lower(county())
    assert instance.customer_service.tolist() == [300, 0, 0]
    assert instance.customer_spans == (
        ALWAYS,
        ((8 * HOUR, 10 * HOUR), (DAY + 8 * HOUR, DAY + 10 * HOUR), (DAY + 14 * HOUR, DAY + 15 * HOUR)),
        ALWAYS,
    )
    # bert is 2.5 km from the store, beyond its 2 km; carl lives in the other township.
    assert instance.township_stores == ((1,), (), ())


def test_depots():
    centre, store = lower(county()).depots
    assert centre.opening == ((7 * HOUR, 12 * HOUR), (DAY + 7 * HOUR, DAY + 12 * HOUR))
    assert centre.stock is None
    assert centre.carries.all()
    assert centre.reach.all()
    assert (centre.fee_per_gram, centre.max_grams_per_day) == (0, NO_LIMIT)
    assert (centre.min_cases, centre.waiver_below, centre.waiver_above) == (5, 12_000_000, NO_PRICE)
    assert centre.max_cases >= 10**9
    assert store.opening == ALWAYS
    assert store.fee_per_gram == 35  # 35 CNY per tonne are 35 millionths per gram
    assert store.stock.tolist() == [16, 0]
    assert store.receipts == ((DAY + 6 * HOUR, 0, 7),)
    assert store.carries.tolist() == [True, False]
    assert store.max_grams_per_day == 500_000
    assert (store.min_cases, store.max_cases, store.waiver_below) == (2, 5, NO_PRICE)
    assert store.reach.tolist() == [True, False, False]


def test_stock_below_its_safety_level_is_never_carried():
    problem = county()
    centre, store = problem.depots
    short = store.stock[0].model_copy(update={"cases": 1})
    poor = store.model_copy(update={"stock": (short,), "receipts": ()})
    depot = lower(problem.model_copy(update={"depots": (centre, poor)})).depots[1]
    assert depot.stock.tolist() == [-3, 0]
    assert not depot.carries.any()


def test_vehicle_types():
    truck, clerk = lower(county()).vehicle_types
    assert (truck.depot, truck.load_depots) == (0, (0, 1))
    assert truck.capacity == (500_000, NO_LIMIT, 40)
    assert (truck.cost_per_metre, truck.cost_per_second) == (1500, 0)
    assert truck.day_cost == 120_000_000  # 20 fixed and 2600 / 26 wage
    assert truck.loader_per_gram == 30
    assert truck.rests == (Rest(12 * HOUR, 13 * HOUR, 1800),)
    assert (truck.max_duration, truck.max_distance, truck.max_trips) == (NO_LIMIT, NO_LIMIT, NO_LIMIT)
    assert (truck.loading_duration, truck.visit_duration) == (600, 60)
    assert (truck.light_case_duration, truck.heavy_case_duration) == (5, 20)
    assert truck.area.all()
    assert truck.is_usable
    assert (clerk.depot, clerk.load_depots, clerk.profile) == (1, (1,), 1)
    assert (clerk.max_duration, clerk.max_distance, clerk.max_trips) == (7200, 3000, 1)
    assert clerk.area.tolist() == [True, False, False]
    assert not clerk.is_usable
    assert lower(county(policy=ChannelPolicy(use_reserve=True))).vehicle_types[1].is_usable


def test_slots():
    slots = lower(county()).slots
    assert slots.vehicle_type.tolist() == [0, 0, 1]
    assert slots.vehicle.tolist() == [0, 0, 1]
    assert slots.day.tolist() == [0, 1, 1]  # the clerk works on Tuesday only
    assert slots.midnight.tolist() == [0, DAY, DAY]
    assert slots.start.tolist() == [8 * HOUR, DAY + 8 * HOUR, DAY + 9 * HOUR]
    assert slots.end.tolist() == [18 * HOUR, DAY + 18 * HOUR, DAY + 12 * HOUR]


def test_policy():
    instance = lower(county())
    assert (instance.township_rule, instance.township_cost) == ("prefer", 6_000_000)
    assert instance.consolidates
    assert instance.exempts_emergencies
    assert not instance.backhaul_last


def test_a_problem_without_orders():
    instance = lower(county(orders=()))
    assert instance.num_orders == 0
    assert instance.orders.load.shape == (0, 3)
    assert instance.orders.line_begin.tolist() == [0]
    assert instance.orders.customer.dtype == np.int64
