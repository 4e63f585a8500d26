import gc
from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import pytest

import vrpcore
from vrpcore.lowering import Solution, lower
from vrpcore.lowering.instance import ALWAYS
from vrpcore.solvers import feasibility, time_reserve
from vrpcore.solvers.collector import collector_paused
from vrpcore.solvers.feasibility import verified_cost


def clock_of(monkeypatch, seconds, share=1.0):
    """Between two looks at the clock so many seconds pass, a share of them on the processor."""
    walls, processors = count(), count()
    clock = SimpleNamespace(
        perf_counter=lambda: seconds * next(walls), thread_time=lambda: share * seconds * next(processors)
    )
    monkeypatch.setattr(time_reserve, "time", clock)


def plane(**fields):
    return lower(vrpcore.datasets.random_cvrp(50, seed=1, **fields))


STEPS = [time_reserve.answer_s, time_reserve.verification_s, time_reserve.check_s]


@pytest.mark.parametrize("step", STEPS)
def test_a_machine_half_as_fast_needs_twice_the_reserve(monkeypatch, step):
    clock_of(monkeypatch, 1.0)
    fast = step(plane())
    clock_of(monkeypatch, 2.0)
    assert step(plane()) == pytest.approx(2 * fast)
    assert fast > 1.0  # one second went into the visits themselves


@pytest.mark.parametrize("step", STEPS)
def test_a_machine_that_is_busy_otherwise_needs_as_much_more(monkeypatch, step):
    clock_of(monkeypatch, 1.0)
    alone = step(plane())
    clock_of(monkeypatch, 3.0, share=1 / 3)
    assert step(plane()) == pytest.approx(3 * alone)


def test_how_busy_it_is_shows_over_the_whole_run(monkeypatch):
    """Half of the time since the mark went elsewhere, though nobody disturbed the sample."""
    instance = plane()
    clock_of(monkeypatch, 1.0)
    speed = time_reserve.measure_speed(instance, time_reserve.Mark(-10.0, -4.0))
    assert speed * instance.num_orders == pytest.approx((1 + 10) / (1 + 4))
    assert time_reserve.check_s(instance) > speed * instance.num_orders


@pytest.mark.parametrize("step", STEPS)
def test_short_trips_take_longer(monkeypatch, step):
    reserves = []
    for per_route in (20, 2):
        clock_of(monkeypatch, 1.0)
        reserves.append(step(plane(customers_per_route=per_route)))
    assert reserves[0] < reserves[1]


@pytest.mark.parametrize("step", STEPS)
def test_windows_take_longer(monkeypatch, step):
    timed = lower(vrpcore.datasets.random_vrptw(50, seed=1))
    free = replace(timed, customer_spans=(ALWAYS,) * timed.num_customers)
    clock_of(monkeypatch, 1.0)
    long = step(timed)
    clock_of(monkeypatch, 1.0)
    assert long > step(free)


def test_nothing_is_reserved_without_orders_or_vehicles():
    model = vrpcore.Model(coordinate_system="planar")
    model.add_center("centre", (0, 0))
    instance = lower(model.problem())
    assert [step(instance) for step in STEPS] == [0.0, 0.0, 0.0]


def test_the_solver_gets_what_the_check_leaves(monkeypatch):
    """A check of 2 s is taken off a limit of 10 s; one of 60 s takes half of it."""
    found = []
    problem = vrpcore.datasets.random_cvrp(10, seed=1)
    greedy = vrpcore.solvers.registry.get_solver("greedy")
    solve = greedy.solve
    monkeypatch.setattr(
        type(greedy),
        "solve",
        lambda self, *args, **kwargs: found.append(kwargs["stop"]) or solve(*args, **kwargs),
    )
    for seconds in (2.0, 60.0):
        monkeypatch.setattr("vrpcore.api.facade.check_s", lambda _instance, seconds=seconds: seconds)
        vrpcore.solve(problem, "greedy", time_limit=10)
    assert 7 < found[0].runtime_s <= 8
    assert 4 < found[1].runtime_s <= 5


def test_the_collector_is_left_as_it_was():
    assert gc.isenabled()
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collector_paused():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_a_solution_that_is_handed_on_is_verified_once(monkeypatch):
    instance = lower(vrpcore.datasets.random_cvrp(10, seed=1))
    runs = []
    cost = feasibility.solution_cost
    monkeypatch.setattr(feasibility, "solution_cost", lambda *args: runs.append(args) or cost(*args))
    empty = Solution()
    first = verified_cost(instance, empty)
    assert verified_cost(instance, empty) is first
    assert len(runs) == 1
    assert verified_cost(instance, Solution(held=(0,))) is None  # another one, which breaks a rule
    assert verified_cost(instance, empty) == first
    assert len(runs) == 2
