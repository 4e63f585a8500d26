"""Files of our own, one per variant, whose costs are worked out by hand in the comments."""

import datetime as dt
import math
from pathlib import Path

import pytest

from vrpcore.evaluation import evaluate
from vrpcore.io import read_vrplib, read_vrplib_solution
from vrpcore.models import Delivery, Pickup, Plan, PlanarTravel, Trip

DATA = Path(__file__).parent / "data"


def read(name, rounding=None):
    problem = read_vrplib(DATA / f"{name}.vrp", rounding)
    return problem, read_vrplib_solution(DATA / f"{name}.sol", problem)


def swapped(plan, one, other):
    """The plan with the vehicles of two routes exchanged."""
    first, second = plan.routes[one], plan.routes[other]
    return plan.model_copy(
        update={
            "routes": (
                first.model_copy(update={"vehicle_id": second.vehicle_id}),
                second.model_copy(update={"vehicle_id": first.vehicle_id}),
            )
        }
    )


def broken_rules(problem, plan):
    return {violation.rule for violation in evaluate(problem, plan).violations}


@pytest.mark.parametrize(
    ("name", "rounding", "cost"),
    [
        # Legs 5, 5, 10, and there and back sqrt(2) = 1.414…
        ("cvrp", "round", 5 + 5 + 10 + 1 + 1),
        ("cvrp", "dimacs", 50 + 50 + 100 + 14 + 14),
        ("cvrp", "exact", 5000 + 5000 + 10000 + 1414 + 1414),
        ("cvrp", "none", 5 + 5 + 10 + 1 + 1),
        # Given legs 0-1, 1-2, 2-0.
        ("explicit", "round", 2 + 3 + 5),
        ("explicit", "exact", 2000 + 3250 + 5000),
        # Legs 5, 5, sqrt(98) = 9.899…
        ("vrptw", "dimacs", 50 + 50 + 98),
        ("vrptw", "exact", 5000 + 5000 + 9899),
        # Legs 5, 5, 10 and the prize of the customer left out, 7.
        ("pcvrptw", "dimacs", 50 + 50 + 100 + 70),
        # Out to one customer and back, reload, out to the other and back.
        ("mtvrptwr", "dimacs", 2 * 50 + 2 * 100),
        # Each depot's vehicle goes to its neighbour, 5 away.
        ("mdvrptw", "exact", 2 * 5000 + 2 * 5000),
        ("sdvrptw", "exact", 2 * 500 + 2 * 10000),
        # One vehicle at 70 a day and 3 per unit: (70 + 3 * 20) * 1000.
        ("hfvrp", "exact", 70 * 1000 + 3 * 20 * 1000),
        # A linehaul, then two backhauls.
        ("vrpb", "round", 5 + 5 + 8 + 6),
    ],
)
def test_cost_is_the_integer_of_the_convention(name, rounding, cost):
    evaluation = evaluate(*read(name, rounding))
    assert evaluation.violations == ()
    assert evaluation.cost == cost


@pytest.mark.parametrize(
    ("name", "rounding"),
    [
        ("cvrp", "round"),
        ("vrpb", "round"),
        ("vrptw", "dimacs"),
        ("pcvrptw", "dimacs"),
        ("mtvrptwr", "dimacs"),
        ("mdvrptw", "exact"),
        ("sdvrptw", "exact"),
        ("hfvrp", "exact"),
    ],
)
def test_without_a_rounding_the_habit_of_the_type_applies(name, rounding):
    assert read_vrplib(DATA / f"{name}.vrp") == read_vrplib(DATA / f"{name}.vrp", rounding=rounding)


def test_names_of_places_orders_and_vehicles_are_the_numbers_of_solution_files():
    problem, plan = read("cvrp")
    assert problem.name == "small-cvrp"
    assert [depot.id for depot in problem.depots] == ["0"]
    assert [customer.id for customer in problem.customers] == ["1", "2", "3"]
    assert [(order.id, order.customer_id) for order in problem.orders] == [("1", "1"), ("2", "2"), ("3", "3")]
    # No VEHICLES: as many as customers, all alike.
    assert [slot.vehicle_id for slot in problem.slots] == ["1", "2", "3"]
    assert len(problem.vehicle_types) == 1
    assert [route.vehicle_id for route in plan.routes] == ["1", "2"]
    assert plan.routes[0].trips[0].activities == (
        Delivery(customer_id="1", order_ids=["1"]),
        Delivery(customer_id="2", order_ids=["2"]),
    )


def test_a_customer_without_demand_weighs_nothing_but_must_be_visited():
    problem, plan = read("cvrp")
    evaluation = evaluate(problem, plan)
    assert [stop.load_g for stop in evaluation.schedule[0].stops] == [0, 9_000, 5_000, 0, 0]
    assert [stop.load_g for stop in evaluation.schedule[1].stops][:2] == [0, 0]
    without = plan.model_copy(update={"routes": plan.routes[:1]})
    assert broken_rules(problem, without) == {"required"}


def test_loads_keep_the_unit_of_the_file_and_are_rounded_like_it():
    whole, _ = read("cvrp", "exact")
    assert whole.orders[0].cases == 4
    assert whole.vehicle_types[0].capacity_kg == 9.0
    # 1.5 of 3.25 kg in cases of 1 g under "exact"; 2 of 3 under "round".
    exact, _ = read("explicit", "exact")
    assert (exact.orders[0].cases, exact.products[0].case_weight_g) == (1500, 1)
    assert exact.vehicle_types[0].capacity_kg == 3.25
    rounded, _ = read("explicit", "round")
    assert (rounded.orders[0].cases, rounded.vehicle_types[0].capacity_kg) == (2, 3.0)


def test_windows_and_service_follow_the_rounding():
    problem, plan = read("vrptw")
    first, second = problem.customers
    assert [(w.earliest, w.latest) for w in first.service_windows] == [(200, 300)]
    assert [(w.earliest, w.latest) for w in second.service_windows] == [(0, 352)]  # 35.29 truncated
    assert problem.vehicle_types[0].shift.latest == 1000
    # Wait for 200, serve for 100, drive 50, arrive 2 before the close, serve, home after 98.
    (schedule,) = evaluate(problem, plan).schedule
    assert [stop.start_s for stop in schedule.stops] == [150, 150, 200, 350, 548]


def test_prizes_are_prices_and_a_prize_of_zero_is_an_obligation():
    problem, plan = read("pcvrptw")
    assert [order.unserved_price for order in problem.orders] == [30.0, None, 70.0]
    assert evaluate(problem, plan).breakdown.unserved == 70
    nothing = plan.model_copy(update={"routes": ()})
    assert broken_rules(problem, nothing) == {"required"}
    assert evaluate(problem, nothing).cost == 30 + 70


def test_a_depot_within_a_route_is_a_reload_that_waits_for_the_release():
    problem, plan = read("mtvrptwr")
    assert problem.orders[1].release == dt.datetime(2000, 1, 1, 0, 6, 40)
    assert problem.vehicle_types[0].max_trips is None
    assert [trip.depot_id for trip in plan.routes[0].trips] == ["0", "0"]
    # Not before 10 and not after 30 out, so that the customer is reached by 80; home by 130 to 150,
    # out again at 400, serve from 500 to 520, home at 620.
    (schedule,) = evaluate(problem, plan).schedule
    assert schedule.end_s == 620
    assert [stop.start_s for stop in schedule.stops if stop.kind == "delivery"][-1] == 500
    first, second = plan.routes[0].trips
    together = Trip(depot_id="0", activities=first.activities + second.activities)
    route = plan.routes[0].model_copy(update={"trips": (together,)})
    assert broken_rules(problem, Plan(routes=[route])) == {"capacity", "service_window"}


def test_vehicles_belong_to_their_depots():
    problem, plan = read("mdvrptw")
    assert [(t.depot_id, t.vehicle_ids) for t in problem.vehicle_types] == [("0", ("1", "3")), ("1", ("2",))]
    assert [t.shift.latest for t in problem.vehicle_types] == [50_000, 60_000]
    assert {t.max_duration_s for t in problem.vehicle_types} == {12_000}
    assert "duration" in broken_rules(problem, swapped(plan, 0, 1))


def test_allow_lists_are_areas():
    problem, plan = read("sdvrptw")
    one, other = problem.vehicle_types
    assert one.area.customers == ("1",)
    assert other.area is None  # its list names everyone
    assert broken_rules(problem, swapped(plan, 0, 1)) == {"area", "capacity"}


def test_equal_vehicles_share_a_type_and_routes_find_theirs():
    problem, plan = read("hfvrp")
    assert [(t.vehicle_ids, t.capacity_kg) for t in problem.vehicle_types] == [
        (("1", "3"), 4.0),
        (("2",), 9.0),
    ]
    assert [route.vehicle_id for route in plan.routes] == ["2"]
    breakdown = evaluate(problem, plan).breakdown
    assert (breakdown.fixed, breakdown.distance) == (70_000, 60_000)


def test_backhauls_are_pickups_after_the_last_delivery():
    problem, plan = read("vrpb")
    assert [order.direction for order in problem.orders] == ["delivery", "pickup", "pickup"]
    assert problem.policy.backhaul == "last"
    trip = plan.routes[0].trips[0]
    assert isinstance(trip.activities[1], Pickup)
    backwards = Trip(depot_id="0", activities=trip.activities[::-1])
    route = plan.routes[0].model_copy(update={"trips": (backwards,)})
    # With 6 aboard the vehicle picks up 4, then 2.
    assert broken_rules(problem, Plan(routes=[route])) == {"backhaul", "capacity"}


def test_distances_are_computed_not_stored():
    problem, _ = read("cvrp", "dimacs")
    assert isinstance(problem.travel, PlanarTravel)
    assert (problem.travel.scale, problem.travel.rounding) == (10, "down")


def test_without_time_windows_the_shift_never_binds():
    problem, _ = read("cvrp")
    # Out and back to each of three customers, none farther than the diagonal of 10.
    assert problem.vehicle_types[0].shift.latest == 2 * 3 * math.hypot(6, 8)
