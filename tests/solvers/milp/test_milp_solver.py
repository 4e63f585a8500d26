import subprocess
import sys
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import vrpcore
from tests.solvers.milp.build import CNY, scarce_stock, solve
from tests.solvers.milp.strategies import key, solved
from vrpcore.errors import ProblemTooLargeError, SolverUnavailableError
from vrpcore.lowering import lower
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.milp import MilpOptions, MilpSolver, backend, context
from vrpcore.solvers.native import engine
from vrpcore.solvers.stop import MaxIterations, MaxRuntime, TargetCost


@pytest.fixture(scope="module")
def busy():
    """A county's half month: more than any run in a test gets through."""
    return lower(vrpcore.datasets.reference_county(seed=1, period="cycle", customers=300, stock="binding"))


@pytest.fixture
def _no_engine(monkeypatch):
    """Greedy in Python gives the stock away as it comes; in the engine it finds the optimum itself."""
    monkeypatch.setattr(engine, "load", lambda: None)


@pytest.mark.usefixtures("_no_engine")
def test_gives_scarce_stock_to_whom_it_saves_most_together():
    instance = lower(scarce_stock())
    found = solve(instance)
    assert found.cost == 6 * CNY
    assert found.status == "feasible"
    assert found.bound is None
    assert found.stopped_by == "converged"
    assert found.statistics["start_cost"] == solve(instance, "greedy").cost == 10 * CNY


@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.data())
def test_never_worse_than_greedy_nor_than_what_it_is_given(data):
    instance, initial = data.draw(solved())
    greedy = solve(instance, "greedy")
    assert key(instance, solve(instance, varied_passes=2).solution) <= key(instance, greedy.solution)
    found = solve(instance, initial=initial, varied_passes=2)
    assert key(instance, found.solution) <= key(instance, initial)
    assert (found.status == "infeasible") == (key(instance, found.solution)[0] > 0)


def test_gains_on_a_county_where_stock_binds():
    problem = vrpcore.datasets.reference_county(seed=5, stock="binding", planted=0)
    instance = lower(problem)
    greedy = solve(instance, "greedy")
    found = solve(instance, stop=MaxIterations(10))
    assert found.cost < greedy.cost
    assert found.iterations == 10
    assert found.statistics["approximation_bound"] <= found.statistics["approximation_cost"]
    assert {"back_end", "num_binaries", "num_variables", "num_constraints"} <= found.statistics.keys()


def test_same_seed_and_rounds_same_solution(busy):
    first, second = (solve(busy, stop=MaxIterations(2), seed=4) for _ in range(2))
    assert first.solution == second.solution


def test_time_limit(busy):
    solve(scarce_stock())  # loads PuLP
    for seconds in (0.0, 1.0, 3.0):
        begin = time.perf_counter()
        found = solve(busy, stop=MaxRuntime(seconds))
        assert time.perf_counter() - begin < seconds + max(1.0, 0.15 * seconds)
        assert found.stopped_by == "runtime"


@pytest.mark.parametrize("delay", [0.2, 3.5])
def test_cancelling_takes_less_than_a_second(busy, delay):
    token = CancelToken()
    timer = threading.Timer(delay, token.cancel)
    timer.start()
    begin = time.perf_counter()
    found = solve(busy, cancel=token)
    assert time.perf_counter() - begin < delay + 2.0
    assert found.stopped_by == "cancelled"


@pytest.mark.usefixtures("_no_engine")
def test_target_cost_ends_the_run():
    found = solve(scarce_stock(), stop=TargetCost(10 * CNY))
    assert (found.cost, found.stopped_by, found.iterations) == (10 * CNY, "target_cost", 0)


def test_without_a_program_it_says_so(monkeypatch):
    monkeypatch.setattr(backend, "_FINDERS", dict.fromkeys(backend._FINDERS, lambda: None))
    with pytest.raises(SolverUnavailableError, match="no MILP program found"):
        solve(scarce_stock())
    with pytest.raises(SolverUnavailableError, match="solver 'milp' cannot run here: no MILP program found"):
        vrpcore.solve(scarce_stock(), "milp")


def test_too_many_places_are_refused_by_name(monkeypatch):
    monkeypatch.setattr(context, "MAX_PLACES", 4)
    with pytest.raises(
        ProblemTooLargeError, match="milp: the problem has 5 depots and customers; allowed: 4"
    ):
        solve(scarce_stock())


def test_options_of_another_solver_are_refused():
    with pytest.raises(ValidationError):
        MilpOptions(rounds=3)
    with pytest.raises(TypeError, match="allowed: MilpOptions"):
        MilpSolver().solve(
            lower(scarce_stock()),
            stop=MaxRuntime(1),
            options=vrpcore.solvers.registry.get_solver("greedy").options_type(),
            seed=0,
            threads=1,
            initial=None,
            progress=None,
            cancel=CancelToken(),
        )


def test_lp_file_that_cannot_be_written_surfaces(tmp_path):
    with pytest.raises(FileNotFoundError):
        solve(scarce_stock(), lp_path=str(tmp_path / "missing" / "model.lp"))


def test_pulp_is_loaded_on_solving_only():
    code = (
        "import sys; from vrpcore.solvers.milp import MilpSolver; assert MilpSolver().is_available() is None;"
        "print([name for name in ('pulp', 'ortools', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
