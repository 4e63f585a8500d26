"""Legs between the places that matter, and lower bounds of the ways between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vrpcore.lowering.instance import Instance, IntArray

NO_WAY = 2**60
"""Lower bound of a way that does not exist; the sum of two still fits in 64 bits."""
_MOST_PLACES_FOR_SHORTEST_PATHS = 256


@dataclass(frozen=True, slots=True)
class Legs:
    """Legs of one travel profile; rows and columns are depots first, then the customers with candidates."""

    metres: IntArray
    """-1 where there is no way."""
    seconds: IntArray
    least_metres: IntArray
    """No way from row to column, over whatever places, is shorter."""
    least_seconds: IntArray


def make_legs(instance: Instance, profile: int, places: IntArray) -> Legs:
    """Look up the legs between places, and bound the ways between them from below.

    The bounds matter where the direct leg is not the shortest way, as in given matrices or where
    townships have their own speeds.
    """
    metres, seconds = instance.travel.legs(profile, places[:, None], places[None, :])
    return Legs(metres, seconds, _least(metres), _least(seconds))


def _least(legs: IntArray) -> IntArray:
    size = len(legs)
    least = np.where(legs < 0, NO_WAY, legs)
    np.fill_diagonal(least, 0)
    if size <= _MOST_PLACES_FOR_SHORTEST_PATHS:
        for via in range(size):
            np.minimum(least, least[:, via, None] + least[None, via, :], out=least)
        return np.asarray(np.minimum(least, NO_WAY), dtype=np.int64)
    # Any way is the direct leg, or leaves its origin and enters its destination by other legs.
    others = least.copy()
    np.fill_diagonal(others, NO_WAY)
    detour = others.min(axis=1)[:, None] + others.min(axis=0)[None, :]
    return np.asarray(np.minimum(least, np.minimum(detour, NO_WAY)), dtype=np.int64)
