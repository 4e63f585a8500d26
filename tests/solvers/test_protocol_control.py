import pytest

from vrpcore.solvers import stop as stop_module
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.progress import Progress
from vrpcore.solvers.stop import FirstFeasible, MaxIterations, MaxRuntime, Stop, StopRun


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 0.0

    monkeypatch.setattr(stop_module.time, "perf_counter", lambda: Clock.now)
    return Clock


def control(stop=None, cancel=None, progress=None):
    found = RunControl("tester", stop or Stop(), cancel or CancelToken(), progress)
    found.run = StopRun(found.run.stop, stop_module.time.perf_counter())
    return found


def test_cancelling_comes_first():
    token = CancelToken()
    run = control(MaxIterations(0), token)
    assert run.reason_to_stop() == "iterations"
    token.cancel()
    assert run.reason_to_stop() == "cancelled"


def test_stop_rules_are_asked():
    run = control(FirstFeasible())
    assert run.reason_to_stop(1, 10) is None
    assert run.reason_to_stop(1, 10, is_feasible=True) == "first_feasible"


def test_remaining_time(clock):
    run = control(MaxRuntime(3.0))
    clock.now = 2.0
    assert run.remaining_s == 1.0


def test_nobody_listens():
    control().tell("anything")


def test_events_carry_what_is_told(clock):
    told = []
    run = control(progress=told.append)
    clock.now = 0.5
    run.tell("search", 7, 100, 90)
    assert told == [Progress("tester", "search", 0.5, 7, 100, 90)]


def test_the_same_phase_is_told_every_tenth_of_a_second(clock):
    told = []
    run = control(progress=told.append)
    for clock.now in (0.0, 0.05, 0.09, 0.125, 0.2, 0.25):
        run.tell("search")
    assert [event.elapsed_s for event in told] == [0.0, 0.125, 0.25]


def test_a_new_phase_is_told_at_once(clock):
    told = []
    run = control(progress=told.append)
    for phase in ("build", "search", "search", "polish"):
        run.tell(phase)
    assert [event.phase for event in told] == ["build", "search", "polish"]


def test_the_listeners_errors_surface():
    def complain(event):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        control(progress=complain).tell("search")


def test_may_go_on_asks_for_time_and_cancelling_only():
    cancel = CancelToken()
    control = RunControl("x", Stop(runtime_s=100.0, iterations=0), cancel, None)
    assert control.may_go_on()
    assert not control.may_go_on(200.0)
    cancel.cancel()
    assert not control.may_go_on()
