"""Really trying: what is in the way at every position, and what the cheapest one costs."""

import datetime as dt

import pytest

from tests.evaluation.build import (
    CENTER,
    STORE,
    bring,
    collect,
    county,
    customer,
    moment,
    order,
    plan,
    route,
    trip,
    truck,
    window,
)
from tests.evaluation.reasons.why import the_code, why
from vrpcore.evaluation import evaluate
from vrpcore.evaluation.reasons import explain
from vrpcore.models import (
    Break,
    BreakRule,
    ChannelPolicy,
    DeliveredLine,
    OrderBand,
    Receipt,
    Stock,
)


def full_day(*, first=(), missing=(), vehicle=(), **given):
    """One truck that brings order `first` to a; order `o` of b, 4 km above a, is missing."""
    return county(
        [customer("a", 3000, **dict(first)), customer("b", 3000, 4000)],
        [order("first", "a", 6), order("o", "b", 4, **{"unserved_price": 5.0, **dict(missing)})],
        vehicle_types=[truck(**{"cost_per_km": 1.0, **dict(vehicle)})],
        **given,
    )


TUESDAY = dt.date(2026, 3, 3)
FIRST = plan(route("truck-1", trip("C", bring("a", "first"))))


def test_it_costs_more_than_leaving_it_out():
    # a detour of 4 + 5 - 3 = 6 km at 1 CNY, against 5 CNY
    ((code, depot_id, text),) = why(full_day(), "o", FIRST)
    assert (code, depot_id) == ("costs_more", "C")
    assert "'truck-1' on 2026-03-02 from depot 'C', as the first stop" in text
    assert "costs 6.00 CNY more; not serving it only costs 5.00 CNY" in text


@pytest.mark.parametrize(("price", "code"), [(6.0, "costs_more"), (6.01, "could_be_served")])
def test_equal_costs_are_no_gain(price, code):
    assert the_code(full_day(missing={"unserved_price": price}), "o", FIRST) == code


def test_a_required_order_that_fits_could_be_served():
    ((code, _, text),) = why(full_day(missing={"unserved_price": None}), "o", FIRST)
    assert code == "could_be_served"
    assert text.endswith("costs 6.00 CNY more; not serving it has no price")


def test_a_held_order_is_compared_with_its_price():
    problem = full_day(missing={"hold_price": 2.0})
    held = plan(*FIRST.routes, held=["o"])
    ((code, _, text),) = why(problem, "o", held)
    assert code == "costs_more"
    assert text.endswith("holding it only costs 2.00 CNY")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"vehicle": {"capacity_cases": 9}}, "no_capacity_left"),
        ({"vehicle": {"max_distance_m": 11_999}}, "no_distance_left"),
        # from a (300 s) to b takes until 08:11:40, from b (500 s) to a until 08:15
        (
            {"first": {"service_windows": [window("08:00", "08:14")]}, "missing": {"due": moment("08:11")}},
            "no_time_left",
        ),
    ],
)
def test_what_is_in_the_way_at_both_positions(given, code):
    ((found, depot_id, text),) = why(full_day(**given), "o", FIRST)
    assert (found, depot_id) == (code, None)
    assert text.startswith("tried at 2 positions; at each of them ")


@pytest.mark.parametrize(
    "given",
    [
        {"vehicle": {"capacity_cases": 10}},
        {"vehicle": {"max_distance_m": 12_000}},
        {"vehicle": {"capacity_cases": 9, "max_trips": 2}},
        {"vehicle": {"capacity_cases": 9, "count": 2}},
        {"first": {"service_windows": [window("08:00", "08:15")]}, "missing": {"due": moment("08:11")}},
    ],
)
def test_one_position_is_enough(given):
    assert the_code(full_day(**given), "o", FIRST) == "costs_more"


def test_a_part_joins_its_own_order_even_without_consolidation():
    problem = county(
        [customer("a", 3000, service_duration_s=300)],
        [order("o", "a", 2, unserved_price=10.0, splittable=True)],
        vehicle_types=[truck(cost_per_hour=36.0)],
        policy=ChannelPolicy(consolidate=False),
    )
    part = [DeliveredLine(order_id="o", product_id="salt", cases=1)]
    ((code, _, text),) = why(
        problem, "o", plan(route("truck-1", trip("C", bring("a", "o", quantities=part))))
    )
    # as a visit of its own it would cost another 300 s
    assert (code, "with the visit of customer 'a', costs 0.00 CNY more" in text) == ("could_be_served", True)


def test_stock_of_an_early_shift():
    # 2 cases are left on Monday, 8 from Tuesday on; the truck only works on Monday, the other has no room
    stock = (Stock(product_id="salt", cases=8),)
    receipts = (Receipt(product_id="salt", cases=6, arrival=moment("07:00", day=1)),)
    tuesday = window("08:00", "18:00", weekdays=["tue"])
    problem = county(
        [customer("a", 3000), customer("b", 3000, 4000), customer("c", 100)],
        [order("first", "a", 6), order("o", "b", 4, unserved_price=5.0), order("c", "c", 1)],
        depots=[CENTER.model_copy(update={"stock": stock, "receipts": receipts})],
        vehicle_types=[
            truck(shift=window("08:00", "18:00", weekdays=["mon"])),
            truck(id="van", shift=tuesday, capacity_cases=4),
        ],
        days=2,
    )
    given = plan(*FIRST.routes, route("van-1", trip("C", bring("c", "c")), date=TUESDAY))
    assert sorted(code for code, _, _ in why(problem, "o", given)) == ["no_capacity_left", "no_stock_left"]


def test_a_small_order_joins_the_visit_of_its_customer():
    problem = county(
        [customer("a", 3000)],
        [order("first", "a", 4), order("o", "a", 2, unserved_price=5.0)],
        vehicle_types=[truck(loader_fee_per_tonne=30.0)],
        policy=ChannelPolicy(center_band=OrderBand(min_cases=5, waiver_below=None)),
    )
    given = plan(route("truck-1", trip("C", bring("a", "first"))))
    alone, joint = why(problem, "o", given)
    assert alone[0] == "below_minimum"
    # 2 cases x 20 kg = 0.04 t at 30 CNY = 1.20 CNY
    assert joint[0] == "could_be_served"
    assert "with the visit of customer 'a', costs 1.20 CNY more" in joint[2]


def test_joining_saves_a_waiver():
    problem = county(
        [customer("a", 3000)],
        [order("first", "a", 4), order("o", "a", 2, unserved_price=0.0)],
        policy=ChannelPolicy(center_band=OrderBand(min_cases=5, waiver_below=8.0)),
    )
    given = plan(route("truck-1", trip("C", bring("a", "first"))))
    ((code, _, text),) = why(problem, "o", given)
    assert code == "could_be_served"
    assert "costs -8.00 CNY more; not serving it costs 0.00 CNY" in text


def test_a_joint_visit_that_is_too_large():
    problem = county(
        [customer("a", 3000)],
        [order("first", "a", 4), order("o", "a", 6, unserved_price=0.0)],
        policy=ChannelPolicy(center_band=OrderBand(max_cases=5)),
    )
    alone, joint = why(problem, "o", plan(route("truck-1", trip("C", bring("a", "first")))))
    assert (alone[0], joint[0]) == ("above_maximum", "above_maximum")
    assert "tried at 1 position; at each of them the depot would not admit the joint visit" in joint[2]


def test_backhauls_last():
    problem = county(
        [customer("a", 3000), customer("b", 3000, 4000)],
        [order("o", "a", 1, direction="pickup", unserved_price=0.0), order("first", "b", 1)],
        policy=ChannelPolicy(backhaul="last"),
    )
    assert the_code(problem) == "no_backhaul_left"  # alone on a trip
    assert the_code(problem, "o", plan(route("truck-1", trip("C", bring("b", "first"))))) == "costs_more"
    collected = plan(route("truck-1", trip("C", collect("a", "o"))))
    assert the_code(problem, "first", collected) == "could_be_served"  # before the pickup


def test_every_vehicle_of_a_reload_depot_is_out_of_trips():
    problem = county(
        [customer("a", 3000), customer("e", 10_500, township_id="east")],
        [order("x", "a", 1), order("y", "a", 1), order("o", "e", 1, unserved_price=0.0)],
        depots=[CENTER.model_copy(update={"order_band": OrderBand(min_cases=1)}), STORE],
        vehicle_types=[truck(max_trips=2, reload_depot_ids=["S"])],
        policy=ChannelPolicy(township_rule="must"),
    )
    given = plan(route("truck-1", trip("C", bring("a", "x")), trip("C", bring("a", "y"))))
    assert [code for code, _, _ in why(problem, "o", given)] == ["store_of_township", "no_trip_left"]


def test_a_break_is_put_in_where_the_longer_route_needs_one():
    lunch = BreakRule(earliest="12:00", latest="13:00", duration_s=1800)
    problem = county(
        [
            customer("a", 3000, service_windows=[window("11:50", "11:50")]),
            customer("b", 3000, service_windows=[window("12:10", "12:55")], service_duration_s=3600),
        ],
        [order("first", "a", 1), order("o", "b", 1, unserved_price=0.0)],
        vehicle_types=[truck(breaks=[lunch])],
    )
    # home by 11:55 without b; with it, back at 13:15 at the earliest, so the break goes before b
    assert the_code(problem, "o", FIRST) == "costs_more"
    with_break = plan(route("truck-1", trip("C", bring("a", "first"), Break(), bring("b", "o"))))
    without = plan(route("truck-1", trip("C", bring("a", "first"), bring("b", "o"))))
    assert evaluate(problem, with_break).is_feasible
    assert not evaluate(problem, without).is_feasible


def test_the_missing_part_of_a_split_order():
    problem = county(
        [customer("a", 3000)],
        [order("o", "a", 10, unserved_price=10.0, splittable=True)],
        vehicle_types=[truck(capacity_cases=6, loader_fee_per_tonne=30.0, max_trips=2)],
    )
    part = [DeliveredLine(order_id="o", product_id="salt", cases=6)]
    given = plan(route("truck-1", trip("C", bring("a", "o", quantities=part))))
    ((code, _, text),) = why(problem, "o", given)
    # 4 cases x 20 kg at 30 CNY/t = 2.40 CNY on a further trip; the part costs 10 x 4 / 10 = 4 CNY
    assert code == "could_be_served"
    assert "on a further trip, costs 2.40 CNY more; not serving it costs 4.00 CNY" in text
    (whole, _, _), (code, _, text) = why(problem, "o")
    # 6 cases x 20 kg at 30 CNY/t = 3.60 CNY; 10 CNY less 10 x 4 / 10 for the rest are saved
    assert (whole, code) == ("over_capacity", "could_be_served")
    assert "6 cases of the 10 cases missing could be served" in text
    assert text.endswith("costs 3.60 CNY more and saves 6.00 CNY, a gain of 2.40 CNY")


def test_limits_are_told(monkeypatch):
    customers = [customer(f"c{idx}", 1000 + idx) for idx in range(20)]
    orders = [order(f"o{idx}", f"c{idx}", 1) for idx in range(20)]
    problem = county(
        [*customers, customer("x", 1500)],
        [*orders, order("o", "x", 1, unserved_price=0.0)],
        vehicle_types=[truck(count=20, cost_per_km=1.0)],
    )
    given = plan(*(route(f"truck-{idx + 1}", trip("C", bring(f"c{idx}", f"o{idx}"))) for idx in range(20)))
    ((_, _, whole),) = why(problem, "o", given)
    assert "the cheapest way found, vehicle 'truck-20'" in whole  # c19 is nearest
    monkeypatch.setattr(explain, "INSERTIONS", (9, 9))
    ((_, _, capped),) = why(problem, "o", given)
    assert "the cheapest way found (best of 6 positions tried), vehicle 'truck-20'" in capped  # 3 routes
    monkeypatch.setattr(explain, "SCHEDULES", (0, 0))
    ((code, _, text),) = why(problem, "o", given)
    assert code == "not_all_tried"
    assert "limit" in text


def test_the_shortest_detour_is_not_always_the_cheapest():
    problem = county(
        [
            customer("a", 3000, service_windows=[window("12:00", "12:00")]),
            customer("b", 3000, service_windows=[window("08:00", "09:00")]),
        ],
        [order("first", "a", 1), order("o", "b", 1, unserved_price=5.0)],
        vehicle_types=[truck(count=2, cost_per_km=1.0, cost_per_hour=36.0)],
    )
    ((_, _, text),) = why(problem, "o", FIRST)
    # on the way to a there is no detour, but three hours of waiting: 108 CNY; the other truck drives 6 km in
    # 600 s: 6 + 6 CNY
    assert (
        "vehicle 'truck-2' on 2026-03-02 from depot 'C', on a route of its own, costs 12.00 CNY more" in text
    )
