"""What planar and geodesic travel share: legs computed from coordinates when they are asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
import numpy.typing as npt

from vrpcore.errors import MagnitudeError, UnsupportedFeatureError
from vrpcore.models.base import MAX_METRES, MAX_SECONDS
from vrpcore.models.features import Feature
from vrpcore.models.travel import TravelProfile
from vrpcore.travel.places import Places
from vrpcore.travel.profiles import find_profile, require_matrix_size
from vrpcore.travel.protocol import FloatArray, IntArray

_BLOCK_ROWS = 128
"""Rows of a matrix computed at a time: keeps temporaries in the cache, far below the matrix itself."""


class CoordinateTable(ABC):
    """Travel computed from coordinates; subclasses say what the straight line is.

    Parameters
    ----------
    places
        All places, each with coordinates.
    profiles
        How vehicles move.
    scale
        Metres per unit of the subclass's straight line.
    down
        Whether distances are truncated instead of rounded half to even.

    Raises
    ------
    TravelError
        If a place has no coordinates.
    MagnitudeError
        If a leg could exceed `MAX_METRES` or `MAX_SECONDS`.
    UnsupportedFeatureError
        If a profile has time slices.
    """

    def __init__(
        self, places: Places, profiles: tuple[TravelProfile, ...], scale: int = 1, down: bool = False
    ) -> None:
        if any(profile.time_slices for profile in profiles):
            raise UnsupportedFeatureError("vrpcore.travel", [str(Feature.TIME_DEPENDENT_TRAVEL)])
        places.require_locations()
        self._places = places
        self._profiles = profiles
        self._scale = scale
        self._down = down
        self._matrices: dict[int, tuple[IntArray, IntArray]] = {}
        self._speeds = [_speeds(profile, places.township_ids) for profile in profiles]

    def __getstate__(self) -> dict[str, object]:
        """All but the matrices: they are large, soon made again, and writeable after pickling."""
        return {**self.__dict__, "_matrices": {}}

    @property
    def num_places(self) -> int:
        """Number of depots and customers together."""
        return len(self._places.ids)

    @property
    def num_profiles(self) -> int:
        """Number of travel profiles."""
        return len(self._profiles)

    def profile_idx(self, profile_id: str) -> int:
        """Position of a profile."""
        return find_profile(self._profiles, profile_id)

    def legs(
        self,
        profile_idx: int,
        origins: npt.ArrayLike,
        destinations: npt.ArrayLike,
        departure_s: int = 0,
    ) -> tuple[IntArray, IntArray]:
        """Metres and seconds of single legs; see `TravelTable.legs`."""
        origin = np.asarray(origins, dtype=np.intp)
        destination = np.asarray(destinations, dtype=np.intp)
        metres = self._straight(origin, destination)
        # In this order, since the documented formula is scale * straight line * detour, truncated exactly.
        metres *= self._scale
        metres *= self._profiles[profile_idx].detour
        np.trunc(metres, out=metres) if self._down else np.rint(metres, out=metres)
        distances = metres.astype(np.int64)
        speeds = self._speeds[profile_idx]
        if speeds is None:
            metres *= 3.6
            metres /= self._profiles[profile_idx].speed_kmh
        else:
            metres *= 1.8  # half of the leg at the speed of either end, km/h
            # A single leg would come out as a scalar, which cannot be written to below.
            metres = np.asarray(metres / speeds[origin] + metres / speeds[destination])
        return distances, np.rint(metres, out=metres).astype(np.int64)

    def matrix(self, profile_idx: int, departure_s: int = 0) -> tuple[IntArray, IntArray]:
        """All metres and seconds; see `TravelTable.matrix`."""
        if profile_idx not in self._matrices:
            self._matrices[profile_idx] = self._full(profile_idx)
        return self._matrices[profile_idx]

    def straight_line_m(self, origins: npt.ArrayLike, destinations: npt.ArrayLike) -> FloatArray:
        """Metres as the crow flies; see `TravelTable.straight_line_m`."""
        straight = self._straight(np.asarray(origins, dtype=np.intp), np.asarray(destinations, dtype=np.intp))
        straight *= self._scale
        return straight

    def _longest(self, straight: float, profile_idx: int) -> tuple[float, float]:
        """Metres and seconds of a straight line in a profile, at the least speed there is."""
        profile, speeds = self._profiles[profile_idx], self._speeds[profile_idx]
        metres = straight * self._scale * profile.detour
        slowest = profile.speed_kmh if speeds is None else float(speeds.min(initial=profile.speed_kmh))
        return metres, metres * 3.6 / slowest

    @abstractmethod
    def _straight(self, origins: npt.NDArray[np.intp], destinations: npt.NDArray[np.intp]) -> FloatArray:
        """Straight lines between places in the broadcast shape, as a new array of at least the shape ()."""

    def _full(self, profile_idx: int) -> tuple[IntArray, IntArray]:
        size = self.num_places
        require_matrix_size(size)
        distances = np.empty((size, size), dtype=np.int64)
        durations = np.empty((size, size), dtype=np.int64)
        everywhere = np.arange(size)
        for first in range(0, size, _BLOCK_ROWS):
            # Straight lines and what follows from them are the same there and back, to the last bit.
            rows = slice(first, first + _BLOCK_ROWS)
            metres, seconds = self.legs(profile_idx, everywhere[rows, None], everywhere[first:])
            distances[rows, first:], durations[rows, first:] = metres, seconds
            distances[first:, rows], durations[first:, rows] = metres.T, seconds.T
        distances.setflags(write=False)
        durations.setflags(write=False)
        return distances, durations

    def _check_magnitude(self, longest: float) -> None:
        """Refuse what could overflow, given a straight line that no leg exceeds."""
        for profile_idx, profile in enumerate(self._profiles):
            metres, seconds = self._longest(longest, profile_idx)
            if metres > MAX_METRES or seconds > MAX_SECONDS:
                raise MagnitudeError(
                    f"travel profile {profile.id!r}: a leg could take {metres:.4g} m and {seconds:.4g} s; "
                    f"allowed: up to {MAX_METRES:.0e} m and {MAX_SECONDS:.0e} s; "
                    "remedy: check the coordinates, the scale, the detour and the speeds"
                )


def _speeds(profile: TravelProfile, township_ids: tuple[str | None, ...]) -> FloatArray | None:
    """The speed at each place in km/h, or None where it is the same everywhere."""
    if not profile.area_speeds:
        return None
    by_township = {area.township_id: area.speed_kmh for area in profile.area_speeds}
    return np.array(
        [
            profile.speed_kmh if township is None else by_township.get(township, profile.speed_kmh)
            for township in township_ids
        ],
        dtype=np.float64,
    )
