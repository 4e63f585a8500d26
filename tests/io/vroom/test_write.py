"""Problems as VROOM's input, and plans as its solutions."""

import importlib.util
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vrpcore
from tests.io.vroom.build import recorded, stated
from tests.models.documents import county, given_matrix, planar, read
from vrpcore.errors import FileFormatError, InvalidPlanError, UnsupportedFeatureError
from vrpcore.io import (
    plan_to_vroom,
    problem_to_vroom,
    read_vroom_solution,
    vroom_to_plan,
    vroom_to_problem,
    write_vroom,
    write_vroom_solution,
)
from vrpcore.io.vroom.write import _STATED, cost_unit
from vrpcore.lowering import lift, lower
from vrpcore.models import Feature
from vrpcore.testing.strategies import problems, solutions

needs_vroom = pytest.mark.skipif(
    importlib.util.find_spec("vroom") is None, reason="needs pyvroom (the extra 'benchmark')"
)


def solved_by_vroom(document, tmp_path):
    import vroom

    path = tmp_path / "vroom.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return vroom.Input.from_json(path).solve(5, nb_threads=1).to_dict()


def test_a_small_problem_in_vrooms_words():
    document = problem_to_vroom(read(planar()))
    (vehicle,) = document["vehicles"]
    assert vehicle["capacity"][0] == 5_000_000  # grams
    assert vehicle["time_window"] == [0, 86_400]
    assert [job["delivery"][0] for job in document["jobs"]] == [100_000, 100_000]
    assert document["matrices"]["truck"]["distances"][0][1] == 1000


def test_what_vroom_cannot_state_is_named_all_together():
    with pytest.raises(UnsupportedFeatureError) as caught:
        problem_to_vroom(read(county()))
    assert set(caught.value.features) >= {
        str(Feature.STOCK),
        str(Feature.ORDER_BANDS),
        str(Feature.SPLIT_DELIVERIES),
        "different prices of unserved orders",
    }


def test_low_prices_of_unserved_orders_are_refused():
    document = planar()
    document["vehicle_types"][0]["cost_per_km"] = 2.0
    for order in document["orders"]:
        order["unserved_price"] = 7.9  # the dearest leg, 2 km, costs 4
    with pytest.raises(UnsupportedFeatureError, match="below the cost of serving"):
        problem_to_vroom(read(document))
    for order in document["orders"]:
        order["unserved_price"] = 8.0
    assert len(problem_to_vroom(read(document))["jobs"]) == 2


@needs_vroom
@pytest.mark.parametrize("make", [planar, given_matrix])
def test_vroom_accepts_what_is_written_and_means_the_same_cost(make, tmp_path):
    document = make()
    document["vehicle_types"][0] |= {
        "cost_per_km": 2.2,
        "fixed_cost_per_day": 30.0,
        "loader_fee_per_tonne": 30.0,
    }
    problem = read(document)
    solution = solved_by_vroom(problem_to_vroom(problem), tmp_path)
    evaluation = vrpcore.evaluate(problem, vroom_to_plan(problem, solution))
    assert evaluation.is_feasible
    assert solution["summary"]["cost"] * cost_unit(problem) == evaluation.cost
    assert (
        solution["summary"]["cost"] * cost_unit(problem)
        == vrpcore.solve(problem, time_limit=None, stop=vrpcore.MaxIterations(200)).cost
    )


@needs_vroom
@settings(max_examples=30, deadline=None)
@given(problem=problems(features=_STATED - {Feature.OPTIONAL_ORDERS}))
def test_vrooms_plans_of_random_problems_are_feasible_at_its_cost(problem, tmp_path_factory):
    solution = solved_by_vroom(problem_to_vroom(problem), tmp_path_factory.mktemp("vroom"))
    evaluation = vrpcore.evaluate(problem, vroom_to_plan(problem, solution))
    assert {violation.rule for violation in evaluation.violations} <= {"required"}
    steps = sum(len(route["steps"]) for route in solution["routes"])
    assert (
        abs(solution["summary"]["cost"] * cost_unit(problem) - evaluation.cost) <= cost_unit(problem) * steps
    )


@pytest.mark.parametrize("name", ["time", "distance"])
def test_a_solution_goes_in_and_comes_out(name, tmp_path):
    costs = {"per_hour": 0, "per_km": 90, "fixed": 4} if name == "distance" else {}
    problem = vroom_to_problem(stated(**costs))
    theirs = recorded(f"{name}.json")
    plan = vroom_to_plan(problem, theirs)
    write_vroom_solution(problem, plan, vrpcore.evaluate(problem, plan), tmp_path / "solution.json")
    assert read_vroom_solution(tmp_path / "solution.json", problem) == plan
    ours = json.loads((tmp_path / "solution.json").read_text(encoding="utf-8"))
    for key in ("cost", "unassigned", "duration"):
        assert ours["summary"][key] == theirs["summary"][key], key
    assert ours["summary"]["service"] == theirs["summary"]["service"] + theirs["summary"]["setup"]
    for our, their in zip(ours["routes"], theirs["routes"], strict=True):
        assert our["vehicle"] == their["vehicle"]
        assert [(s["type"], s.get("id")) for s in our["steps"]] == [
            (s["type"], s.get("id")) for s in their["steps"]
        ]
        assert [s["duration"] for s in our["steps"]] == [s["duration"] for s in their["steps"]]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_random_plans_survive_vrooms_solutions(data):
    allowed = frozenset(Feature) - {
        Feature.MULTI_TRIP,
        Feature.CONSOLIDATION,
        Feature.SPLIT_DELIVERIES,
        Feature.HOLD,
    }
    problem = data.draw(problems(features=allowed))
    plan = lift(problem, data.draw(solutions(lower(problem))))
    if any(len(route.trips) > 1 for route in plan.routes):
        with pytest.raises(ValueError, match="several trips"):
            plan_to_vroom(problem, plan, vrpcore.evaluate(problem, plan))
        return
    back = vroom_to_plan(problem, plan_to_vroom(problem, plan, vrpcore.evaluate(problem, plan)))

    def visits(plan):
        return {
            (r.vehicle_id, r.date): [a for t in r.trips for a in t.activities if a.kind != "break"]
            for r in plan.routes
            if any(a.kind != "break" for t in r.trips for a in t.activities)
        }

    assert visits(back) == visits(plan)


def test_unknown_jobs_vehicles_and_shipments_are_listed():
    problem = vroom_to_problem(stated())
    solution = {
        "routes": [
            {
                "vehicle": 9,
                "steps": [{"type": "start"}, {"type": "job", "id": 99}, {"type": "pickup", "id": 1}],
            }
        ]
    }
    with pytest.raises(InvalidPlanError) as caught:
        vroom_to_plan(problem, solution)
    assert [fault.where for fault in caught.value.faults] == [
        "routes.0.vehicle",
        "routes.0.steps.1.id",
        "routes.0.steps.2.type",
    ]


def test_what_is_no_solution_is_refused(tmp_path):
    problem = vroom_to_problem(stated())
    with pytest.raises(FileFormatError, match="no solution of VROOM: Invalid profile"):
        vroom_to_plan(problem, {"code": 2, "error": "Invalid profile: car."})
    path = tmp_path / "solution.json"
    for text in ("[]", "{"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FileFormatError):
            read_vroom_solution(path, problem)


def test_files(tmp_path):
    write_vroom(read(planar()), tmp_path / "input.json")
    assert json.loads((tmp_path / "input.json").read_text(encoding="utf-8")) == problem_to_vroom(
        read(planar())
    )
