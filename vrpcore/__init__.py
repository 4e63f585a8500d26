"""Vehicle routing for a distribution centre and its stores: orders in, a checked and costed plan out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from vrpcore import models
from vrpcore.api import compare, evaluate, solve
from vrpcore.builder import Model
from vrpcore.models import Evaluation, Plan, Problem
from vrpcore.result import Result
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.progress import Progress
from vrpcore.solvers.registry import solver_names
from vrpcore.solvers.stop import FirstFeasible, MaxIterations, MaxRuntime, NoImprovement, Stop, TargetCost
from vrpcore.version import __version__

if TYPE_CHECKING:
    from vrpcore import datasets, errors, io, report

__all__ = [
    "CancelToken",
    "Evaluation",
    "FirstFeasible",
    "MaxIterations",
    "MaxRuntime",
    "Model",
    "NoImprovement",
    "Plan",
    "Problem",
    "Progress",
    "Result",
    "Stop",
    "TargetCost",
    "__version__",
    "compare",
    "datasets",
    "errors",
    "evaluate",
    "io",
    "models",
    "report",
    "solve",
    "solver_names",
]

_ON_DEMAND = frozenset({"datasets", "errors", "io", "report"})


def __getattr__(name: str) -> object:
    """Import larger parts when first used: every start would be a fifth slower (decision 0008)."""
    if name in _ON_DEMAND:
        return import_module(f"vrpcore.{name}")
    raise AttributeError(f"module 'vrpcore' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
