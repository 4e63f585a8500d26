"""The native path: when it is taken, what ends it, and that its answer hangs on nothing but the problem."""

import pytest

import vrpcore
from vrpcore.models import Feature
from vrpcore.models.features import features_of
from vrpcore.solvers.native import engine, limits
from vrpcore.solvers.native.features import ENGINE_FEATURES
from vrpcore.solvers.stop import FirstFeasible, MaxIterations, TargetCost
from vrpcore.testing.tiny import FEATURES, tiny_problem

pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")

PLAIN = vrpcore.datasets.random_cvrp(60, seed=4)
WINDOWS = vrpcore.datasets.random_vrptw(60, seed=4)
DAY = vrpcore.datasets.reference_county(seed=2, customers=120)
KINDS = pytest.mark.parametrize("problem", [PLAIN, WINDOWS, DAY], ids=["cvrp", "vrptw", "county"])


def solve(problem, **arguments):
    return vrpcore.solve(problem, "greedy", **({"time_limit": None} | arguments))


def path(result):
    return result.statistics["path"]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name.lower())
def test_the_engine_solves_what_it_honours_and_python_the_rest(feature):
    problem = tiny_problem(feature)
    if features_of(problem) & vrpcore.models.features.UNSUPPORTED_IN_THIS_VERSION:
        pytest.skip("not in this version")
    is_native = features_of(problem) <= ENGINE_FEATURES
    assert path(solve(problem)) == ("native" if is_native else "python")


def test_without_the_engine_it_goes_on_in_python(monkeypatch):
    monkeypatch.setattr(engine, "load", lambda: None)
    result = solve(PLAIN)
    assert path(result) == "python"
    assert result.plan == solve(PLAIN, options={"native": False}).plan


def test_what_the_engine_cannot_hold_goes_on_in_python(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TOTAL", 1)
    assert path(solve(PLAIN)) == "python"


def test_without_time_to_prepare_the_engine_it_goes_on_in_python():
    large = vrpcore.datasets.reference_county(seed=1, customers=2_000, orders=15)
    assert path(solve(large, time_limit=0.3)) == "python"
    assert path(solve(large, time_limit=60)) == "native"


@KINDS
def test_seed_threads_and_time_change_nothing(problem):
    first = solve(problem)
    assert path(first) == "native"
    for arguments in ({"seed": 7}, {"threads": 2}, {"time_limit": 60}):
        assert solve(problem, **arguments).plan == first.plan


@KINDS
def test_it_is_no_worse_than_in_python(problem):
    native, python = solve(problem), solve(problem, options={"native": False})
    assert native.is_feasible
    assert native.cost <= 1.02 * python.cost


@KINDS
def test_more_iterations_help_and_none_follow_a_construction_alone(problem):
    alone = solve(problem, options={"local_search": False})
    assert (alone.iterations, alone.stopped_by) == (0, "converged")
    short, long = (solve(problem, options={"iterations_per_visit": count}) for count in (0, 30))
    assert (short.iterations, short.stopped_by) == (1_000, "converged")
    assert long.iterations > short.iterations
    assert long.cost <= short.cost < alone.cost


@KINDS
def test_stop_rules_end_it_sooner(problem):
    limited = solve(problem, stop=MaxIterations(10))
    assert (limited.iterations, limited.stopped_by) == (10, "iterations")
    assert solve(problem, stop=FirstFeasible()).stopped_by == "first_feasible"
    assert solve(problem, stop=TargetCost(2 * limited.cost)).stopped_by == "target_cost"
    assert solve(problem, stop=MaxIterations(10**6)).stopped_by == "converged"


@KINDS
def test_a_good_plan_is_kept_and_improved(problem):
    good = vrpcore.solve(problem, "search", time_limit=None, stop=MaxIterations(5_000))
    result = solve(problem, initial=good.plan)
    assert result.cost <= good.cost
    assert solve(problem, initial=good.plan, stop=MaxIterations(0)).cost <= good.cost


def test_progress_tells_the_phases():
    events = []
    result = solve(DAY, progress=events.append)
    assert [event.phase for event in events][:2] == ["preparation", "improvement"]
    assert all(event.cost is None or event.cost >= result.cost for event in events)


def test_no_orders():
    assert solve(vrpcore.Problem.model_validate(PLAIN.model_dump() | {"orders": ()})).cost == 0


@pytest.mark.parametrize("feature", [Feature.PICKUPS, Feature.BACKHAULS_LAST])
def test_pickups_are_for_the_engine_as_well(feature):
    assert path(solve(tiny_problem(feature))) == "native"
