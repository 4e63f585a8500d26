"""VROOM's input as a problem: the same plans at the same costs, or a refusal that names everything."""

import datetime as dt
import json

import pytest

import vrpcore
from tests.io.vroom.build import recorded, stated
from vrpcore.errors import FileFormatError, InvalidProblemError
from vrpcore.io import read_vroom, vroom_to_plan, vroom_to_problem
from vrpcore.models import Break

RATES = {
    "time": {},
    "distance": {"per_hour": 0, "per_km": 90, "fixed": 4},
    "both": {"per_hour": 1800, "per_km": 36},
}


def served_cost(problem, plan):
    evaluation = vrpcore.evaluate(problem, plan)
    assert evaluation.is_feasible
    return float(problem.currency.amount(evaluation.cost - evaluation.breakdown.unserved))


@pytest.mark.parametrize("name", RATES)
def test_vrooms_own_solution_is_feasible_and_costs_what_vroom_says(name):
    problem = vroom_to_problem(stated(**RATES[name]))
    solution = recorded(f"{name}.json")
    plan = vroom_to_plan(problem, solution)
    assert served_cost(problem, plan) == pytest.approx(solution["summary"]["cost"], abs=0.5)
    assert any(isinstance(a, Break) for r in plan.routes for t in r.trips for a in t.activities)
    evaluation = vrpcore.evaluate(problem, plan)
    unserved = [o.order_id for o in evaluation.orders if o.outcome == "unserved"]
    assert unserved == [str(job["id"]) for job in solution["unassigned"]]


@pytest.mark.parametrize("name", RATES)
def test_our_search_finds_what_vroom_finds(name):
    problem = vroom_to_problem(stated(**RATES[name]))
    result = vrpcore.solve(problem, time_limit=None, stop=vrpcore.MaxIterations(500))
    assert served_cost(problem, result.plan) <= recorded(f"{name}.json")["summary"]["cost"] + 0.5


def test_what_becomes_what():
    problem = vroom_to_problem(stated())
    assert [depot.id for depot in problem.depots] == ["depot-1", "depot-2"]
    first, second = problem.vehicle_types
    assert first.vehicle_ids == ("1",)
    assert (first.capacity_kg, second.capacity_kg) == (9, 4)
    assert first.area is None
    assert second.area is not None
    assert second.area.customers == ("12", "14", "15", "16")  # it lacks the skills 1 and 14
    jobs = {order.id: order for order in problem.orders}
    assert jobs["12"].direction == "pickup"
    assert problem.customer_of["12"].name == "crates"
    assert problem.customer_of["14"].service_duration_s == 35
    assert len(problem.customer_of["14"].service_windows) == 2
    # 70 s are the dearest leg: 2 × 70 + 1, and a step of priority outweighs the other jobs
    assert jobs["11"].unserved_price == 141
    assert jobs["16"].unserved_price == 141 * (1 + 3 * 7)


def test_equal_vehicles_become_one_type():
    document = stated()
    document["vehicles"] += [document["vehicles"][1] | {"id": number} for number in (3, 4)]
    problem = vroom_to_problem(document)
    assert problem.vehicle_types[1].vehicle_ids == ("2", "3", "4")


def test_timestamps_are_seconds_since_1970():
    monday = int(dt.datetime(2026, 3, 2, tzinfo=dt.UTC).timestamp())
    document = stated()
    document["vehicles"][0]["time_window"] = [monday + 28_800, monday + 36_000]
    document["vehicles"][0]["breaks"] = []
    document["jobs"][3]["time_windows"] = [[monday + 30_000, monday + 40_000]]
    problem = vroom_to_problem(document)
    assert problem.horizon.start == dt.date(2026, 3, 2)
    assert problem.vehicle_types[0].shift.earliest == 28_800


def test_without_matrices_great_circles_are_taken():
    document = stated(per_km=10)
    del document["matrices"]
    for place in document["jobs"]:
        place["location"] = [112.0 + place.pop("location_index") / 100, 30.0]
    for vehicle in document["vehicles"]:
        row = vehicle.pop("start_index")
        del vehicle["end_index"]
        vehicle["start"] = vehicle["end"] = [112.0 + row / 100, 30.0]
    problem = vroom_to_problem(document, speed_kmh=36.0, detour=1.0)
    assert problem.travel.kind == "geodesic"
    assert problem.vehicle_types[0].cost_per_km == 10 + 100  # 100 s for a kilometre
    assert vrpcore.solve(problem, "greedy", time_limit=None).is_feasible


def test_everything_that_cannot_be_said_is_named_at_once():
    document = stated()
    document["shipments"] = [{"pickup": {"id": 1}, "delivery": {"id": 2}}]
    document["jobs"][0]["pickup"] = [1]
    document["jobs"][1]["service_per_type"] = {"van": 5}
    document["jobs"][3]["location_index"] = 3
    document["jobs"][4]["delivery"] = [1, 2, 3]
    first, second = document["vehicles"]
    first |= {
        "end_index": 5,
        "max_tasks": 2,
        "max_travel_time": 50,
        "speed_factor": 1.5,
        "capacity": [1, 2, 3],
    }
    second |= {"steps": [{"type": "start"}], "max_distance": 1000, "costs": {"per_task_hour": 7}}
    first["breaks"][0]["time_windows"].append([5000, 6000])
    with pytest.raises(InvalidProblemError) as caught:
        vroom_to_problem(document)
    assert {fault.code for fault in caught.value.faults} == {"vroom_unsupported"}
    assert {fault.where for fault in caught.value.faults} == {
        "shipments",
        "jobs.0.pickup",
        "jobs.1.service_per_type",
        "jobs.3.setup",
        "jobs.4.delivery",
        "vehicles.0",
        "vehicles.0.capacity",
        "vehicles.0.max_tasks",
        "vehicles.0.max_travel_time",
        "vehicles.0.speed_factor",
        "vehicles.0.breaks.0",
        "vehicles.1.max_distance",
        "vehicles.1.costs.per_task_hour",
        "vehicles.1.steps",
    }


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (lambda d: d["jobs"][0].update(colour="red"), "unknown_field", "jobs.0.colour"),
        (lambda d: d["jobs"][0].update(service=-1), "out_of_range", "jobs.0.service"),
        (lambda d: d.update(vehicles=[]), "too_few", "vehicles"),
        (lambda d: d["vehicles"][0].update(profile="bike"), "missing_field", "vehicles.0.profile"),
        (lambda d: d["jobs"][0].update(location_index=99), "not_a_matrix", "matrices.car.durations"),
        (lambda d: d["jobs"][0].pop("location_index"), "missing_field", "jobs.0.location_index"),
        (lambda d: d["vehicles"][0].update(costs={"per_hour": 0}), "missing_field", "matrices.car.distances"),
        (lambda d: d["jobs"][1].update(id=11), "duplicate_id", "customers.1.id"),
    ],
)
def test_faults_name_their_places(change, code, where):
    document = stated()
    if "distances" in where:
        del document["matrices"]["car"]["distances"]
    change(document)
    with pytest.raises(InvalidProblemError) as caught:
        vroom_to_problem(document)
    assert (code, where) in [(fault.code, fault.where) for fault in caught.value.faults]


def test_files(tmp_path):
    path = tmp_path / "input.json"
    path.write_text(json.dumps(stated()), encoding="utf-8")
    assert read_vroom(path) == vroom_to_problem(stated(), name="input.json")
    path.write_text("{", encoding="utf-8")
    with pytest.raises(FileFormatError, match="is not valid JSON"):
        read_vroom(path)


def test_a_problem_that_is_vrooms_input_is_told_the_way_in(tmp_path):
    path = tmp_path / "input.json"
    path.write_text(json.dumps(stated()), encoding="utf-8")
    with pytest.raises(FileFormatError, match=r"an input of VROOM; remedy: .* --from-vroom"):
        vrpcore.io.read_json(path)
