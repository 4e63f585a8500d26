"""The progress bar: asked for, it shows cost, gap and phase; not asked for, nothing is written."""

import pytest
import tqdm.auto

import vrpcore
from vrpcore import progress_bar
from vrpcore.datasets import random_cvrp
from vrpcore.errors import MissingPackageError
from vrpcore.models import Currency
from vrpcore.progress_bar import ProgressBar, listening
from vrpcore.solvers.progress import Progress
from vrpcore.solvers.stop import MaxIterations, MaxRuntime, Stop


def event(elapsed_s=1.0, iteration=7, cost=None, bound=None, phase="search"):
    return Progress("auto", phase, elapsed_s, iteration, cost, bound)


def shown(capsys):
    """What stands on the terminal after the last carriage return."""
    return capsys.readouterr().err.rstrip("\n").rpartition("\r")[2]


def test_cost_gap_and_phase(capsys):
    with listening(True, Currency(), MaxRuntime(10)) as bar:
        bar(event(2.0))
        assert shown(capsys).endswith("2/10 s, no plan yet")
        bar(event(4.0, cost=1_234_500_000, bound=1_111_050_000))
        line = shown(capsys)
        assert line.startswith("auto, search: ")
        assert line.endswith("4/10 s, 1,234.50 CNY, gap 10.0%")
        assert "█" in line or "#" in line
    capsys.readouterr()


@pytest.mark.parametrize(
    ("stop", "end"),
    [
        (MaxRuntime(3), "3/3 s, 50.00 CNY"),  # a solver that takes a little longer does not overflow the bar
        (MaxIterations(10), "7/10 iterations, 50.00 CNY"),
        (MaxRuntime(9) | MaxIterations(10), "5/9 s, 50.00 CNY"),
        (Stop(), "5 s, 50.00 CNY"),
    ],
)
def test_the_bar_fills_with_what_is_limited(stop, end, capsys):
    bar = ProgressBar(Currency(), stop)
    bar(event(5.0, cost=50_000_000))
    line = shown(capsys)
    bar.close()
    assert line.endswith(end)


def test_a_bar_is_closed_also_after_a_failure(monkeypatch):
    closed = []
    monkeypatch.setattr(ProgressBar, "close", lambda self: closed.append(self._bar.close()))
    with pytest.raises(ZeroDivisionError), listening(True, Currency(), Stop()):
        raise ZeroDivisionError
    assert len(closed) == 1


def test_solve_shows_a_bar_only_when_asked(capsys):
    problem = random_cvrp(20, seed=1)
    quiet = vrpcore.solve(problem, "greedy", time_limit=20)
    assert capsys.readouterr() == ("", "")
    told = vrpcore.solve(problem, "greedy", time_limit=20, progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "greedy, " in err
    assert f"{told.cost:,}" in err
    assert told.plan == quiet.plan
    vrpcore.solve(problem, "greedy", time_limit=20, progress=False)
    assert capsys.readouterr() == ("", "")


def test_it_is_the_bar_that_knows_notebooks(monkeypatch):
    made = []

    class Recorder(tqdm.auto.tqdm):
        def __init__(self, *args, **kwargs):
            made.append(kwargs["total"])
            super().__init__(*args, **kwargs)

    monkeypatch.setattr(tqdm.auto, "tqdm", Recorder)
    vrpcore.solve(random_cvrp(5, seed=1), "greedy", time_limit=None, stop=MaxIterations(3), progress=True)
    assert made == [3]


def test_without_tqdm_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(progress_bar, "find_spec", lambda name: None)
    with pytest.raises(MissingPackageError, match=r"pip install 'vrpcore\[progress\]'"):
        vrpcore.solve(random_cvrp(5, seed=1), progress=True)
    vrpcore.solve(random_cvrp(5, seed=1), "greedy")  # not asked for, not needed


@pytest.mark.parametrize("wrong", [1, "yes", [print]])
def test_what_cannot_listen_is_refused(wrong):
    with pytest.raises(TypeError, match="allowed: True for a progress bar"):
        vrpcore.solve(random_cvrp(5, seed=1), progress=wrong)
