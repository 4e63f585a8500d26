"""Exact solving with CP-SAT: the whole problem as one integer model, with a proof or a true lower bound."""

from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.cpsat.solver import CpsatSolver

__all__ = ["CpsatOptions", "CpsatSolver"]
