"""Search: ruin and recreate over the whole model, in the native engine."""

from vrpcore.solvers.search.options import SearchOptions
from vrpcore.solvers.search.solver import SearchSolver

__all__ = ["SearchOptions", "SearchSolver"]
