import json
import os
import re
import subprocess
import sys
from io import BytesIO, TextIOWrapper

import pytest

import vrpcore
from vrpcore import io
from vrpcore.cli import exit_codes, main


@pytest.fixture
def county(tmp_path):
    path = tmp_path / "county.json"
    io.write_json(vrpcore.datasets.reference_county(seed=0, customers=60, townships=4), path)
    return path


def test_generate(county, tmp_path, capsys):
    path = tmp_path / "generated.json"
    assert main(["generate", "county", "-o", str(path), "--customers", "60", "--townships", "4"]) == 0
    assert io.read_json(path) == io.read_json(county)
    assert "60 customers" in capsys.readouterr().out


def test_solve_and_check(county, tmp_path, capsys):
    plan, picture, evaluation = tmp_path / "plan.json", tmp_path / "plan.png", tmp_path / "evaluation.json"
    arguments = ["--solver", "greedy", "--time-limit", "5", "-o", str(plan), "--picture", str(picture)]
    assert (
        main(["solve", str(county), *arguments, "--evaluation", str(evaluation), "--json"]) == exit_codes.OK
    )
    summary = json.loads(capsys.readouterr().out)
    assert summary["status"] == "feasible"
    assert picture.stat().st_size > 10_000
    assert json.loads(evaluation.read_text())["cost"] == summary["cost"]
    assert main(["check", str(county), str(plan), "--json"]) == exit_codes.OK
    assert json.loads(capsys.readouterr().out)["cost"] == summary["cost"]
    again = ["--initial", str(plan), "--time-limit", "5", "--json"]
    assert main(["solve", str(county), "--solver", "greedy", *again]) == exit_codes.OK
    assert json.loads(capsys.readouterr().out)["cost"] <= summary["cost"]


def test_text_summary_and_progress(county, capsys):
    assert main(["solve", str(county), "--solver", "greedy", "--time-limit", "5", "--progress"]) == 0
    captured = capsys.readouterr()
    assert "feasible by greedy" in captured.out
    assert "greedy: " in captured.err
    assert re.search(r"cost \d[\d,]*\.\d\d CNY$", captured.err, re.MULTILINE)


def test_check_of_a_broken_plan_says_what_is_broken(county, tmp_path, capsys):
    problem = io.read_json(county)
    plan = vrpcore.solve(problem, "greedy", time_limit=5).plan
    route = next(route for route in plan.routes if len(route.trips) == 1)
    twice = plan.model_copy(update={"routes": (*(r for r in plan.routes if r != route), doubled(route))})
    path = tmp_path / "broken.json"
    io.write_json(twice, path)
    assert main(["check", str(county), str(path)]) == exit_codes.INFEASIBLE
    assert "breaks duplicate" in capsys.readouterr().out


def doubled(route):
    trip = route.trips[0]
    return route.model_copy(
        update={"trips": (trip.model_copy(update={"activities": trip.activities + trip.activities[-1:]}),)}
    )


def test_check_of_a_problem_alone(county, capsys):
    capsys.readouterr()
    assert main(["check", str(county), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["valid"] is True
    assert found["customers"] == 60
    assert main(["check", str(county)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("valid problem: 60 customers")
    assert "_" not in said


def test_faulty_problem_lists_every_fault(county, tmp_path, capsys):
    document = json.loads(county.read_text())
    document["orders"][0]["customer_id"] = "nobody"
    document["vehicle_types"][0]["cost_per_km"] = -1
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(document))
    assert main(["solve", str(bad)]) == exit_codes.BAD_INPUT
    complaint = capsys.readouterr().err
    assert "orders.0.customer_id" in complaint
    assert "vehicle_types.0.cost_per_km" in complaint


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], exit_codes.BAD_INPUT),
        (["fly"], exit_codes.BAD_INPUT),
        (["--version"], exit_codes.OK),
        (["--help"], exit_codes.OK),
        (["solve", "absent.json"], exit_codes.BAD_INPUT),
        (["generate", "cvrp", "-o", "x.json", "--period", "day"], exit_codes.BAD_INPUT),
    ],
)
def test_exit_status(arguments, status, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == status
    if status:
        assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["-o", "folder"], "folder has another ending; allowed: .json, .json.gz"),
        (["-o", "folder.json"], "is a directory"),
        (["-o", "nowhere/plan.json"], "there is no folder nowhere"),
        (["--evaluation", "evaluation.txt"], "another ending"),
        (["--picture", "plan.xyz"], "allowed: .png, .svg, .pdf"),
        (["--initial", "absent.json"], "absent.json: No such file"),
    ],
)
def test_targets_are_checked_before_time_is_spent(
    arguments, complaint, county, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.json").mkdir()
    monkeypatch.setattr(vrpcore.api, "solve", lambda *_: pytest.fail("solved before looking"))
    assert main(["solve", str(county), *arguments]) == exit_codes.BAD_INPUT
    assert complaint in capsys.readouterr().err


def test_problem_from_standard_input(county, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(county.read_bytes())))
    assert main(["check", "-"]) == exit_codes.OK
    assert "60 customers" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b'{"horizon": ')))
    assert main(["check", "-"]) == exit_codes.BAD_INPUT
    assert "standard input is not valid JSON" in capsys.readouterr().err


def test_console_without_some_characters_gets_the_rest(county):
    """Errors in printing must not hide the exit status: 'm³' is in no Chinese encoding but Unicode."""
    done = subprocess.run(
        [sys.executable, "-m", "vrpcore", "solve", str(county), "--solver", "greedy", "--time-limit", "2"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == exit_codes.OK, done.stderr
    assert b"feasible by greedy" in done.stdout


def test_unknown_solver(county, capsys):
    assert main(["solve", str(county), "--solver", "oracle"]) == exit_codes.NO_SOLVER
    assert "allowed: auto" in capsys.readouterr().err


def test_solvers_lists_the_four(capsys):
    assert main(["solvers", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert {"auto", "greedy", "milp", "cpsat"} <= set(rows)
    assert rows["greedy"]["state"] == "available"
    assert rows["cpsat"]["refuses"] == ""


@pytest.mark.parametrize("kind", ["problem", "plan", "evaluation"])
def test_schema(kind, tmp_path, capsys):
    assert main(["schema", kind]) == 0
    printed = json.loads(capsys.readouterr().out)
    path = tmp_path / "schema.json"
    assert main(["schema", kind, "-o", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8")) == printed


def test_vrplib_files_need_no_conversion(tmp_path, capsys):
    instance = tmp_path / "tiny.vrp"
    instance.write_text(
        "NAME: tiny\nTYPE: CVRP\nDIMENSION: 3\nCAPACITY: 10\nEDGE_WEIGHT_TYPE: EUC_2D\n"
        "NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\nDEMAND_SECTION\n1 0\n2 4\n3 4\n"
        "DEPOT_SECTION\n1\n-1\nEOF\n"
    )
    assert main(["solve", str(instance), "--solver", "greedy", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cost"] == 20  # 5 + 5 + 10


def test_demo_in_a_process_of_its_own(tmp_path):
    command = [sys.executable, "-m", "vrpcore", "demo", "--period", "day", "--solver", "greedy"]
    done = subprocess.run(
        [*command, "--time-limit", "5", "--output", str(tmp_path / "out"), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (day,) = json.loads(done.stdout)
    assert day["status"] == "feasible"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "day-problem.json",
        "day-plan.html",
        "day-plan.json",
        "day-plan.png",
    }


def test_generate_takes_every_argument_of_the_county(tmp_path):
    path = tmp_path / "county.json"
    arguments = {
        "period": "cycle",
        "customers": 60,
        "stock": "scarce",
        "townships": 4,
        "stores": 2,
        "orders": 70,
        "planted": 1,
        "centers": 2,
        "center_tonnes_per_day": 3,
        "orders_per_customer": 3,
        "splittable_percent": 50,
    }
    options = [f"--{name.replace('_', '-')}={value}" for name, value in arguments.items()]
    assert main(["generate", "county", "-o", str(path), "--seed", "5", *options]) == exit_codes.OK
    assert io.read_json(path) == vrpcore.datasets.reference_county(5, **arguments)


def test_options_of_counties_are_refused_elsewhere(tmp_path, capsys):
    command = ["generate", "cvrp", "-o", str(tmp_path / "x.json"), "--stock", "binding", "--centers", "2"]
    assert main(command) == exit_codes.BAD_INPUT
    assert "--stock, --centers: for counties only" in capsys.readouterr().err
