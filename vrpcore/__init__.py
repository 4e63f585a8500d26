"""Vehicle routing for a distribution centre and its stores: orders in, a checked and costed plan out."""

from vrpcore import datasets, io, models, report
from vrpcore.api import evaluate, solve
from vrpcore.builder import Model
from vrpcore.models import Evaluation, Plan, Problem
from vrpcore.result import Result
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.progress import Progress
from vrpcore.solvers.registry import solver_names
from vrpcore.solvers.stop import FirstFeasible, MaxIterations, MaxRuntime, NoImprovement, Stop, TargetCost
from vrpcore.version import __version__

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
    "datasets",
    "evaluate",
    "io",
    "models",
    "report",
    "solve",
    "solver_names",
]
