"""Great-circle travel between degrees of longitude and latitude."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vrpcore.errors import TravelError
from vrpcore.models.travel import GeodesicTravel
from vrpcore.travel.coordinates import CoordinateTable
from vrpcore.travel.places import Places, listed
from vrpcore.travel.protocol import FloatArray

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the WGS-84 ellipsoid (IUGG R1), in metres."""


class GeodesicTable(CoordinateTable):
    """``round(haversine * detour)`` metres; see `vrpcore.models.GeodesicTravel`.

    GCJ-02 degrees are used as they are: that system moves neighbouring places by nearly the same few hundred
    metres, which changes distances within a county by 0.1 % on average and 0.6 % at most, far less than the
    detour factor errs. `vrpcore.travel.gcj02` converts.
    """

    def __init__(self, travel: GeodesicTravel, places: Places) -> None:
        super().__init__(places, travel.profiles)
        self._points = unit_vectors(places)
        self._check_magnitude(EARTH_RADIUS_M * np.pi)

    def _straight(self, origins: npt.NDArray[np.intp], destinations: npt.NDArray[np.intp]) -> FloatArray:
        return great_circle(self._points, origins, destinations)


def unit_vectors(places: Places) -> FloatArray:
    """The places on the unit sphere: three rows x, y, z; NaN where there is no location.

    Raises
    ------
    TravelError
        If coordinates are not degrees.
    """
    wrong = np.flatnonzero((np.abs(places.x) > 180) | (np.abs(places.y) > 90))
    if wrong.size:
        raise TravelError(
            f"coordinates of {listed([places.ids[i] for i in wrong])} are not degrees; allowed: longitude x "
            "from -180 to 180, latitude y from -90 to 90; remedy: swap x and y, or use planar travel"
        )
    longitude, latitude = np.radians(places.x), np.radians(places.y)
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )


def great_circle(
    points: FloatArray, origins: npt.NDArray[np.intp], destinations: npt.NDArray[np.intp]
) -> FloatArray:
    """Great-circle distance in metres.

    ``2 R asin(chord / 2)``, which is the haversine formula with its radicand computed as the squared
    chord between unit vectors: as exact for neighbours, and no sines are needed leg by leg.
    """
    squared = np.zeros(np.broadcast_shapes(origins.shape, destinations.shape))
    for row in points:
        along = np.asarray(row[origins] - row[destinations])
        along *= along
        squared += along
    half_chord = np.sqrt(squared, out=squared)
    half_chord *= 0.5
    np.minimum(half_chord, 1.0, out=half_chord)  # antipodes may exceed 1 by a rounding error
    angle = np.arcsin(half_chord, out=half_chord)
    angle *= 2 * EARTH_RADIUS_M
    return angle
