"""Channel, depot, vehicle and shift assignment as a mixed-integer program, then sequencing."""

from vrpcore.solvers.milp.options import MilpOptions
from vrpcore.solvers.milp.solver import MilpSolver

__all__ = ["MilpOptions", "MilpSolver"]
