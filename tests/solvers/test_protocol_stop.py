import math

import pytest

from vrpcore.solvers import stop as stop_module
from vrpcore.solvers.stop import FirstFeasible, MaxIterations, MaxRuntime, NoImprovement, Stop, TargetCost


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(stop_module.time, "perf_counter", clock)
    return clock


def test_without_rules_nothing_stops_a_run():
    run = Stop().start()
    assert run.remaining_s == math.inf
    assert run.reason(10**9, 5, is_feasible=True) is None


def test_runtime(clock):
    run = stop_module.StopRun(MaxRuntime(10.0), clock())
    clock.now += 9.0
    assert run.elapsed_s == 9.0
    assert run.remaining_s == 1.0
    assert run.reason(0, None, is_feasible=False) is None
    clock.now += 1.5
    assert run.remaining_s == 0.0
    assert run.reason(0, None, is_feasible=False) == "runtime"


def test_no_time_at_all_stops_at_once():
    assert MaxRuntime(0).start().reason(0, None, is_feasible=False) == "runtime"


def test_iterations():
    run = MaxIterations(3).start()
    assert run.reason(2, 1, is_feasible=True) is None
    assert run.reason(3, 1, is_feasible=True) == "iterations"


def test_no_improvement_counts_from_the_last_better_cost():
    run = NoImprovement(10).start()
    assert run.reason(0, 100, is_feasible=True) is None
    assert run.reason(5, 90, is_feasible=True) is None
    assert run.reason(14, 90, is_feasible=True) is None
    assert run.reason(15, 95, is_feasible=True) == "no_improvement"


def test_no_improvement_without_any_solution():
    assert NoImprovement(10).start().reason(10, None, is_feasible=False) == "no_improvement"


def test_target_cost_asks_for_a_feasible_solution():
    run = TargetCost(50).start()
    assert run.reason(0, 50, is_feasible=False) is None
    assert run.reason(0, 51, is_feasible=True) is None
    assert run.reason(0, 50, is_feasible=True) == "target_cost"


def test_first_feasible():
    run = FirstFeasible().start()
    assert run.reason(0, 50, is_feasible=False) is None
    assert run.reason(0, None, is_feasible=True) is None
    assert run.reason(0, 50, is_feasible=True) == "first_feasible"


def test_either_rule_stops_a_combination():
    both = MaxIterations(100) | MaxRuntime(5) | MaxIterations(7) | NoImprovement(3)
    assert both == Stop(runtime_s=5, iterations=7, no_improvement=3)
    assert (TargetCost(10) | TargetCost(20)).target_cost == 20  # the easier target is met first
    assert (TargetCost(10) | Stop()).target_cost == 10
    assert (FirstFeasible() | Stop()).first_feasible
    assert Stop() | Stop() == Stop()


def test_a_rule_can_be_used_again():
    rule = NoImprovement(2)
    first = rule.start()
    first.reason(0, 10, is_feasible=True)
    assert first.reason(2, 10, is_feasible=True) == "no_improvement"
    assert rule.start().reason(1, 10, is_feasible=True) is None


def test_another_time_limit():
    assert (MaxRuntime(5) | MaxIterations(3)).with_runtime(None) == MaxIterations(3)


@pytest.mark.parametrize("rule", [MaxRuntime, MaxIterations, NoImprovement])
@pytest.mark.parametrize("value", [-1, math.inf, math.nan])
def test_limits_are_finite_and_not_negative(rule, value):
    with pytest.raises(ValueError, match="0 or more"):
        rule(value)


@pytest.mark.parametrize("rule", [MaxRuntime, MaxIterations, NoImprovement])
@pytest.mark.parametrize("value", ["3", True])
def test_limits_are_numbers(rule, value):
    with pytest.raises(TypeError, match="0 or more"):
        rule(value)


def test_iterations_are_whole():
    with pytest.raises(ValueError, match="whole number"):
        MaxIterations(3.5)


def test_rules_combine_with_rules_only():
    with pytest.raises(TypeError):
        MaxIterations(3) | 5
