"""Tight time limits and progress: what a run has when the clock stops it, and what it tells until then."""

import vrpcore
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.pace import InsertionPace
from vrpcore.solvers.stop import MaxRuntime, Stop

IN_PYTHON = {"native": False}


def pace(stop):
    return InsertionPace(RunControl("greedy", stop, CancelToken(), None))


def test_insertions_go_one_by_one_without_a_time_limit():
    assert not pace(Stop()).is_short(10**9)


def test_insertions_go_together_where_time_is_short():
    assert pace(MaxRuntime(0.1)).is_short(1_000)
    assert not pace(MaxRuntime(1_000)).is_short(1_000)


def test_a_plan_of_many_insertions_at_once_is_nearly_as_good(monkeypatch):
    problem = vrpcore.datasets.reference_county(seed=0)
    before = vrpcore.solve(problem, "greedy", options=IN_PYTHON)
    monkeypatch.setattr(InsertionPace, "is_short", lambda self, num_waiting: True)
    after = vrpcore.solve(problem, "greedy", options=IN_PYTHON)
    assert after.is_feasible
    assert after.cost != before.cost  # the other way was taken
    assert after.cost < 1.3 * before.cost


def test_every_event_from_construction_on_tells_a_cost():
    events = []
    problem = vrpcore.datasets.reference_county(seed=0)
    result = vrpcore.solve(problem, "greedy", options=IN_PYTHON, progress=events.append)
    own = [event for event in events if event.solver == "greedy" and event.phase != "preparation"]
    assert {"savings", "insertion", "local search"} <= {event.phase for event in own}
    assert all(event.cost is not None and event.cost >= result.cost for event in own)
