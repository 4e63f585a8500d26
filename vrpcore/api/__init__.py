"""The facade: one call from a problem to a verified plan."""

from vrpcore.api.compare import compare
from vrpcore.api.facade import SolveFields, evaluate, solve

__all__ = ["SolveFields", "compare", "evaluate", "solve"]
