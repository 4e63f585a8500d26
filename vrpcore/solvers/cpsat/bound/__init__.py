"""A lower bound by linear programming, for problems that are too large for CP-SAT to bound in time."""

from vrpcore.solvers.cpsat.bound.lower import proven_bound

__all__ = ["proven_bound"]
