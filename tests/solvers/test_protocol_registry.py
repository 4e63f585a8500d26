from importlib.metadata import EntryPoint

import pytest

from tests.testing.example_solver import NearestSolver
from vrpcore.errors import SolverUnavailableError, UnknownSolverError
from vrpcore.models import Feature
from vrpcore.solvers import registry
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.protocol import PROTOCOL_VERSION, Solver

HERE = __name__


class OfTheFuture(NearestSolver):
    protocol_version = PROTOCOL_VERSION + 1


class Raises:
    def __init__(self):
        raise KeyError("a plug-in may raise anything")


class Incomplete:
    name = "incomplete"
    protocol_version = PROTOCOL_VERSION


@pytest.fixture
def plugged(monkeypatch):
    """Plug-ins beside the built-in solvers."""
    plugins = {
        "nearest": "tests.testing.example_solver:NearestSolver",
        "future": f"{HERE}:OfTheFuture",
        "raises": f"{HERE}:Raises",
        "incomplete": f"{HERE}:Incomplete",
        "missing": "no_such_module_anywhere:Solver",
    }
    entries = dict(registry._entries())
    entries |= {name: EntryPoint(name, value, registry.GROUP) for name, value in plugins.items()}
    monkeypatch.setattr(registry, "_entries", lambda: entries)


def test_built_in_solvers_use_the_same_door():
    assert {"auto", "cpsat", "greedy", "milp"} <= set(registry.solver_names())
    assert list(registry.solver_names()) == sorted(registry.solver_names())


@pytest.mark.parametrize("name", ["auto", "cpsat", "greedy", "milp"])
def test_built_in_solvers_load(name):
    solver = registry.get_solver(name)
    assert isinstance(solver, Solver)
    assert solver.name == name


def test_unknown_names_are_refused_with_what_there_is():
    with pytest.raises(UnknownSolverError, match=r"no solver is called 'gredy'.*auto.*greedy"):
        registry.get_solver("gredy")


def test_a_plug_in_loads(plugged):
    assert registry.get_solver("nearest").name == "nearest"
    assert "nearest" in registry.solver_names()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("future", f"written for protocol {PROTOCOL_VERSION + 1}"),
        ("raises", "cannot be loaded: KeyError"),
        ("incomplete", "lacks attributes"),
        ("missing", "no_such_module_anywhere"),
    ],
)
def test_a_broken_plug_in_reports_alone(plugged, name, says):
    assert name in registry.solver_names()
    with pytest.raises(SolverUnavailableError, match=says):
        registry.get_solver(name)
    assert registry.get_solver("greedy").name == "greedy"


def test_missing_features_are_named_in_order():
    some = Capabilities(features=frozenset({Feature.STOCK, Feature.BREAKS}))
    needed = frozenset({Feature.STOCK, Feature.REACH, Feature.AREAS})
    assert some.missing(needed) == (Feature.REACH, Feature.AREAS)  # "reach of depots", "vehicle areas"
    assert some.missing(frozenset()) == ()
