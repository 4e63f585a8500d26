"""Rules across objects: ids that must exist, figures that must fit together."""

from __future__ import annotations

from vrpcore.models.problem import Problem


def raise_faults(problem: Problem) -> None:
    """Placeholder until the rules stand."""
