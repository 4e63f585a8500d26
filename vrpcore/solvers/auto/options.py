"""Options of the default solver."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vrpcore.models.base import Record


class AutoOptions(Record):
    """Which solvers take part. Nobody needs to touch these."""

    first: str = "greedy"
    """Solver that makes the plan everything else starts from."""
    search: str = "search"
    """Solver that improves plans of any size for as long as there is time; it may be missing."""
    first_orders: Annotated[int, Field(ge=0)] = 2_000
    """Above so many orders `search` makes the first plan itself, sooner than `first`."""
    first_share: Annotated[float, Field(gt=0, le=1)] = 0.3
    """Most of the time that `first` may take where `search` can run."""
    exact_orders: Annotated[int, Field(ge=0)] = 16
    """Up to so many orders a short search is enough, and the `exact` solver has the rest of the time."""
    exact: str = "cpsat"
    """Solver that can prove optimality."""
    heuristic: str = "milp"
    """Solver that improves plans of any size where `search` cannot run."""
    short_iterations: Annotated[int, Field(ge=1)] = 20_000
    """Iterations of the short search."""
    iterations_per_order: Annotated[int, Field(ge=1)] = 2_000
    """Without any limit on a run, the search ends after the short one's iterations plus so many per order."""
    min_improver_s: Annotated[float, Field(ge=0)] = 0.2
    """An improver is not started with less time left."""
