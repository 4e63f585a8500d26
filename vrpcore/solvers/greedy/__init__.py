"""Greedy: regret insertion, then local search."""

from vrpcore.solvers.greedy.options import GreedyOptions
from vrpcore.solvers.greedy.solver import GreedySolver

__all__ = ["GreedyOptions", "GreedySolver"]
