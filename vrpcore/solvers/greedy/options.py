"""What users may set about the greedy solver."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class GreedyOptions(BaseModel):
    """Options of `GreedySolver`; the defaults suit one vehicle as well as a thousand."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    local_search: bool = True
    """Whether the plan is improved after construction."""
    native: bool = True
    """Whether to use the native engine where it is installed and honours all that the problem asks for; False
    forces the slower path in Python."""
    iterations_per_visit: Annotated[int, Field(ge=0, le=1_000_000)] = 3
    """Native path: ruins and recreations after construction for each visit, besides a thousand, and a third
    of that for each visit beyond the 500th."""
    num_neighbours: Annotated[int, Field(ge=1, le=1_000)] = 8
    """Python path: nearest visits that local search looks at for each visit."""
    max_regret_cells: Annotated[int, Field(ge=0)] = 40_000
    """Python path: up to this many visits times kinds of unused vehicles, a second first plan is built, by
    regret insertion alone, and the better one is kept; beyond, the one by savings is all."""
    max_dissolved_visits: Annotated[int, Field(ge=0)] = 800
    """Python path: before the local search, whole routes are dissolved, those with few visits first, until so
    many visits were tried elsewhere; after it, until an eighth of as many were."""
