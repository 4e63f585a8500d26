"""Euclidean travel between planar coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vrpcore.models.travel import PlanarTravel
from vrpcore.travel.coordinates import CoordinateTable
from vrpcore.travel.places import Places
from vrpcore.travel.protocol import FloatArray


@dataclass(frozen=True, slots=True)
class PlanarFormula:
    """All that the legs of a profile are computed from; see `vrpcore.models.PlanarTravel`."""

    x: FloatArray
    y: FloatArray
    scale: int
    detour: float
    down: bool
    speed_kmh: float
    speeds_kmh: FloatArray | None
    """By place; None where it is `speed_kmh` everywhere."""
    longest_m: float
    longest_s: float
    """What no leg exceeds, apart from rounding."""


class PlanarTable(CoordinateTable):
    """``rounding(scale * sqrt(dx**2 + dy**2) * detour)`` metres; see `vrpcore.models.PlanarTravel`.

    Square root, product and sum are the operations that IEEE 754 rounds correctly, so the figures are
    the same on every platform, singly or by the matrix. With integer coordinates truncation is exact: the
    square root of a whole number is either whole, and then found exactly, or far from any multiple of 0.1.
    """

    def __init__(self, travel: PlanarTravel, places: Places) -> None:
        super().__init__(places, travel.profiles, travel.scale, down=travel.rounding == "down")
        if places.ids:
            self._check_magnitude(float(np.hypot(np.ptp(places.x), np.ptp(places.y))))

    def formula(self, profile_idx: int) -> PlanarFormula:
        """What a solver needs to compute single legs itself."""
        profile, places = self._profiles[profile_idx], self._places
        diagonal = float(np.hypot(np.ptp(places.x), np.ptp(places.y))) if places.ids else 0.0
        longest_m, longest_s = self._longest(diagonal, profile_idx)
        return PlanarFormula(
            x=places.x,
            y=places.y,
            scale=self._scale,
            detour=profile.detour,
            down=self._down,
            speed_kmh=profile.speed_kmh,
            speeds_kmh=self._speeds[profile_idx],
            longest_m=longest_m,
            longest_s=longest_s,
        )

    def _straight(self, origins: npt.NDArray[np.intp], destinations: npt.NDArray[np.intp]) -> FloatArray:
        return planar_distance(self._places, origins, destinations)


def planar_distance(
    places: Places, origins: npt.NDArray[np.intp], destinations: npt.NDArray[np.intp]
) -> FloatArray:
    """Euclidean distance in coordinate units."""
    # Arrays even for single legs, so that the caller may go on in place.
    dx = np.asarray(places.x[origins] - places.x[destinations])
    dy = np.asarray(places.y[origins] - places.y[destinations])
    dx *= dx
    dy *= dy
    dx += dy
    return np.sqrt(dx, out=dx)
