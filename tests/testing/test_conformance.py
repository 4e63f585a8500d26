"""The suite passes an honest solver and catches one that breaks any single promise."""

import contextlib
import dataclasses
import random
import time

import pytest
from pydantic import BaseModel, ConfigDict

import vrpcore
from tests.testing.example_solver import NearestSolver
from vrpcore.lowering import RoutePlan, Solution, Stop, TripPlan
from vrpcore.models import Feature
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.progress import Progress
from vrpcore.testing.brute_force import optimal_cost
from vrpcore.testing.conformance import BrokenPromiseError, SolverConformance, checks, running
from vrpcore.testing.tiny.base import CORNERS, plain


class TestNearest(SolverConformance):
    """What an author writes: three lines."""

    solver = NearestSolver()
    max_examples = 10
    time_limits = (0.5,)


def claims(**changes):
    return dataclasses.replace(NearestSolver.capabilities, **changes)


class LiesAboutCost(NearestSolver):
    def solve(self, instance, **arguments):
        found = super().solve(instance, **arguments)
        return dataclasses.replace(found, cost=found.cost - 1)


class IgnoresWindows(NearestSolver):
    """Claims windows and due times but does not look at them."""

    capabilities = claims(features=frozenset({Feature.TIME_WINDOWS}))

    def solve(self, instance, **arguments):
        always = tuple(((0, 10**6),) for _ in range(instance.num_customers))
        never_due = dataclasses.replace(instance.orders, due=instance.orders.due + 10**6)
        return super().solve(
            dataclasses.replace(instance, customer_spans=always, orders=never_due), **arguments
        )


class LeavesEverything(NearestSolver):
    """Breaks no rule by doing nothing."""

    def construct(self, instance, control, options, seed):
        return Solution(), "converged"


class RefusesNothing(NearestSolver):
    """Its capabilities say that nothing is missing, whatever a problem needs."""

    class Anything(Capabilities):
        def missing(self, needed):
            return ()

    capabilities = Anything(features=NearestSolver.capabilities.features)


class Slow(NearestSolver):
    """Takes its time, whatever the limit and the token say."""

    def solve(self, instance, **arguments):
        time.sleep(1.0)
        return super().solve(instance, **arguments)


class NeverStops(NearestSolver):
    """Goes on until it is cancelled."""

    def solve(self, instance, *, cancel, **arguments):
        while not cancel.is_cancelled:
            time.sleep(0.01)
        return super().solve(instance, cancel=cancel, **arguments)


class ForgetsWarmStart(NearestSolver):
    def solve(self, instance, *, initial, **arguments):
        return super().solve(instance, initial=None, **arguments)


class Moody(NearestSolver):
    """Plans otherwise each time."""

    def next_route(self, instance, slot, vehicle_type, place, stops, left):
        shuffled = list(left)
        random.SystemRandom().shuffle(shuffled)
        for order in shuffled:
            longer = (*stops, Stop((order,)))
            if self.is_allowed(instance, RoutePlan(slot, (TripPlan(vehicle_type.depot, longer),))):
                return order, longer
        return None


class NeverTells(NearestSolver):
    def solve(self, instance, *, progress, **arguments):
        return super().solve(instance, progress=None, **arguments)


class TellsNonsense(NearestSolver):
    def solve(self, instance, *, progress, **arguments):
        if progress is not None:
            progress(Progress(self.name, "begin", 0.0, 0, cost=10, bound=20))
        return super().solve(instance, progress=progress, **arguments)


class SwallowsErrors(NearestSolver):
    """Does not let the exceptions of a listener through."""

    def solve(self, instance, *, progress, **arguments):
        def shielded(event):
            with contextlib.suppress(RuntimeError):
                progress(event)

        return super().solve(instance, progress=progress and shielded, **arguments)


class TakesAnyOption(NearestSolver):
    class options_type(BaseModel):  # noqa: N801  # the protocol's attribute
        model_config = ConfigDict(extra="allow", frozen=True)
        max_stops: int = 100


class ThawedOptions(NearestSolver):
    class options_type(BaseModel):  # noqa: N801
        model_config = ConfigDict(extra="forbid")
        max_stops: int = 100


class FailsWithoutOrders(NearestSolver):
    def solve(self, instance, **arguments):
        assert instance.num_orders, "nothing to do"
        return super().solve(instance, **arguments)


class DeclaresInfeasible(NearestSolver):
    def solve(self, instance, **arguments):
        return dataclasses.replace(super().solve(instance, **arguments), status="infeasible")


class ClaimsOptimality(NearestSolver):
    """Calls every plan optimal, bound included."""

    capabilities = claims(proves_optimality=True, gives_bounds=True)

    def solve(self, instance, **arguments):
        found = super().solve(instance, **arguments)
        status = "infeasible" if found.status == "infeasible" else "optimal"
        return dataclasses.replace(found, status=status, bound=found.cost)


class BoundsByGuess(NearestSolver):
    """Its bound lies under its own cost, but not under the least cost."""

    capabilities = claims(gives_bounds=True)

    def solve(self, instance, **arguments):
        found = super().solve(instance, **arguments)
        return dataclasses.replace(found, bound=found.cost * 99 // 100)


class BoundsUnasked(NearestSolver):
    def solve(self, instance, **arguments):
        return dataclasses.replace(super().solve(instance, **arguments), bound=0)


class OptimalWithoutBound(NearestSolver):
    capabilities = claims(proves_optimality=True)

    def solve(self, instance, **arguments):
        return dataclasses.replace(super().solve(instance, **arguments), status="optimal")


class OldProtocol(NearestSolver):
    protocol_version = 0


class NotHere(NearestSolver):
    def is_available(self):
        return "the moon is missing; remedy: wait"


def detour():
    """Nearest neighbour goes a, b, c; the shortest way is c, a, b."""
    return plain({"a": (-1000, 0), "b": (1500, 0), "c": (-4000, 0)})


SQUARE = plain(CORNERS)

CAUGHT = [
    (LiesAboutCost, "evaluator", lambda s: checks.check_random(s, SQUARE, 1.0)),
    (LiesAboutCost, "evaluator", lambda s: checks.check_feature(s, Feature.AREAS, 1.0)),
    (IgnoresWindows, "honour", lambda s: checks.check_feature(s, Feature.TIME_WINDOWS, 1.0)),
    (LeavesEverything, "feasible plan", lambda s: checks.check_feature(s, Feature.AREAS, 1.0)),
    (RefusesNothing, "refusal, by name", lambda s: checks.check_feature(s, Feature.MULTI_TRIP, 1.0)),
    (Slow, "within 0.2 s", lambda s: checks.check_time_limit(s, 0.2)),
    (Slow, "being cancelled", checks.check_cancel),
    (NeverStops, "alone", checks.check_stop_rules),
    (ForgetsWarmStart, "never to worsen", lambda s: checks.check_warm_start(s, detour())),
    (Moody, "same plan", lambda s: checks.check_determinism(s, (vrpcore.datasets.random_cvrp(25),), 100)),
    (NeverTells, "progress events", checks.check_progress),
    (TellsNonsense, "bounds that do not exceed", checks.check_progress),
    (SwallowsErrors, "surface", checks.check_progress),
    (TakesAnyOption, "unknown options", checks.check_options),
    (ThawedOptions, "frozen", checks.check_options),
    (DeclaresInfeasible, "keeps every rule", lambda s: checks.check_random(s, SQUARE, 1.0)),
    (ClaimsOptimality, "least cost", lambda s: checks.check_random(s, detour(), 1.0)),
    (BoundsByGuess, "least cost", lambda s: checks.check_random(s, detour(), 1.0)),
    (BoundsUnasked, "gives_bounds", lambda s: checks.check_random(s, SQUARE, 1.0)),
    (OptimalWithoutBound, "gap of 0", lambda s: checks.check_random(s, SQUARE, 1.0)),
    (OldProtocol, "protocol", checks.check_declaration),
    (NotHere, "can run here", checks.check_declaration),
]


@pytest.mark.parametrize(
    ("solver", "promise", "check"),
    CAUGHT,
    ids=[f"{solver.__name__}-{idx}" for idx, (solver, *_) in enumerate(CAUGHT)],
)
def test_a_broken_promise_is_caught(monkeypatch, solver, promise, check):
    monkeypatch.setattr(running, "PATIENCE_S", 0.5)
    monkeypatch.setattr(running, "PROMPT_S", 0.5)
    monkeypatch.setattr(running, "large_problems", lambda: (vrpcore.datasets.random_cvrp(20),))
    with pytest.raises(BrokenPromiseError, match=promise):
        check(solver())


def test_nothing_is_said_about_features_that_need_others():
    assert Feature.MULTI_DEPOT not in NearestSolver.capabilities.features
    only_stock = NearestSolver()
    only_stock.capabilities = claims(features=frozenset({Feature.STOCK}))
    assert not checks.check_feature(only_stock, Feature.STOCK, 1.0)


def test_failures_surface_as_they_are():
    with pytest.raises(AssertionError, match="nothing to do"):
        checks.check_nothing_to_do(FailsWithoutOrders())


def test_the_example_can_be_beaten():
    """Some cases above rest on it: nearest neighbour is not best here."""
    assert vrpcore.solve(detour(), NearestSolver()).cost == 13_000_000  # 1 + 2.5 + 5.5 + 4 km
    assert optimal_cost(detour())[0] == 11_000_000  # 4 km west and back, 1.5 km east and back
