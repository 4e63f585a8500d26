"""What a running solver tells about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A snapshot of a run."""

    solver: str
    phase: str
    """What the solver is doing, in a word or two."""
    elapsed_s: float
    iteration: int
    cost: int | None
    """Cost of the best solution so far in cost units; None while there is none."""
    bound: int | None = None
    """Proven lower bound so far."""


ProgressListener = Callable[[Progress], object]
"""Called from the solving thread, at most every 0.1 s and at each new phase; its result is ignored."""
