"""Plans that refer to what is not there: every fault at once, each with its place."""

import datetime as dt

import pytest

from tests.evaluation.build import (
    CENTER,
    MONDAY,
    SALT,
    bring,
    collect,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
    window,
)
from vrpcore.errors import InvalidPlanError
from vrpcore.evaluation import evaluate
from vrpcore.models import Break, BreakRule, DeliveredLine, OrderLine, Product, Reload


def faults(*routes, held=()):
    problem = county(
        [customer("a", 1000), customer("b", 2000)],
        [
            order("oa", "a", 6, splittable=True),
            order("ob", "b", 4),
            order("pa", "a", 1, direction="pickup"),
        ],
        depots=[CENTER],
        products=[SALT, Product(id="soap")],
        vehicle_types=[
            truck(
                max_trips=2,
                shift=window("08:00", "18:00", weekdays=["mon"]),
                breaks=[BreakRule(earliest="12:00", latest="13:00", duration_s=60)],
            )
        ],
        days=2,
    )
    with pytest.raises(InvalidPlanError) as caught:
        evaluate(problem, plan(*routes, held=held))
    return [(fault.code, fault.where) for fault in caught.value.faults]


def on_truck(*activities):
    return route("truck-1", trip("C", *activities))


def part(order_id, product_id, cases):
    return DeliveredLine(order_id=order_id, product_id=product_id, cases=cases)


FIRST = "routes.0.trips.0.activities.0"


@pytest.mark.parametrize(
    ("given", "code", "where"),
    [
        (route("car-9", trip("C")), "unknown_id", "routes.0.vehicle_id"),
        (route("truck-1", trip("C"), date=MONDAY + dt.timedelta(days=1)), "no_slot", "routes.0.date"),
        (route("truck-1", trip("C"), date=MONDAY - dt.timedelta(days=1)), "no_slot", "routes.0.date"),
        (route("truck-1", trip("X")), "unknown_id", "routes.0.trips.0.depot_id"),
        (on_truck(bring("x", "oa")), "unknown_id", f"{FIRST}.customer_id"),
        (on_truck(bring("a", "x")), "unknown_id", f"{FIRST}.order_ids.0"),
        (on_truck(bring("a", "ob")), "wrong_customer", f"{FIRST}.order_ids.0"),
        (on_truck(bring("a", "oa", "ob")), "wrong_customer", f"{FIRST}.order_ids.1"),
        (on_truck(bring("a", "pa")), "wrong_direction", f"{FIRST}.order_ids.0"),
        (on_truck(collect("a", "oa")), "wrong_direction", f"{FIRST}.order_ids.0"),
        (on_truck(Reload()), "misplaced_reload", FIRST),
        (on_truck(Break(break_idx=1)), "unknown_break", f"{FIRST}.break_idx"),
        (
            on_truck(bring("a", "oa", quantities=[part("oa", "salt", 4), part("oa", "salt", 3)])),
            "bad_quantity",
            f"{FIRST}.quantities.1.cases",
        ),
        (
            on_truck(bring("a", "oa", quantities=[part("oa", "salt", 1), part("oa", "soap", 1)])),
            "bad_quantity",
            f"{FIRST}.quantities.1.cases",
        ),
        (
            on_truck(bring("a", "oa", quantities=[part("oa", "salt", 1), part("oa", "pepper", 1)])),
            "unknown_id",
            f"{FIRST}.quantities.1.product_id",
        ),
        (
            on_truck(bring("a", "oa", quantities=[part("oa", "salt", 1), part("x", "salt", 1)])),
            "unknown_id",
            f"{FIRST}.quantities.1.order_id",
        ),
        (
            on_truck(bring("a", "oa", quantities=[part("oa", "salt", 1), part("ob", "salt", 1)])),
            "unnamed_order",
            f"{FIRST}.quantities.1.order_id",
        ),
        (on_truck(bring("a", "oa", quantities=[])), "no_quantity", f"{FIRST}.order_ids.0"),
    ],
)
def test_one_fault(given, code, where):
    assert faults(given) == [(code, where)]


def test_a_reload_in_the_middle_of_a_trip():
    given = route("truck-1", trip("C"), trip("C", bring("a", "oa"), Reload()))
    assert faults(given) == [("misplaced_reload", "routes.0.trips.1.activities.1")]


def test_two_routes_for_one_slot():
    assert faults(on_truck(), on_truck()) == [("duplicate_slot", "routes.1")]


def test_held_orders_must_exist():
    assert faults(held=["oa", "x"]) == [("unknown_id", "held_order_ids.1")]


def test_all_faults_come_at_once():
    given = route("car-9", trip("X", bring("x", "y"), Reload()))
    assert faults(given, held=["z"]) == [
        ("unknown_id", "routes.0.vehicle_id"),
        ("unknown_id", "routes.0.trips.0.depot_id"),
        ("unknown_id", "routes.0.trips.0.activities.0.customer_id"),
        ("unknown_id", "routes.0.trips.0.activities.0.order_ids.0"),
        ("misplaced_reload", "routes.0.trips.0.activities.1"),
        ("unknown_id", "held_order_ids.0"),
    ]


def test_quantities_count_per_line_of_the_order():
    two_lines = order("o", "a", 6).model_copy(
        update={"lines": (OrderLine(product_id="salt", cases=6), OrderLine(product_id="soap", cases=2))}
    )
    problem = county([customer("a", 1000)], [two_lines], products=[SALT, Product(id="soap")])
    full = bring("a", "o", quantities=[part("o", "salt", 6), part("o", "soap", 2)])
    assert evaluate(problem, plan(on_truck(full))).is_feasible
