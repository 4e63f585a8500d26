"""Options of the default solver."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vrpcore.models.base import Record


class AutoOptions(Record):
    """Which solvers take part. Nobody needs to touch these."""

    first: str = "greedy"
    """Solver that makes the plan everything else starts from."""
    exact_orders: Annotated[int, Field(ge=0)] = 16
    """Up to so many orders the `exact` solver comes next, above it the `heuristic` one."""
    exact: str = "cpsat"
    """Solver that can prove optimality."""
    heuristic: str = "milp"
    """Solver that improves plans of any size."""
    min_improver_s: Annotated[float, Field(ge=0)] = 0.2
    """An improver is not started with less time left."""
