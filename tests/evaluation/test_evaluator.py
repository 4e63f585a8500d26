"""The verdict as a whole: stops with times and loads, outcomes, key figures, refusals."""

import datetime as dt

import pytest

from tests.evaluation.build import (
    CENTER,
    STORE,
    at,
    bike,
    bring,
    broken,
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
from vrpcore.errors import UnsupportedFeatureError
from vrpcore.evaluation import evaluate
from vrpcore.models import BreakRule, DeliveredLine, Handling, Product, Reload

LIGHT = Product(id="tissue", case_weight_kg=2.0, case_volume_m3=0.1, cargo_class="light")


def test_a_route_with_two_trips_stop_by_stop():
    problem = county(
        [customer("a", 3000, service_duration_s=120), customer("b", 6000)],
        [order("oa", "a", 4), order("ob", "b", 2), order("pa", "a", 1, direction="pickup")],
        vehicle_types=[
            truck(
                max_trips=2,
                loading_duration_s=600,
                cost_per_hour=1.0,
                handling=Handling(visit_s=30, light_case_s=1, heavy_case_s=5),
            )
        ],
    )
    given = plan(
        route(
            "truck-1", trip("C", bring("a", "oa"), collect("a", "pa")), trip("C", Reload(), bring("b", "ob"))
        )
    )
    (schedule,) = evaluate(problem, given).schedule
    found = [
        (s.kind, s.place_id, s.trip_idx, s.activity_idx, s.arrival_s - at("08:00"), s.departure_s - s.start_s)
        for s in schedule.stops
    ]
    assert found == [
        ("start", "C", 0, None, 0, 0),
        ("load", "C", 0, None, 0, 600),
        ("delivery", "a", 0, 0, 900, 170),  # 300 s drive; 120 + 30 + 4 x 5
        ("pickup", "a", 0, 1, 1070, 155),  # 120 + 30 + 1 x 5
        ("load", "C", 1, 0, 1525, 600),  # 300 s back
        ("delivery", "b", 1, 1, 2725, 40),  # 600 s drive; 30 + 2 x 5
        ("end", "C", 1, None, 3365, 0),
    ]
    assert [(s.load_g, s.load_cm3, s.load_cases) for s in schedule.stops] == [
        (0, 0, 0),
        (80_000, 80_000, 4),
        (0, 0, 0),
        (20_000, 20_000, 1),
        (40_000, 40_000, 2),
        (0, 0, 0),
        (0, 0, 0),
    ]
    assert [s.distance_m for s in schedule.stops] == [0, 0, 3000, 0, 3000, 6000, 6000]
    assert [s.order_ids for s in schedule.stops if s.order_ids] == [("oa",), ("pa",), ("ob",)]
    assert (schedule.duration_s, schedule.distance_m) == (3365, 18_000)
    assert (schedule.vehicle_id, schedule.vehicle_type_id) == ("truck-1", "truck")


def test_handling_depends_on_the_cargo_class():
    both = order("o", "a", 3).model_copy(
        update={"lines": (order("x", "a", 3).lines[0], order("y", "a", 4, "tissue").lines[0])}
    )
    handling = Handling(visit_s=60, light_case_s=2, heavy_case_s=10)
    problem = county(
        [customer("a", 3000)],
        [both],
        products=[*county([], []).products, LIGHT],
        vehicle_types=[truck(handling=handling)],
    )
    stop = evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o"))))).schedule[0].stops[2]
    assert stop.departure_s - stop.start_s == 60 + 3 * 10 + 4 * 2


def test_waiting_is_saved_only_where_time_costs():
    def starts(cost_per_hour):
        problem = county(
            [customer("a", 3000, service_windows=[window("10:00", "11:00")])],
            [order("o", "a", 1)],
            vehicle_types=[truck(cost_per_hour=cost_per_hour)],
        )
        schedule = evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o"))))).schedule[0]
        return schedule.start_s, schedule.end_s

    # either way it ends at 10:05, so the latest start is taken
    assert starts(0.0) == starts(9.0) == (at("09:55"), at("10:05"))


def test_an_early_end_or_a_short_route():
    def span(cost_per_hour):
        windows = [window("08:00", "08:10"), window("12:00", "13:00")]
        problem = county(
            [
                customer("a", 3000, service_windows=windows),
                customer("b", 3000, 4000, service_windows=[window("12:00", "13:00")]),
            ],
            [order("oa", "a", 1), order("ob", "b", 1)],
            vehicle_types=[truck(cost_per_hour=cost_per_hour)],
        )
        given = plan(route("truck-1", trip("C", bring("a", "oa"), bring("b", "ob"))))
        schedule = evaluate(problem, given).schedule[0]
        return schedule.start_s, schedule.end_s

    # a at 08:10, hours of waiting, b at 12:00, and 500 s home; it could not start later for the same end
    assert span(0.0) == (at("08:05"), at("12:00") + 500)
    # a at 12:00, 400 s to b, no waiting at all: it ends 400 s later, but costs four hours less
    assert span(9.0) == (at("11:55"), at("12:00") + 900)


def test_a_route_without_visits_is_not_used():
    problem = county(
        [customer("a", 3000)],
        [order("o", "a", 1, unserved_price=1.0)],
        depots=[CENTER.model_copy(update={"opening_hours": (window("20:00", "21:00"),)})],
        vehicle_types=[
            truck(
                fixed_cost_per_day=9.0,
                breaks=[BreakRule(earliest="10:00", latest="11:00", duration_s=60)],
            )
        ],
    )
    result = evaluate(problem, plan(route("truck-1", trip("C"), trip("C"))))
    assert (result.schedule, result.violations, result.kpis.num_routes) == ((), (), 0)
    assert result.cost == result.breakdown.unserved == 10**6


def test_outcomes_and_key_figures():
    problem = county(
        [
            customer("a", 3000),
            customer("e", 10_500, township_id="east"),
        ],
        [
            order("full", "a", 10),
            order("part", "a", 10, splittable=True, unserved_price=1.0),
            order("back", "a", 5, direction="pickup"),
            order("near", "e", 5),
            order("held", "e", 5, hold_price=1.0),
            order("left", "e", 5, unserved_price=1.0),
        ],
        depots=[CENTER, STORE],
        vehicle_types=[truck(capacity_kg=1000.0, capacity_cases=32), bike(capacity_m3=0.4)],
    )
    part = [
        DeliveredLine(order_id="full", product_id="salt", cases=10),
        DeliveredLine(order_id="part", product_id="salt", cases=6),
    ]
    given = plan(
        route("truck-1", trip("C", bring("a", "full", "part", quantities=part), collect("a", "back"))),
        route("bike-1", trip("S", bring("e", "near"))),
        held=["held"],
    )
    result = evaluate(problem, given, explain=False)
    assert result.is_feasible
    assert [(o.order_id, o.outcome, o.depot_id, o.vehicle_id, o.start_s) for o in result.orders] == [
        ("full", "delivered", "C", "truck-1", at("08:05")),
        ("part", "partly", "C", "truck-1", at("08:05")),
        ("back", "delivered", "C", "truck-1", at("08:05")),
        ("near", "delivered", "S", "bike-1", at("08:00") + 50),
        ("held", "held", None, None, None),
        ("left", "unserved", None, None, None),
    ]
    kpis = result.kpis
    assert (kpis.num_orders, kpis.num_delivered, kpis.num_partly, kpis.num_held, kpis.num_unserved) == (
        6,
        3,
        1,
        1,
        1,
    )
    assert (kpis.num_by_center, kpis.num_by_store) == (3, 1)
    assert (kpis.num_routes, kpis.num_trips, kpis.num_visits) == (2, 2, 3)
    assert (kpis.distance_m, kpis.duration_s, kpis.wait_duration_s) == (7000, 700, 0)
    # 16 + 5 cases of 20 kg delivered, 5 of them by the store; collected goods do not count
    assert (kpis.delivered_g, kpis.delivered_by_store_g, kpis.delivered_cases) == (420_000, 100_000, 21)
    assert kpis.fill_rate == 21 / 35
    # truck: 320 kg of 1,000, 16 of 32 cases -> 0.5; bike: 0.1 of 0.4 m3 -> 0.25
    assert kpis.mean_load_rate == 0.375


def test_the_last_visit_of_a_split_order_is_shown():
    problem = county(
        [customer("a", 3000)], [order("o", "a", 4, splittable=True)], vehicle_types=[truck(count=2)]
    )

    def part(cases):
        return bring("a", "o", quantities=[DeliveredLine(order_id="o", product_id="salt", cases=cases)])

    given = plan(route("truck-1", trip("C", part(3))), route("truck-2", trip("C", part(1))))
    (outcome,) = evaluate(problem, given).orders
    assert (outcome.outcome, outcome.vehicle_id, outcome.reasons) == ("delivered", "truck-2", ())


def test_every_lateness_of_a_hopeless_sequence_is_told():
    # b closes 08:05 and is reached 08:06:40, a minute and 40 s late; c is due 08:10, reached 08:13:20
    problem = county(
        [
            customer("b", 4000, service_windows=[window("08:00", "08:05")]),
            customer("c", 8000),
        ],
        [order("ob", "b", 1), order("oc", "c", 1, due=moment("08:10"))],
        vehicle_types=[truck(shift=window("08:00", "08:20"))],
    )
    assert broken(problem, plan(route("truck-1", trip("C", bring("b", "ob"), bring("c", "oc"))))) == [
        ("shift", "routes.0", 400),  # back at 08:26:40
        ("service_window", "routes.0.trips.0.activities.0", 100),
        ("due", "routes.0.trips.0.activities.1", 200),
    ]


def test_a_hopeless_sequence_starts_when_loading_may():
    problem = county(
        [customer("a", 3000, service_windows=[window("08:00", "08:10")])],
        [order("o", "a", 1, release=moment("09:00"))],
    )
    result = evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o")))))
    assert result.schedule[0].start_s == at("09:00")
    assert [(v.rule, v.excess) for v in result.violations] == [("service_window", 55 * 60)]


def test_a_too_long_route_is_at_least_the_shortest():
    # windows force an hour between the two; starting late saves the wait before the first
    problem = county(
        [
            customer("a", 3000, service_windows=[window("09:00", "09:00")]),
            customer("b", 3000, service_windows=[window("10:00", "10:00")]),
        ],
        [order("oa", "a", 1), order("ob", "b", 1)],
        vehicle_types=[truck(max_duration_s=3600)],
    )
    result = evaluate(problem, plan(route("truck-1", trip("C", bring("a", "oa"), bring("b", "ob")))))
    assert [(v.rule, v.excess) for v in result.violations] == [("duration", 600)]
    assert (result.schedule[0].start_s, result.schedule[0].end_s) == (at("08:55"), at("10:05"))


def test_two_days():
    problem = county([customer("a", 3000)], [order("o", "a", 1)], days=2)
    tuesday = dt.date(2026, 3, 3)
    (schedule,) = evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o")), date=tuesday))).schedule
    assert (schedule.date, schedule.start_s) == (tuesday, at("08:00", day=1))


def test_an_empty_problem():
    result = evaluate(county([], []), plan())
    assert (result.cost, result.is_feasible, result.kpis.fill_rate) == (0, True, 1.0)


def test_features_that_nothing_honours_are_refused_by_name():
    problem = county([customer("a", 3000)], [order("o", "a", 1)], now=moment("09:00"))
    with pytest.raises(UnsupportedFeatureError, match=r"a day that has begun \(now\)"):
        evaluate(problem, plan())


def test_locked_activities_change_nothing():
    problem = county([customer("a", 3000)], [order("o", "a", 1)])
    locked = evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o", locked=True)))))
    assert locked == evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o")))))
