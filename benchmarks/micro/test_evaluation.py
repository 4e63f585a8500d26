"""Evaluating a plan of 800 orders; the promise is less than 100 ms.

Eleven stores and a centre over thirteen working days, windows, stock, bands and breaks; nearest neighbours
first, twenty visits to a route. Eight orders are left out, so that explaining them is measured as well.
"""

import datetime as dt
import math
import random

import pytest

from vrpcore.evaluation import evaluate
from vrpcore.models import (
    BreakRule,
    ChannelPolicy,
    Customer,
    Delivery,
    Depot,
    GeodesicTravel,
    Handling,
    Horizon,
    Location,
    Order,
    OrderBand,
    OrderLine,
    Plan,
    Problem,
    Product,
    Reach,
    Route,
    Stock,
    TimeWindow,
    Township,
    TravelProfile,
    Trip,
    VehicleType,
    Wage,
)

NUM_ORDERS = 800
NUM_TOWNSHIPS = 11
NUM_LEFT_OUT = 8
VISITS_PER_ROUTE = 20
MONDAY = dt.date(2026, 3, 2)


def county(dice):
    """A problem whose orders the centre's trucks can all serve."""
    shops = [
        Customer(
            id=f"c{idx}",
            location=Location(x=104 + dice.random() * 0.3, y=30 + dice.random() * 0.3),
            township_id=f"t{idx % NUM_TOWNSHIPS}",
            service_windows=[
                TimeWindow(earliest="08:00", latest="12:00"),
                TimeWindow(earliest="14:00", latest="18:00"),
            ],
            service_duration_s=300,
        )
        for idx in range(NUM_ORDERS)
    ]
    stores = [
        Depot(
            id=f"s{idx}",
            kind="store",
            location=Location(x=104 + dice.random() * 0.3, y=30 + dice.random() * 0.3),
            township_id=f"t{idx}",
            stock=[Stock(product_id=f"p{number}", cases=200) for number in range(10)],
            fee_per_tonne=35.0,
            reach=Reach(townships=[f"t{idx}"], radius_m=1000.0),
        )
        for idx in range(NUM_TOWNSHIPS)
    ]
    center = Depot(
        id="center",
        location=Location(x=104.15, y=30.15),
        stock=[Stock(product_id=f"p{number}", cases=10_000) for number in range(10)],
    )
    truck = VehicleType(
        id="truck",
        depot_id="center",
        count=5,
        capacity_kg=5000.0,
        capacity_m3=20.0,
        cost_per_km=1.2,
        cost_per_hour=10.0,
        wage=Wage(per_month=2300.0),
        loader_fee_per_tonne=30.0,
        shift=TimeWindow(earliest="07:00", latest="19:00"),
        breaks=[BreakRule(earliest="12:00", latest="13:30", duration_s=1800)],
        loading_duration_s=1800,
        handling=Handling(visit_s=60, heavy_case_s=10),
    )
    bikes = [
        VehicleType(id=f"bike{idx}", depot_id=f"s{idx}", capacity_kg=150.0, cost_per_hour=8.0)
        for idx in range(NUM_TOWNSHIPS)
    ]
    return Problem(
        horizon=Horizon(start=MONDAY, days=15, closed_weekdays=["sun"]),
        townships=[Township(id=f"t{idx}") for idx in range(NUM_TOWNSHIPS)],
        products=[Product(id=f"p{idx}", case_weight_kg=20.0, case_volume_m3=0.03) for idx in range(10)],
        customers=shops,
        orders=[
            Order(
                id=f"o{idx}",
                customer_id=f"c{idx}",
                lines=[
                    OrderLine(product_id=f"p{number}", cases=dice.randint(1, 4))
                    for number in dice.sample(range(10), 2)
                ],
                hold_price=2.0,
                unserved_price=300.0,
            )
            for idx in range(NUM_ORDERS)
        ],
        depots=[center, *stores],
        vehicle_types=[truck, *bikes],
        policy=ChannelPolicy(
            center_band=OrderBand(min_cases=5, waiver_below=8.0),
            store_band=OrderBand(min_cases=2, max_cases=5),
            township_rule="prefer",
            township_price=3.0,
        ),
        travel=GeodesicTravel(profiles=[TravelProfile(detour=1.3, speed_kmh=40.0)]),
    )


def nearest_neighbours(problem, num_left_out):
    """Routes of the centre's trucks, each going on to the nearest customer that is left."""
    slots = [slot for slot in problem.slots if slot.vehicle_type.id == "truck"]
    left = list(zip(problem.orders, problem.customers, strict=True))[num_left_out:]
    routes = []
    for slot in slots:
        here, visits = problem.depots[0].location, []
        while left and len(visits) < VISITS_PER_ROUTE:
            nearest = min(
                left, key=lambda pair: math.dist((here.x, here.y), (pair[1].location.x, pair[1].location.y))
            )
            left.remove(nearest)
            here = nearest[1].location
            visits.append(Delivery(customer_id=nearest[1].id, order_ids=[nearest[0].id]))
        if visits:
            trip = Trip(depot_id="center", activities=visits)
            routes.append(Route(vehicle_id=slot.vehicle_id, date=slot.date, trips=[trip]))
    assert not left
    return Plan(routes=routes)


@pytest.fixture(scope="module")
def problem():
    return county(random.Random(1))


def test_cost_schedule_and_violations(benchmark, problem):
    plan = nearest_neighbours(problem, 0)
    result = benchmark(evaluate, problem, plan, explain=False)
    assert result.kpis.num_delivered == NUM_ORDERS


def test_with_reasons_of_eight_orders(benchmark, problem):
    plan = nearest_neighbours(problem, NUM_LEFT_OUT)
    result = benchmark(evaluate, problem, plan)
    assert result.kpis.num_unserved == NUM_LEFT_OUT
    assert all(order.reasons for order in result.orders if order.outcome == "unserved")
