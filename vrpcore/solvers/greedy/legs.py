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
        self._size = travel.num_places
        self._flat: dict[int, tuple[IntArray, IntArray]] = {}
        self._stays: dict[tuple[int, int], int] = {}

    def each(self, profile: int, origins: IntArray, destinations: IntArray) -> tuple[IntArray, IntArray]:
        """Metres and seconds of legs; origins and destinations are broadcast against each other."""
        if self._size > MAX_MATRIX_PLACES:
            return self._travel.legs(profile, origins, destinations)
        if profile not in self._flat:
            metres, seconds = (matrix.ravel() for matrix in self._travel.matrix(profile))
            # One gather instead of two where both are the same figures, as in benchmark instances.
            self._flat[profile] = (metres, metres if np.array_equal(metres, seconds) else seconds)
        metres, seconds = self._flat[profile]
        idx = origins * self._size + destinations
        found = metres.take(idx)
        return found, found if seconds is metres else seconds.take(idx)

    def between(self, profile: int, origins: IntArray, destinations: IntArray) -> tuple[IntArray, IntArray]:
        """Metres and seconds from each origin (row) to each destination (column)."""
        return self.each(profile, origins[:, None], destinations[None, :])

    def into(self, profile: int, destinations: IntArray, origins: IntArray) -> tuple[IntArray, IntArray]:
        """Metres and seconds to each destination (row) from each origin (column)."""
        return self.each(profile, origins[None, :], destinations[:, None])

    def one(self, profile: int, origin: int, destination: int) -> tuple[int, int]:
        """Metres and seconds of a single leg, as plain integers."""
        if profile not in self._flat:
            (metres,), (seconds,) = self.pairs(profile, [origin], [destination])
            return metres, seconds
        flat = self._flat[profile]
        idx = origin * self._size + destination
        return int(flat[0][idx]), int(flat[1][idx])

    def stay(self, profile: int, place: int) -> int:
        """Seconds of the leg from a place to itself."""
        found = self._stays.get((profile, place))
        if found is None:
            found = self._stays[profile, place] = self.pairs(profile, [place], [place])[1][0]
        return found

    def pairs(
        self, profile: int, origins: Sequence[int], destinations: Sequence[int]
    ) -> tuple[list[int], list[int]]:
        """Metres and seconds of single legs, as plain integers."""
        metres, seconds = self.each(profile, np.array(origins), np.array(destinations))
        return metres.tolist(), seconds.tolist()
