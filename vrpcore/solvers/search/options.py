"""What users may set about the native search."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class SearchOptions(BaseModel):
    """Options of `SearchSolver`. Nobody needs to touch these; cpp/engine/search.hpp has the same defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    mean_removed: Annotated[float, Field(ge=1, le=1_000)] = 10.0
    """Visits that an iteration removes on average."""
    max_string: Annotated[float, Field(ge=1, le=1_000)] = 10.0
    """Most neighbouring visits that it removes from one route."""
    num_neighbours: Annotated[int, Field(ge=1, le=1_000)] = 40
    """Nearest visits beside which an absent visit is tried."""
    blink: Annotated[float, Field(ge=0, lt=1)] = 0.01
    """Probability of passing over a better position."""
    hot: Annotated[float, Field(gt=0, le=1e6)] = 1.0
    """First temperature of the annealing, in costs of a mean leg to a near neighbour."""
    cold: Annotated[float, Field(gt=0, le=1e6)] = 0.01
    """Last temperature, in the same measure."""
    absent_tried: Annotated[int, Field(ge=0, le=1_000)] = 4
    """Absent visits near those removed that are tried as well."""
