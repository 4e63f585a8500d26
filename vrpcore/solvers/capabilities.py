"""What a solver declares about itself."""

from __future__ import annotations

from dataclasses import dataclass

from vrpcore.models.features import Feature


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Features a solver honours, and what it can promise about its answers."""

    features: frozenset[Feature]
    """A problem that needs any other feature is refused by name."""
    proves_optimality: bool = False
    gives_bounds: bool = False
    """Whether `SolverResult.bound` can be a true lower bound of the problem."""
    is_deterministic: bool = True
    """Same seed, threads and deterministic stop rule: same solution."""
    takes_warm_start: bool = False
    can_cancel: bool = True

    def missing(self, needed: frozenset[Feature]) -> tuple[Feature, ...]:
        """Return the needed features that the solver does not honour, sorted by name."""
        return tuple(sorted(needed - self.features))
