"""The default solver: the best available, never without an answer."""

from vrpcore.solvers.auto.options import AutoOptions
from vrpcore.solvers.auto.solver import AutoSolver

__all__ = ["AutoOptions", "AutoSolver"]
