"""The bound on all sums: counted by hand, and above whatever a plan costs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.documents import county, faults_after, given_matrix, planar, read
from tests.models.planted import put
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models.validation.draft import Draft
from vrpcore.models.validation.magnitude import LIMIT, longest_leg, worst_case
from vrpcore.testing.strategies import problems, solutions


def test_figures_of_a_small_problem_by_hand():
    document = planar()
    document["orders"][0].update(hold_price=2.5, unserved_price=10, splittable=True)
    document["customers"][0]["priority"] = 7
    document["vehicle_types"][0].update(
        cost_per_km=2.0, wage={"per_month": 2600}, loader_fee_per_tonne=30, loading_duration_s=60
    )
    document["policy"] = {"center_band": {"min_cases": 5, "waiver_below": 20}}
    figures = {figure.name: figure.value for figure in worst_case(read(document), leg_m=2001, leg_s=181)}
    assert figures == {
        "ordered cases": 10,
        "stocked cases": 0,
        "weight in grams": 10 * 20_000,
        "volume in cm3": 0,
        "distance in metres": 3 * 6 * 2001,  # visits: one per case of the splittable order, one for the other
        "time in seconds": 6 * (2 * 86_400 + 60) + 3 * 6 * 181,
        "distance cost in cost units": 3 * 6 * 2001 * 2000,
        "duration cost in cost units": 0,
        "fixed cost and wages in cost units": 6 * 100_000_000,
        "loader fees in cost units": 200_000 * 30,
        "depot fees in cost units": 0,
        "waivers in cost units": 6 * 20_000_000,
        "township prices in cost units": 0,
        "hold and unserved prices in cost units": 7 * 10_000_000,
    }


def test_the_longest_leg_is_no_shorter_than_the_diagonal():
    metres, seconds = longest_leg(Draft(read(planar())))  # from x = 0 to x = 2000, at 40 km/h
    assert 2000 <= metres <= 2002
    assert 2000 * 3.6 / 40 <= seconds <= 2000 * 3.6 / 40 + 2
    assert longest_leg(Draft(read(given_matrix()))) == (2000, 2000)


def test_slow_areas_detours_and_slices_lengthen_the_longest_leg():
    document = county()
    metres, seconds = longest_leg(Draft(read(document)))
    assert seconds >= metres * 3.6 / 25  # the slower of 40 and 25 km/h
    profile = document["travel"]["profiles"][0]
    profile["time_slices"] = [{"window": {"earliest": 0, "latest": 1}, "factor": 3}]
    profile["detour"] = 2.6
    slower = longest_leg(Draft(read(document)))
    assert math.isclose(slower[0], 2 * metres)
    assert slower[1] > 5.9 * seconds


def test_half_the_globe_is_the_longest_way():
    document = county()
    document["customers"][0]["location"] = {"x": -179.0, "y": -89.0}
    document["customers"][1]["location"] = {"x": 179.0, "y": 89.0}
    metres, _ = longest_leg(Draft(read(document)))
    assert metres <= math.pi * 6_371_009 * 1.3 + 2


def test_the_limit_is_met_exactly():
    document = planar()
    document["currency"] = {"scale": 10**6}
    document["customers"] = [
        {"id": f"c{x}", "location": {"x": 0, "y": 0}, "priority": 100} for x in range(46)
    ]
    document["orders"] = [
        {
            "id": f"o{x}",
            "customer_id": f"c{x}",
            "lines": [{"product_id": "salt", "cases": 1}],
            "unserved_price": 1e9,
        }
        for x in range(46)
    ]
    assert read(document)  # 46 * 10**9 * 10**6 * 100 = 4.6e18 < 2**62 = 4.61e18
    assert 46 * 10**17 < LIMIT < 47 * 10**17
    dear = put("policy.center_band", {"waiver_below": 1e9})  # adds 46 * 10**15, which is too much together
    (fault,) = faults_after(dear, lambda: document)
    assert (fault.code, fault.where) == ("magnitude", "orders")
    assert "all costs" in fault.what
    assert fault.allowed == "below 4.61e+18 (2**62), so that sums stay exact in 64-bit integers"


@given(st.data())
@settings(max_examples=60)
def test_no_plan_exceeds_the_bounds(data):
    problem = data.draw(problems())
    instance = lower(problem)
    plan = lift(problem, data.draw(solutions(instance)))
    metres, seconds = longest_leg(Draft(problem))
    bound = {f.name: f.value for f in worst_case(problem, math.ceil(metres), math.ceil(seconds))}
    evaluation = evaluate(problem, plan)
    breakdown, kpis = evaluation.breakdown, evaluation.kpis
    assert kpis.distance_m <= bound["distance in metres"]
    assert kpis.duration_s <= bound["time in seconds"]
    assert kpis.delivered_g <= bound["weight in grams"]
    assert breakdown.distance <= bound["distance cost in cost units"]
    assert breakdown.duration <= bound["duration cost in cost units"]
    assert breakdown.fixed + breakdown.wages <= bound["fixed cost and wages in cost units"]
    assert breakdown.loaders <= bound["loader fees in cost units"]
    assert breakdown.depot_fees <= bound["depot fees in cost units"]
    assert breakdown.waivers <= bound["waivers in cost units"]
    assert breakdown.township <= bound["township prices in cost units"]
    assert breakdown.held + breakdown.unserved <= bound["hold and unserved prices in cost units"]
    assert all(stop.departure_s < LIMIT for route in evaluation.schedule for stop in route.stops)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        (put("vehicle_types.0.count", 1_000_000), "up to 1,000,000"),
        (put("travel.profiles", [{"speed_kmh": 1e-300}]), "up to 10,000,000,000 s"),
    ],
)
def test_the_most_that_is_allowed_is_told(change, allowed):
    document = planar()
    document["horizon"]["days"] = 2
    faults = faults_after(change, lambda: document)
    assert [(fault.code, fault.allowed) for fault in faults] == [("magnitude", allowed)]
