"""From GPS degrees to the degrees of Chinese map services (GCJ-02), and back.

Travel uses GCJ-02 coordinates as they are. Convert only to mix them with GPS positions, or to draw on a map
of the other system: the two differ by some 300 to 700 m.

The system is not published; the formulae are those that have been in public use since it was worked out from
samples (deviations of a metre or two from the services are to be expected).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vrpcore.travel.protocol import FloatArray

_SEMI_MAJOR_M = 6_378_245.0
"""Krassowsky 1940 ellipsoid, on which the shift is defined."""
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_MAX_ITERATIONS = 30


def wgs84_to_gcj02(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Shift GPS degrees to GCJ-02; places outside the rectangle around China stay as they are.

    Parameters
    ----------
    longitude, latitude
        Degrees, single or arrays of one shape.

    Returns
    -------
    tuple
        Longitude and latitude in GCJ-02.
    """
    lon, lat = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    east, north = _shift_m(lon - 105.0, lat - 35.0)
    radians = np.radians(lat)
    magic = 1 - _ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    meridian_radius = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / magic**1.5
    parallel_radius = _SEMI_MAJOR_M / np.sqrt(magic) * np.cos(radians)
    inside = _in_china(lon, lat)
    return (
        lon + np.where(inside, np.degrees(east / parallel_radius), 0.0),
        lat + np.where(inside, np.degrees(north / meridian_radius), 0.0),
    )


def gcj02_to_wgs84(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Undo `wgs84_to_gcj02`, by fixed-point iteration, to far below a millimetre.

    Parameters
    ----------
    longitude, latitude
        Degrees in GCJ-02, single or arrays of one shape.

    Returns
    -------
    tuple
        Longitude and latitude of GPS.
    """
    target_lon, target_lat = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    lon, lat = target_lon, target_lat
    for _ in range(_MAX_ITERATIONS):
        shifted_lon, shifted_lat = wgs84_to_gcj02(lon, lat)
        error_lon, error_lat = target_lon - shifted_lon, target_lat - shifted_lat
        lon, lat = lon + error_lon, lat + error_lat
        if max(np.abs(error_lon).max(initial=0), np.abs(error_lat).max(initial=0)) < 1e-12:
            break
    return lon, lat


def _in_china(lon: FloatArray, lat: FloatArray) -> npt.NDArray[np.bool_]:
    return np.asarray((lon >= 72.004) & (lon <= 137.8347) & (lat >= 0.8293) & (lat <= 55.8271))


def _shift_m(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The shift in metres to the east and north, for degrees counted from 105° E, 35° N."""
    root = np.sqrt(np.abs(x))
    common = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    east = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * root
    east += (common + _waves(x, (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * root
    north += (common + _waves(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))) * 2 / 3
    return east, north


def _waves(degrees: FloatArray, *terms: tuple[float, float]) -> FloatArray:
    waves = np.zeros_like(degrees)
    for amplitude, frequency in terms:
        waves = waves + amplitude * np.sin(frequency * np.pi * degrees)
    return waves
