"""Distances and durations in the shapes that vectorised checks ask for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.travel.protocol import TravelTable

MAX_MATRIX_PLACES = 4_000
"""Up to this many places a full matrix per profile is kept; beyond, legs are computed as asked for."""


class Legs:
    """Legs by profile, from a matrix where the problem is small enough."""

    def __init__(self, travel: TravelTable) -> None:
        self._travel = travel
        self._has_matrix = travel.num_places <= MAX_MATRIX_PLACES
        self._forth: dict[int, tuple[IntArray, IntArray]] = {}
        self._back: dict[int, tuple[IntArray, IntArray]] = {}

    def _matrices(self, profile: int) -> tuple[IntArray, IntArray]:
        if profile not in self._forth:
            forth = self._travel.matrix(profile)
            if np.array_equal(forth[0], forth[1]):
                forth = (forth[0], forth[0])  # one gather instead of two
            back = tuple(one if np.array_equal(one, one.T) else np.ascontiguousarray(one.T) for one in forth)
            self._forth[profile] = forth
            self._back[profile] = (back[0], back[0] if forth[1] is forth[0] else back[1])
        return self._forth[profile]

    def between(self, profile: int, origins: IntArray, destinations: IntArray) -> tuple[IntArray, IntArray]:
        """Metres and seconds from each origin (row) to each destination (column)."""
        if not self._has_matrix:
            return self._travel.legs(profile, origins[:, None], destinations[None, :])
        distances, durations = self._matrices(profile)
        metres = distances[origins].take(destinations, axis=1)
        if durations is distances:
            return metres, metres
        return metres, durations[origins].take(destinations, axis=1)

    def into(self, profile: int, destinations: IntArray, origins: IntArray) -> tuple[IntArray, IntArray]:
        """Metres and seconds to each destination (row) from each origin (column)."""
        if not self._has_matrix:
            return self._travel.legs(profile, origins[None, :], destinations[:, None])
        self._matrices(profile)
        distances, durations = self._back[profile]
        metres = distances[destinations].take(origins, axis=1)
        if durations is distances:
            return metres, metres
        return metres, durations[destinations].take(origins, axis=1)

    def pairs(
        self, profile: int, origins: Sequence[int], destinations: Sequence[int]
    ) -> tuple[list[int], list[int]]:
        """Metres and seconds of single legs, as plain integers."""
        if self._has_matrix:
            distances, durations = self._matrices(profile)
            return distances[origins, destinations].tolist(), durations[origins, destinations].tolist()
        metres, seconds = self._travel.legs(profile, origins, destinations)
        return metres.tolist(), seconds.tolist()
