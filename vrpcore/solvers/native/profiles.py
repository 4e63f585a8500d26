"""Travel as the engine gets it: matrices, or coordinates where those would fill the memory."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from vrpcore.lowering.instance import Instance
from vrpcore.solvers.native.limits import refuse_long_legs
from vrpcore.travel.planar import PlanarTable

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

MOST_PLANAR_PLACES_OF_MATRIX = 1_500
"""Beyond, the engine computes planar legs itself: soon that is faster than fetching them from the memory."""


def add_profiles(problem: _core.Problem, instance: Instance) -> tuple[int, int]:
    """Add all travel profiles; return metres and seconds that no leg exceeds.

    Raises
    ------
    ProblemTooLargeError
        If a leg is longer than the engine's integers hold.
    """
    longest = slowest = 0
    for profile in range(instance.travel.num_profiles):
        add = _add_formula if isinstance(instance.travel, PlanarTable) else _add_matrix
        metres, seconds = add(problem, instance, profile)
        longest, slowest = max(longest, metres), max(slowest, seconds)
    return longest, slowest


def computes_legs(instance: Instance) -> bool:
    """Whether the engine computes legs from coordinates again and again, and so needs no matrix."""
    travel = instance.travel
    return isinstance(travel, PlanarTable) and travel.num_places > MOST_PLANAR_PLACES_OF_MATRIX


def _add_matrix(problem: _core.Problem, instance: Instance, profile: int) -> tuple[int, int]:
    distances, durations = instance.travel.matrix(profile)
    longest, slowest = int(distances.max(initial=0)), int(durations.max(initial=0))
    refuse_long_legs(longest, "metres")
    refuse_long_legs(slowest, "seconds")
    problem.add_profile(np.ascontiguousarray(distances), np.ascontiguousarray(durations))
    return longest, slowest


def _add_formula(problem: _core.Problem, instance: Instance, profile: int) -> tuple[int, int]:
    assert isinstance(instance.travel, PlanarTable)
    formula = instance.travel.formula(profile)
    longest = math.ceil(formula.longest_m) + 1
    # Seconds follow from metres that are already rounded.
    pace = formula.longest_s / formula.longest_m if formula.longest_m > 0 else 0.0
    slowest = math.ceil(longest * pace) + 1
    refuse_long_legs(longest, "metres")
    refuse_long_legs(slowest, "seconds")
    problem.add_planar_profile(
        np.ascontiguousarray(formula.x),
        np.ascontiguousarray(formula.y),
        float(formula.scale),
        formula.detour,
        formula.down,
        formula.speed_kmh,
        formula.speeds_kmh,
        not computes_legs(instance),
    )
    return longest, slowest
