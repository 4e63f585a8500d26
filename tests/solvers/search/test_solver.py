import signal
import subprocess
import sys
import textwrap
import threading
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vrpcore
from tests.solvers.native.engine import CLAIMED, core
from vrpcore.errors import SolverUnavailableError
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import Feature
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.native import engine
from vrpcore.solvers.search import SearchOptions, SearchSolver
from vrpcore.solvers.stop import FirstFeasible, MaxIterations, MaxRuntime, NoImprovement, Stop, TargetCost
from vrpcore.testing.strategies import problems, solutions

DAY = vrpcore.datasets.reference_county(seed=1, period="day", customers=120)
PLAIN = vrpcore.datasets.random_cvrp(60, seed=4)


def solve(problem, stop, **arguments):
    return vrpcore.solve(problem, "search", time_limit=None, stop=stop, **arguments)


def test_defaults_are_the_engines():
    engine = core.SearchOptions()
    for name, value in SearchOptions():
        assert getattr(engine, name) == value, name


def test_everything_is_claimed():
    assert frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION == CLAIMED


@pytest.mark.parametrize("problem", [PLAIN, DAY], ids=["cvrp", "county"])
def test_same_seed_and_iterations_same_plan(problem):
    first, again = (solve(problem, MaxIterations(2_000), seed=5) for _ in range(2))
    assert first.plan == again.plan
    assert (first.stopped_by, first.iterations) == ("iterations", 2_000)
    if problem is PLAIN:  # the county is so small that every seed finds the same plan
        assert solve(problem, MaxIterations(2_000), seed=6).plan != first.plan


def test_threads_search_side_by_side():
    alone = solve(PLAIN, MaxIterations(1_000), seed=5)
    pair = [vrpcore.solve(PLAIN, "search", stop=MaxIterations(1_000), seed=5, threads=2) for _ in range(2)]
    assert pair[0].plan == pair[1].plan
    assert pair[0].iterations == 2_000
    assert pair[0].cost == min(alone.cost, solve(PLAIN, MaxIterations(1_000), seed=6).cost)


def test_stop_rules():
    best = solve(PLAIN, MaxIterations(3_000))
    assert best.statistics["num_nodes"] == 60
    assert best.statistics["iterations_per_s"] > 0
    assert solve(PLAIN, FirstFeasible()).stopped_by == "first_feasible"
    reached = solve(PLAIN, TargetCost(best.cost + best.cost // 10) | MaxIterations(100_000))
    assert (reached.stopped_by, reached.cost <= best.cost * 1.1) == ("target_cost", True)
    assert solve(PLAIN, NoImprovement(500) | MaxIterations(10**6)).stopped_by == "no_improvement"
    assert vrpcore.solve(PLAIN, "search", time_limit=0.2).stopped_by == "runtime"


def test_a_start_is_never_worsened_and_helps():
    day = vrpcore.datasets.reference_county(seed=1, customers=600)
    good = solve(day, MaxIterations(20_000), seed=1)
    again = solve(day, MaxIterations(0), seed=2, initial=good.plan)
    assert again.cost == good.cost
    assert solve(day, MaxIterations(0), seed=2).cost > good.cost


@settings(max_examples=60)
@given(st.data())
def test_from_any_plan_comes_a_plan(data):
    """With orders in parts as well, in which a start may come."""
    problem = data.draw(problems(max_orders=6, max_slots=4, features=CLAIMED))
    instance = lower(problem)
    start = data.draw(solutions(instance))
    found = SearchSolver().solve(
        instance,
        stop=MaxIterations(30),
        options=SearchOptions(),
        seed=0,
        threads=1,
        initial=start,
        progress=None,
        cancel=CancelToken(),
    )
    verdict = evaluate(problem, lift(problem, found.solution), explain=False)
    assert not {violation.rule for violation in verdict.violations} - {"required"}
    assert (found.cost, found.status != "infeasible") == (verdict.cost, verdict.is_feasible)
    given_cost = verified_cost(instance, start)
    if given_cost is not None and not given_cost.num_required_unserved:
        assert verdict.is_feasible
        assert found.cost <= given_cost.cost


def test_large_splittable_orders_come_in_parts():
    model = vrpcore.Model(coordinate_system="planar")
    centre = model.add_center("centre", (0, 0))
    shop = model.add_customer("shop", (1000, 0))
    model.add_order(shop, 25, splittable=True)
    model.add_vehicle_type("van", centre, cost_per_km=1.0, capacity_cases=10, count=3)
    result = solve(model.problem(), MaxIterations(200))
    assert result.status == "feasible"
    assert len(result.plan.routes) == 3


def test_parts_of_an_order_that_must_come_whole_are_held_together():
    """Two vehicles carry 20 of 25 cases: the order may be held, not left in part."""
    model = vrpcore.Model(coordinate_system="planar")
    centre = model.add_center("centre", (0, 0))
    shop = model.add_customer("shop", (1000, 0))
    model.add_order(shop, 25, splittable=True, hold_price=50.0)
    model.add_vehicle_type("van", centre, cost_per_km=1.0, capacity_cases=10, count=2)
    problem = model.problem()
    problem = problem.model_copy(update={"policy": problem.policy.model_copy(update={"hold": True})})
    result = solve(problem, MaxIterations(200))
    assert result.status == "feasible"
    assert result.plan.held_order_ids


def test_cancel_answers_at_once_and_the_lock_is_free():
    token = CancelToken()
    instance = lower(vrpcore.datasets.random_cvrp(300, seed=3))
    cancelled_at = []

    def cancel():
        # This thread runs beside the search only if that does not hold the interpreter's lock.
        time.sleep(0.3)
        cancelled_at.append(time.perf_counter())
        token.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    found = SearchSolver().solve(
        instance,
        stop=MaxRuntime(30),
        options=SearchOptions(),
        seed=0,
        threads=1,
        initial=None,
        progress=None,
        cancel=token,
    )
    late = time.perf_counter() - cancelled_at[0]
    thread.join()
    assert found.stopped_by == "cancelled"
    assert late < 1.0  # 0.02 s on a machine at rest


def test_progress_is_not_told_too_often():
    events = []
    vrpcore.solve(PLAIN, "search", time_limit=0.6, progress=events.append)
    times = [event.elapsed_s for event in events if event.phase == "search"]
    assert len(times) >= 2
    assert all(later - sooner >= 0.1 for sooner, later in pairwise(times))
    assert all(event.cost is not None for event in events if event.phase == "search")


def test_what_a_listener_raises_surfaces():
    def listener(event):
        if event.phase == "search" and event.iteration:
            raise LookupError("listener")

    with pytest.raises(LookupError, match="listener"):
        vrpcore.solve(PLAIN, "search", time_limit=20, progress=listener)


SCRIPT = textwrap.dedent(
    """
    import os, signal, threading
    import vrpcore
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background inherits none
    problem = vrpcore.datasets.random_cvrp(300, seed=1)
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    result = vrpcore.solve(problem, "search", time_limit=40)
    print(result.status, result.stopped_by, result.evaluation.is_feasible)
    """
)


@pytest.mark.parametrize("handled", [True, False], ids=["kept plan", "bare solver"])
def test_ctrl_c(handled):
    """Once, it keeps the plan; where nobody turns it into a cancellation, it raises."""
    script = SCRIPT
    if not handled:
        script = "import vrpcore.api.facade as f, contextlib\n" + script.replace(
            "problem =", "f.cancelled_by_ctrl_c = lambda token: contextlib.nullcontext()\nproblem =", 1
        )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )
    if handled:
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == ["interrupted", "cancelled", "True"]
    else:
        assert done.returncode in (1, -signal.SIGINT), done.stdout
        assert "KeyboardInterrupt" in done.stderr


def test_without_the_extension_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr(engine, "load", lambda: None)
    assert "C++ compiler" in SearchSolver().is_available()
    with pytest.raises(SolverUnavailableError, match=r"C\+\+ compiler"):
        vrpcore.solve(PLAIN, "search")
    with pytest.raises(SolverUnavailableError, match=r"C\+\+ compiler"):
        SearchSolver().solve(
            lower(PLAIN),
            stop=Stop(),
            options=SearchOptions(),
            seed=0,
            threads=1,
            initial=None,
            progress=None,
            cancel=CancelToken(),
        )
    assert vrpcore.solve(PLAIN, time_limit=1).is_feasible  # auto goes without


def test_options_reach_the_engine():
    plans = [solve(PLAIN, MaxIterations(300), options=options).plan for options in ({}, {"mean_removed": 3})]
    assert plans[0] != plans[1]
    with pytest.raises(ValueError, match="hot"):
        vrpcore.solve(PLAIN, "search", options={"hot": 0})
