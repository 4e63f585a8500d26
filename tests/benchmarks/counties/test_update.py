"""Only a cheaper feasible plan replaces a stored one."""

import dataclasses
import json

import pytest

import vrpcore
from benchmarks.counties import best, update
from benchmarks.counties.__main__ import main
from benchmarks.counties.registry import County
from benchmarks.quality.records import read
from vrpcore.io import files

SMALL = County("small", {"seed": 3, "period": "day", "customers": 60, "townships": 3, "orders": 15})
OTHER = County("other", SMALL.arguments | {"seed": 4})
GREEDY = update.Search("greedy", 5.0, from_best=False)


@pytest.fixture(scope="module")
def problem():
    return SMALL.problem()


@pytest.fixture(scope="module")
def good(problem):
    return vrpcore.solve(problem, "greedy", 5.0).plan


@pytest.fixture
def empty(problem):
    return vrpcore.Plan(routes=())


def overloaded(plan):
    """The plan with all visits on one trip of the first vehicle: it breaks rules."""
    trips = [trip for route in plan.routes for trip in route.trips]
    visits = tuple(activity for trip in trips for activity in trip.activities if activity.kind == "delivery")
    trip = trips[0].model_copy(update={"activities": visits})
    return vrpcore.Plan(routes=(plan.routes[0].model_copy(update={"trips": (trip,)}),))


def test_only_cheaper_plans_are_stored(problem, good, empty, tmp_path):
    assert best.load(SMALL, tmp_path) is None
    assert best.offer(SMALL, problem, empty, "nobody", tmp_path)[0]
    dear = best.load(SMALL, tmp_path)
    is_better, evaluation = best.offer(SMALL, problem, good, "greedy", tmp_path)
    assert is_better
    assert evaluation.cost < dear.cost
    cheap = best.load(SMALL, tmp_path)
    assert (cheap.cost, cheap.found, cheap.plan) == (evaluation.cost, "greedy", good)
    for plan in (empty, good):  # dearer, and equal
        assert not best.offer(SMALL, problem, plan, "again", tmp_path)[0]
    assert best.load(SMALL, tmp_path) == cheap


def test_feasibility_comes_first(problem, good, empty, tmp_path):
    broken = overloaded(good)
    assert not vrpcore.evaluate(problem, broken, explain=False).is_feasible
    assert not best.offer(SMALL, problem, broken, "cheat", tmp_path)[0]
    assert best.load(SMALL, tmp_path) is None
    # A stored plan that breaks a rule, whatever its cost, yields to any that breaks none.
    best.offer(SMALL, problem, good, "greedy", tmp_path)
    path = tmp_path / "small.json.gz"
    document = json.loads(files.read_text(path)) | {"cost": 0, "plan": broken.model_dump(mode="json")}
    files.write_text(json.dumps(document), path)
    assert best.offer(SMALL, problem, empty, "nobody", tmp_path)[0]
    assert best.load(SMALL, tmp_path).plan == empty


@pytest.mark.parametrize("found", ["", "me | you", "two\nlines"])
def test_who_found_it_fits_into_the_table(problem, empty, tmp_path, found):
    with pytest.raises(ValueError, match="allowed: one line of text without"):
        best.offer(SMALL, problem, empty, found, tmp_path)
    assert best.load(SMALL, tmp_path) is None


def test_a_changed_generator_is_noticed(problem, good, tmp_path):
    best.offer(SMALL, problem, good, "greedy", tmp_path)
    with pytest.raises(ValueError, match="published problems must not change"):
        best.offer(SMALL, OTHER.problem(), vrpcore.Plan(routes=()), "nobody", tmp_path)


def test_rounds_use_the_next_seeds_and_finish_an_interrupted_one(tmp_path, capsys):
    log = tmp_path / "log.jsonl"
    assert update.update([SMALL], GREEDY, 1, log, tmp_path) == 0  # as if stopped before the other county
    assert "small, 15 orders" in capsys.readouterr().out
    assert update.update([SMALL, OTHER], GREEDY, 2, log, tmp_path) == 0
    runs = [(record.instance, record.seed) for record in read(log)]
    assert runs == [("small", 1), ("other", 1), ("small", 2), ("other", 2)]
    assert best.load(OTHER, tmp_path).found.startswith(f"vrpcore {vrpcore.__version__}, greedy, ")
    stored = (tmp_path / "best-known.md").read_text()
    assert "| day-200-ample-11 | - |" in stored


def test_a_run_may_start_from_the_stored_plan(problem, good, tmp_path, monkeypatch):
    best.offer(SMALL, problem, good, "greedy", tmp_path)
    given = []
    solve = vrpcore.solve

    def noting(*arguments, initial, **more):
        given.append(initial)
        return solve(*arguments, initial=initial, **more)

    monkeypatch.setattr(vrpcore, "solve", noting)
    for from_best in (True, False):
        search = dataclasses.replace(GREEDY, from_best=from_best)
        update.update([SMALL], search, 1, tmp_path / "log.jsonl", tmp_path)
    assert given == [good, None]


def test_interruption_keeps_the_plan_and_the_run_is_made_again(tmp_path, monkeypatch):
    solve = vrpcore.solve

    def interrupted(*arguments, **more):
        return dataclasses.replace(solve(*arguments, **more), stopped_by="cancelled")

    monkeypatch.setattr(vrpcore, "solve", interrupted)
    log = tmp_path / "log.jsonl"
    with pytest.raises(KeyboardInterrupt):
        update.update([SMALL, OTHER], GREEDY, 1, log, tmp_path)
    assert best.load(SMALL, tmp_path) is not None
    assert read(log) == []


def test_a_failed_run_is_told_and_the_others_go_on(tmp_path, capsys):
    log = tmp_path / "log.jsonl"
    unknown = dataclasses.replace(GREEDY, solver="magic")
    assert update.update([SMALL, OTHER], unknown, 1, log, tmp_path) == 2
    assert capsys.readouterr().out.count("FAILED: UnknownSolverError") == 2
    assert [record.cost for record in read(log)] == [None, None]


def test_a_plan_is_submitted_by_file(tmp_path, capsys):
    problem = tmp_path / "problem"
    assert main(["write", str(problem), "day-200-ample-11"]) == 0
    plan = problem / "day-200-ample-11.plan.json"
    command = ["submit", "day-200-ample-11", str(plan), "--by", "A. Planner", "--plans", str(tmp_path)]
    assert main(command) == 0
    assert "stored: the first plan" in capsys.readouterr().out
    assert "| A. Planner |" in (tmp_path / "best-known.md").read_text()
    assert main(command) == 1  # not better than itself
    assert "+0.000 % against" in capsys.readouterr().out
