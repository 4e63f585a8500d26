"""Options of the CP-SAT solver."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vrpcore.models.base import Record


class CpsatOptions(Record):
    """How large a model may be, and how CP-SAT works on it."""

    max_candidates: Annotated[int, Field(ge=1, le=1_023)] = 15
    """Most ways of putting the orders of one customer and direction into visits: 15 is every subset of 4."""
    max_parts: Annotated[int, Field(ge=1, le=10_000)] = 100
    """As many where orders are splittable, each part that a visit could bring counted: an order of 8 cases
    has 20. Where there are more, only the parts that stock, bands, and capacities suggest are in the
    model, or whole orders alone, and neither a bound nor an optimum is claimed."""
    memory_mb: Annotated[int, Field(ge=64)] = 4_096
    """Most memory the model may need; a problem estimated to need more is refused."""
    linearization: Annotated[int, Field(ge=0, le=2)] = 2
    """How much of the model CP-SAT also treats as a linear relaxation: 0 nothing, 1 the usual, 2 all."""
    warm_start: bool = True
    """Whether to start from the greedy solver's plan where no better one is given."""
