"""The published counties are what they were, and their stored plans are what they claim."""

import pytest

import vrpcore
from benchmarks.counties import best, listing
from benchmarks.counties.__main__ import main
from benchmarks.counties.registry import COUNTIES, chosen, digest
from vrpcore.cli.main import main as vrpcore_main


@pytest.mark.parametrize("name", COUNTIES)
def test_stored_plan_is_feasible_and_costs_what_it_says(name):
    problem, known = COUNTIES[name].problem(), best.load(COUNTIES[name])
    assert known is not None
    assert known.county == name
    assert digest(problem) == known.problem_sha256
    evaluation = vrpcore.evaluate(problem, known.plan, explain=False)
    assert evaluation.violations == ()
    assert evaluation.cost == known.cost


def test_the_set_covers_what_it_promises():
    counties = COUNTIES.values()
    assert len(counties) >= 24
    assert {county.period for county in counties} == {"day", "cycle"}
    assert {county.arguments["customers"] for county in counties} == {200, 800, 2_000}
    assert {county.arguments.get("stock", "ample") for county in counties} == {"ample", "binding", "scarce"}
    for argument in ("centers", "center_tonnes_per_day", "orders_per_customer", "splittable_percent"):
        assert {county.period for county in counties if argument in county.arguments} == {"day", "cycle"}


def test_stored_plans_are_small():
    assert sum(path.stat().st_size for path in best.FOLDER.iterdir()) < 2_000_000


def test_the_table_follows_from_the_plans():
    assert listing.read(best.FOLDER) == listing.markdown(best.FOLDER)


@pytest.mark.parametrize("name", ["day-200-mixed-13", "day-800-tonnage-23"])
def test_the_command_line_writes_the_same_problem(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    program, *arguments = COUNTIES[name].command().split()
    assert program == "vrpcore"
    assert vrpcore_main(arguments) == 0
    assert digest(vrpcore.io.read_json(f"{name}.json")) == best.load(COUNTIES[name]).problem_sha256


def test_problems_and_plans_are_written_as_json(tmp_path, capsys):
    name = "day-200-ample-11"
    assert main(["write", str(tmp_path), name]) == 0
    problem = vrpcore.io.read_json(tmp_path / f"{name}.json")
    plan = vrpcore.io.read_plan(tmp_path / f"{name}.plan.json")
    assert vrpcore.evaluate(problem, plan, explain=False).cost == best.load(COUNTIES[name]).cost
    assert main(["list", name]) == 0
    out = capsys.readouterr().out
    assert f"{name}: {best.load(COUNTIES[name]).cost} " in out
    assert "--customers 200 --townships 6 --orders 60" in out


def test_unknown_counties_are_refused(capsys):
    with pytest.raises(ValueError, match="no county nowhere; allowed: day-200"):
        chosen(["day-200-ample-11", "nowhere"])
    assert main(["list", "nowhere"]) == 2
    assert "no county nowhere" in capsys.readouterr().err
