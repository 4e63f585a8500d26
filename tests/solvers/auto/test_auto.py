from importlib.metadata import EntryPoint
from typing import ClassVar

import pytest

import vrpcore
from vrpcore.lowering import RoutePlan, Solution, Stop, TripPlan
from vrpcore.models import Feature
from vrpcore.models.base import Record
from vrpcore.solvers import registry
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult

EVERYTHING = Capabilities(features=frozenset(Feature))


class NoOptions(Record):
    pass


class Base:
    name = "fake"
    protocol_version = PROTOCOL_VERSION
    capabilities = EVERYTHING
    options_type = NoOptions

    def is_available(self):
        return None


class Raises(Base):
    def solve(self, instance, **arguments):
        raise RuntimeError("broken")


class BreaksRules(Base):
    """Serves every order with one vehicle, ten times over."""

    def solve(self, instance, **arguments):
        stops = tuple(Stop((order,)) for order in range(instance.num_orders)) * 10
        return SolverResult(Solution((RoutePlan(0, (TripPlan(0, stops),)),)), 0, "feasible", "converged")


class DoesNothing(Base):
    def solve(self, instance, **arguments):
        return SolverResult(Solution(), 10**9, "feasible", "converged")


class NotHere(Base):
    def is_available(self):
        return "not installed"


def install(monkeypatch, **extra):
    """Put classes of this file into the registry, beside the solvers that are installed."""
    entries = dict(registry._entries())
    for name, value in extra.items():
        entries[name] = EntryPoint(name, value, registry.GROUP)
    monkeypatch.setattr(registry, "_entries", lambda: entries)


def problem():
    model = vrpcore.Model(coordinate_system="planar")
    centre = model.add_center("centre", (0, 0))
    for number in range(4):
        shop = model.add_customer(f"shop {number}", (1000 * (number + 1), 500))
        model.add_order(shop, 2, unserved_price=40.0)
    model.add_vehicle_type("van", centre, cost_per_km=1.0, capacity_cases=8)
    return model.problem()


HERE = __name__


@pytest.mark.parametrize("broken", ["Raises", "BreaksRules", "NotHere"])
def test_a_broken_improver_costs_nothing(monkeypatch, broken):
    install(monkeypatch, **dict.fromkeys(("search", "milp", "cpsat"), f"{HERE}:{broken}"))
    result = vrpcore.solve(problem(), time_limit=5)
    assert result.evaluation.is_feasible
    assert result.evaluation.kpis.num_delivered == 4
    assert result.statistics["best_from"] == "greedy"


def test_an_improver_that_cannot_be_imported_costs_nothing(monkeypatch):
    missing = "module_that_is_not_there:Solver"
    install(monkeypatch, search=missing, milp=missing, cpsat=missing)
    assert vrpcore.solve(problem(), time_limit=5).evaluation.kpis.num_delivered == 4


@pytest.mark.parametrize("broken", ["Raises", "BreaksRules", "DoesNothing"])
def test_a_broken_first_solver_still_gives_a_plan(monkeypatch, broken):
    install(monkeypatch, greedy=f"{HERE}:{broken}")
    result = vrpcore.solve(problem(), time_limit=5)
    assert result.evaluation.is_feasible
    assert result.cost <= 160_000_000  # at worst, all four orders are left out at 40 CNY each


def test_with_everything_broken_the_last_step_still_serves(monkeypatch):
    raises = f"{HERE}:Raises"
    install(monkeypatch, greedy=raises, search=raises, milp=raises, cpsat=raises)
    result = vrpcore.solve(problem(), time_limit=5)
    # all eight cases on one route: out to 4 km and back, sqrt(1000^2 + 500^2) = 1,118 m, 3 x 1,000 m, 4,031 m
    assert result.cost == 8_149_000
    assert result.statistics["best_from"] == "completion"
    assert "broken" in result.statistics["greedy_note"]


def test_small_problems_are_proven_optimal():
    result = vrpcore.solve(problem(), time_limit=10)
    assert result.status == "optimal"
    assert result.gap == 0.0
    assert result.bound == result.cost


def test_never_worse_than_the_plan_it_starts_from(monkeypatch):
    start = vrpcore.solve(problem(), "greedy", time_limit=5)
    raises = f"{HERE}:Raises"
    install(monkeypatch, greedy=f"{HERE}:DoesNothing", search=raises, milp=raises, cpsat=raises)
    assert vrpcore.solve(problem(), time_limit=5, initial=start.plan).cost == start.cost


def test_no_time_at_all_still_returns_a_checked_plan():
    result = vrpcore.solve(vrpcore.datasets.random_cvrp(60, seed=2), time_limit=0)
    assert result.status in ("feasible", "infeasible")
    assert result.stopped_by == "runtime"


def test_too_little_time_for_an_improver_is_lack_of_time():
    problem = vrpcore.datasets.reference_county(seed=0, customers=60, townships=4)
    result = vrpcore.solve(problem, time_limit=3, options={"min_improver_s": 10.0})
    assert result.stopped_by == "runtime"
    assert not any(key.startswith("search") for key in result.statistics)


def test_without_vehicles_or_orders():
    empty = vrpcore.Model(coordinate_system="planar")
    empty.add_center("centre", (0, 0))
    result = empty.solve(time_limit=2)
    assert result.cost == 0
    assert result.plan.routes == ()


def test_progress_runs_on_one_clock():
    events = []
    problem = vrpcore.datasets.reference_county(seed=0, customers=60, townships=4)
    vrpcore.solve(problem, time_limit=3, progress=events.append)
    times = [event.elapsed_s for event in events]
    assert len({event.solver for event in events}) > 2
    assert times == sorted(times)


def test_a_failing_listener_surfaces_through_auto():
    def listener(_event):
        raise LookupError("listener")

    with pytest.raises(LookupError, match="listener"):
        vrpcore.solve(problem(), time_limit=5, progress=listener)


class Notes(Base):
    """Writes down that it ran, with what rule and from how many routes."""

    runs: ClassVar[list] = []

    def solve(self, instance, **arguments):
        Notes.runs.append((self.name, arguments["stop"], len(arguments["initial"].routes)))
        return SolverResult(arguments["initial"], 0, "feasible", "converged")


class First(Notes):
    name = "first"


class Search(Notes):
    name = "search"


class Exact(Notes):
    name = "exact"


class Heuristic(Notes):
    name = "heuristic"


@pytest.fixture
def noted(monkeypatch):
    install(
        monkeypatch,
        greedy=f"{HERE}:First",
        search=f"{HERE}:Search",
        cpsat=f"{HERE}:Exact",
        milp=f"{HERE}:Heuristic",
    )
    Notes.runs.clear()
    return Notes.runs


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({}, ["first", "search", "exact", "heuristic"]),
        ({"exact_orders": 3}, ["first", "search", "heuristic", "exact"]),
        ({"exact_orders": 3, "first_orders": 3}, ["search", "first", "heuristic", "exact"]),
        ({"exact_orders": 3, "search": "not installed"}, ["first", "heuristic", "exact"]),
    ],
    ids=["small", "medium", "large", "without search"],
)
def test_who_runs_when(noted, options, order):
    vrpcore.solve(problem(), time_limit=5, options=options)
    assert [name for name, *_ in noted] == order


def test_the_search_ends_by_itself(noted):
    """On small problems soon, without a time limit after as many iterations as the orders deserve."""
    vrpcore.solve(problem(), time_limit=5)
    vrpcore.solve(problem(), time_limit=5, options={"exact_orders": 3})
    vrpcore.solve(problem(), time_limit=None, options={"exact_orders": 3})
    limits = [stop.iterations for name, stop, _ in noted if name == "search"]
    assert limits == [20_000, None, 28_000]


def test_the_first_plan_takes_its_share_of_the_time_at_most(noted):
    vrpcore.solve(problem(), time_limit=5, options={"exact_orders": 3})
    (seconds,) = [stop.runtime_s for name, stop, _ in noted if name == "first"]
    assert 1.3 < seconds <= 1.5


def test_a_rule_of_the_caller_stands(noted):
    vrpcore.solve(problem(), time_limit=None, stop=vrpcore.MaxIterations(7))
    assert {stop.iterations for _, stop, _ in noted} == {7}


@pytest.mark.parametrize("stop", [vrpcore.MaxIterations(30_000), vrpcore.NoImprovement(7)])
@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({}, ["first", "search"]),
        ({"exact_orders": 3}, ["first", "search"]),
        ({"exact_orders": 3, "first_orders": 3}, ["search", "first"]),
        ({"search": "not installed"}, ["first"]),
    ],
    ids=["small", "medium", "large", "without search"],
)
def test_a_rule_that_counts_ends_the_run_with_the_search(noted, stop, options, order):
    """Here the solvers stop by themselves, so that all others would have their turn."""
    vrpcore.solve(problem(), stop=stop, options=options)
    assert [name for name, *_ in noted] == order
    assert {limits.iterations for _, limits, _ in noted} == {stop.iterations}


@pytest.mark.parametrize("customers", [8, 100, 300])
def test_iterations_are_those_of_the_search(customers):
    pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
    problem = vrpcore.datasets.random_cvrp(customers, seed=1)
    options = {"first_orders": 200}  # of 300 orders the search makes the first plan
    first, again = (
        vrpcore.solve(problem, time_limit=None, stop=vrpcore.MaxIterations(3_000), options=options)
        for _ in range(2)
    )
    assert (first.iterations, first.stopped_by) == (3_000, "iterations")
    assert first.plan == again.plan
    alone = vrpcore.solve(problem, "search", time_limit=None, stop=vrpcore.MaxIterations(3_000))
    assert alone.iterations == first.iterations


def test_progress_counts_the_iterations_of_the_search():
    pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
    events = []
    problem = vrpcore.datasets.random_cvrp(100, seed=1)
    stop = vrpcore.MaxIterations(3_000)
    vrpcore.solve(problem, time_limit=None, stop=stop, progress=events.append)
    assert {event.iteration for event in events if event.solver == "greedy"} == {0}
    assert max(event.iteration for event in events) == 3_000


def test_no_improvement_ends_the_run():
    pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
    problem = vrpcore.datasets.random_cvrp(40, seed=1)
    result = vrpcore.solve(problem, time_limit=None, stop=vrpcore.NoImprovement(2_000))
    assert result.stopped_by == "no_improvement"
    assert result.iterations >= 2_000


def test_without_the_extension_iterations_are_those_of_greedy(monkeypatch):
    monkeypatch.setattr("vrpcore.solvers.native.engine.load", lambda: None)
    problem = vrpcore.datasets.random_cvrp(30, seed=1)
    result = vrpcore.solve(problem, time_limit=None, stop=vrpcore.MaxIterations(5))
    assert result.iterations <= 5
    assert result.statistics["best_from"] == "greedy"


def test_large_problems_go_to_the_search_at_once():
    pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
    result = vrpcore.solve(
        vrpcore.datasets.random_cvrp(100, seed=1), time_limit=1, options={"first_orders": 99}
    )
    assert result.is_feasible
    assert result.statistics["best_from"] == "search"
    assert not any(key.startswith("greedy") for key in result.statistics)


def test_without_the_extension_it_is_greedy_and_milp(monkeypatch):
    monkeypatch.setattr("vrpcore.solvers.native.engine.load", lambda: None)
    result = vrpcore.solve(vrpcore.datasets.random_cvrp(30, seed=1), time_limit=2)
    assert result.is_feasible
    assert not any(key.startswith("search") for key in result.statistics)
