"""Options of the default solver."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vrpcore.models.base import Many, Record


class AutoOptions(Record):
    """Which solvers take part. Nobody needs to touch these."""

    first: str = "greedy"
    """Solver that makes the plan everything else starts from."""
    improvers: Many[str] = ("cpsat", "milp")
    """Solvers that then improve the best plan, in this order, each where it fits and is installed."""
    exact_orders: Annotated[int, Field(ge=0)] = 16
    """Up to so many orders the exact solvers may take all the time that is left."""
    min_improver_s: Annotated[float, Field(ge=0)] = 0.2
    """An improver is not started with less time left."""
