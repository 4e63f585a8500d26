"""What a solver returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vrpcore.lowering.solution import Solution
from vrpcore.solvers.stop import StopReason

SolverStatus = Literal["optimal", "feasible", "infeasible"]
"""Proven optimal; keeps every rule; leaves required orders unserved (or is proven impossible)."""
Statistic = int | float | str | bool


@dataclass(frozen=True, slots=True)
class SolverResult:
    """The best solution of a run."""

    solution: Solution
    cost: int
    """Exact cost of the solution in cost units; required orders left unserved add nothing."""
    status: SolverStatus
    stopped_by: StopReason
    bound: int | None = None
    """Proven lower bound of the problem in cost units, or None. Never a bound of an approximation."""
    iterations: int = 0
    statistics: dict[str, Statistic] = field(default_factory=dict)
    """Figures of the run that are particular to the solver."""
