import threading
import time

import numpy as np
import pytest
from pydantic import BaseModel, ConfigDict

import vrpcore
from vrpcore.errors import (
    InvalidInputError,
    InvalidPlanError,
    InvalidProblemError,
    SolverContractError,
    SolverUnavailableError,
    UnknownSolverError,
    UnsupportedFeatureError,
)
from vrpcore.lowering import RoutePlan, Solution, Stop, TripPlan
from vrpcore.models import Feature, Plan, Problem, Route, Trip
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult


class Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    effort: int = 1


class Scripted:
    """Returns what it is told to return: the api must find out when that is wrong."""

    name = "scripted"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset({Feature.OPTIONAL_ORDERS, Feature.HOLD, Feature.CONSOLIDATION})
    )
    options_type = Options

    def __init__(self, result, missing=None):
        self._result = result
        self._missing = missing
        self.seen = {}

    def is_available(self):
        return self._missing

    def solve(self, instance, **arguments):
        self.seen = arguments
        return self._result


def model():
    """One van (1 CNY/km) and one shop 3 km away that ordered 4 cases; leaving it out costs 100 CNY."""
    made = vrpcore.Model(coordinate_system="planar")
    centre = made.add_center("centre", (0, 0))
    made.add_order(made.add_customer("shop", (3000, 0)), 4, unserved_price=100.0, hold_price=50.0)
    made.add_vehicle_type("van", centre, cost_per_km=1.0)
    return made


ROUTE = Solution((RoutePlan(0, (TripPlan(0, (Stop((0,)),)),)),))
RIGHT = SolverResult(ROUTE, 6_000_000, "feasible", "converged")  # 2 x 3 km x 1 CNY


def test_result_of_a_right_answer():
    solver = Scripted(RIGHT)
    result = vrpcore.solve(model().problem(), solver, time_limit=3, seed=7, threads=2)
    assert (result.cost, result.status, result.bound, result.gap) == (6_000_000, "feasible", None, None)
    assert result.is_feasible
    assert result.evaluation.breakdown.distance == 6_000_000
    assert (result.seed, result.threads, result.solver, result.version) == (
        7,
        2,
        "scripted",
        vrpcore.__version__,
    )
    assert len(result.problem_hash) == 64
    assert "6.00 CNY; 1 route, 1 of 1 orders delivered" in str(result)
    assert 0 < solver.seen["stop"].runtime_s <= 3


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (SolverResult(ROUTE, 5_999_999, "feasible", "converged"), "evaluator says 6000000"),
        (SolverResult(ROUTE, 6_000_000, "feasible", "converged", bound=6_000_001), "no plan costs less"),
        (SolverResult(ROUTE, 6_000_000, "infeasible", "converged"), "keeps every rule"),
        (
            SolverResult(Solution(ROUTE.routes, held=(0,)), 6_000_000, "feasible", "converged"),
            r"\[hold\]|evaluator says",
        ),
    ],
)
def test_wrong_answers_are_errors(answer, complaint):
    with pytest.raises(SolverContractError, match=complaint):
        vrpcore.solve(model().problem(), Scripted(answer))


def test_required_order_left_out_is_infeasible_and_not_a_bug():
    made = model()
    made.add_order("shop", 1)
    answer = SolverResult(ROUTE, 6_000_000, "infeasible", "converged")
    result = vrpcore.solve(made.problem(), Scripted(answer))
    assert result.status == "infeasible"
    assert not result.is_feasible
    claims_feasible = SolverResult(ROUTE, 6_000_000, "feasible", "converged")
    with pytest.raises(SolverContractError, match="required orders are unserved"):
        vrpcore.solve(made.problem(), Scripted(claims_feasible))


def test_gap():
    problem = model().problem()
    bounded = vrpcore.solve(
        problem, Scripted(SolverResult(ROUTE, 6_000_000, "feasible", "runtime", 4_500_000))
    )
    assert bounded.gap == 0.25
    proven = vrpcore.solve(problem, Scripted(SolverResult(ROUTE, 6_000_000, "optimal", "optimal", 6_000_000)))
    assert (proven.status, proven.gap) == ("optimal", 0.0)


def test_missing_features_are_named_with_solvers_that_fit():
    made = model()
    made.add_customer("other", (1, 1), windows=[("08:00", "09:00")])
    with pytest.raises(UnsupportedFeatureError, match="service windows") as caught:
        vrpcore.solve(made.problem(), Scripted(RIGHT))
    assert "greedy" in caught.value.alternatives


def test_what_no_version_supports_yet_names_no_alternative():
    locked = Plan(
        routes=[
            Route(
                vehicle_id="van-1",
                date=model().problem().horizon.start,
                trips=[
                    Trip(
                        depot_id="centre",
                        activities=[
                            {
                                "kind": "delivery",
                                "customer_id": "shop",
                                "order_ids": ["order-1"],
                                "locked": True,
                            }
                        ],
                    )
                ],
            )
        ]
    )
    with pytest.raises(UnsupportedFeatureError, match="locked activities") as caught:
        vrpcore.solve(model().problem(), initial=locked)
    assert caught.value.alternatives == ()


def test_solver_that_cannot_run_says_why():
    with pytest.raises(SolverUnavailableError, match="needs a licence"):
        vrpcore.solve(model().problem(), Scripted(RIGHT, missing="needs a licence"))


def test_unknown_solver_lists_those_installed():
    with pytest.raises(UnknownSolverError, match=r"auto.*greedy"):
        vrpcore.solve(model().problem(), "gready")


def test_options_are_checked_and_passed_on():
    solver = Scripted(RIGHT)
    assert vrpcore.solve(model().problem(), solver, options={"effort": 3}).options == {"effort": 3}
    assert solver.seen["options"] == Options(effort=3)
    with pytest.raises(InvalidInputError, match="effort"):
        vrpcore.solve(model().problem(), solver, options={"efort": 3})

    class Foreign(BaseModel):
        pass

    with pytest.raises(TypeError, match="Options"):
        vrpcore.solve(model().problem(), solver, options=Foreign())


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"time_limit": -1}, ValueError),
        ({"time_limit": float("nan")}, ValueError),
        ({"time_limit": "10"}, TypeError),
        ({"threads": 0}, ValueError),
        ({"threads": True}, TypeError),
        ({"seed": 1.5}, TypeError),
        ({"seed": -1}, ValueError),
        ({"stop": 10}, TypeError),
        ({"initial": {"routes": []}}, TypeError),
        ({"cancel": True}, TypeError),
        ({"progress": "bar"}, TypeError),
        ({"options": 3}, TypeError),
        ({"solver": None}, TypeError),
        ({"solver": Scripted}, TypeError),
    ],
)
def test_bad_arguments(arguments, error):
    with pytest.raises(error, match="allowed"):
        vrpcore.solve(model().problem(), **({"solver": Scripted(RIGHT)} | arguments))


def test_numbers_of_numpy_are_numbers():
    solver = Scripted(RIGHT)
    result = vrpcore.solve(
        model().problem(), solver, time_limit=np.int64(3), seed=np.int64(7), threads=np.uint8(2)
    )
    assert (result.seed, result.threads) == (7, 2)
    assert type(solver.seen["seed"]) is int
    assert solver.seen["stop"].runtime_s <= 3


def test_evaluate_says_what_it_takes():
    problem = model().problem()
    result = vrpcore.solve(problem, Scripted(RIGHT))
    with pytest.raises(TypeError, match=r"plan is of type Result.*result\.plan"):
        vrpcore.evaluate(problem, result)
    with pytest.raises(TypeError, match="problem is of type Model"):
        vrpcore.evaluate(model(), result.plan)


def test_problem_must_be_a_problem():
    with pytest.raises(TypeError, match="Problem"):
        vrpcore.solve({"orders": []})


def test_problem_made_around_validation_is_explained():
    problem = model().problem()
    parts = {name: getattr(problem, name) for name in Problem.model_fields}
    hollow = Problem.model_construct(**(parts | {"customers": ()}))
    with pytest.raises(InvalidProblemError, match=r"orders\.0\.customer_id"):
        vrpcore.solve(hollow, Scripted(RIGHT))
    with pytest.raises(InvalidProblemError, match=r"orders\.0\.customer_id"):
        vrpcore.evaluate(hollow, Plan())


def test_initial_plan_is_checked_and_lowered():
    solver = Scripted(RIGHT)
    problem = model().problem()
    plan = vrpcore.solve(problem, solver).plan
    vrpcore.solve(problem, solver, initial=plan)
    assert solver.seen["initial"] == ROUTE
    with pytest.raises(InvalidPlanError, match="nobody"):
        vrpcore.solve(problem, solver, initial=plan.model_copy(update={"held_order_ids": ("nobody",)}))


def test_no_time_limit_means_none():
    solver = Scripted(RIGHT)
    vrpcore.solve(model().problem(), solver, time_limit=None, stop=vrpcore.MaxIterations(3))
    assert solver.seen["stop"].runtime_s is None
    assert solver.seen["stop"].iterations == 3


def test_cancel_from_another_thread_keeps_the_best():
    token = CancelToken()
    timer = threading.Timer(0.5, token.cancel)
    timer.start()
    problem = vrpcore.datasets.random_cvrp(200, seed=1)
    begin = time.perf_counter()
    result = vrpcore.solve(problem, "auto", time_limit=60, cancel=token)
    assert time.perf_counter() - begin < 30
    assert result.status in ("interrupted", "feasible")
    assert result.evaluation.is_feasible


def test_exception_of_the_progress_listener_surfaces():
    def listener(_event):
        raise RuntimeError("stop it")

    with pytest.raises(RuntimeError, match="stop it"):
        vrpcore.solve(vrpcore.datasets.random_cvrp(30, seed=1), "greedy", progress=listener)
