"""A road network: junctions, the roads between them, and who may drive there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from vrpcore.travel.geodesic import EARTH_RADIUS_M
from vrpcore.travel.protocol import FloatArray
from vrpcore.travel.roads.profiles import ROAD_CLASSES, ROAD_VEHICLES, RoadProfile, RoadVehicle

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class RoadNetwork:
    """Roads as arrays: one entry per link, a stretch of road between two junctions.

    Made by `read_osm` and `network_from_edges`. Arrays are not to be written to.
    """

    x: FloatArray
    """Longitude, or metres to the east, of each junction."""
    y: FloatArray
    tail: Int32Array
    """Junction where each link begins, as drawn."""
    head: Int32Array
    length_m: FloatArray
    road_class: npt.NDArray[np.int8]
    """Position in `ROAD_CLASSES`."""
    max_speed_kmh: FloatArray
    """Speed limit of each link; infinite where none is known."""
    forward: npt.NDArray[np.uint8]
    """Who may drive from tail to head: bit k stands for ``ROAD_VEHICLES[k]``."""
    backward: npt.NDArray[np.uint8]
    shape_begin: npt.NDArray[np.int64]
    """Points of link k are ``shape_begin[k]:shape_begin[k + 1]``, both ends included."""
    shape_x: FloatArray
    shape_y: FloatArray
    coordinate_system: Literal["wgs84", "planar"] = "wgs84"

    @property
    def num_links(self) -> int:
        """Number of links."""
        return len(self.tail)

    @property
    def num_junctions(self) -> int:
        """Number of junctions."""
        return len(self.x)

    def __repr__(self) -> str:
        """Sizes only."""
        kilometres = float(self.length_m.sum()) / 1000
        return (
            f"RoadNetwork({self.num_junctions:,} junctions, {self.num_links:,} links, {kilometres:,.0f} km)"
        )

    @cached_property
    def fingerprint(self) -> str:
        """A name for exactly these roads: equal content, equal name."""
        digest = hashlib.sha256(self.coordinate_system.encode())
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                digest.update(f"{item.name}{value.dtype}{value.shape}".encode())
                digest.update(np.ascontiguousarray(value).tobytes())
        return digest.hexdigest()

    def speeds_kmh(self, profile: RoadProfile) -> FloatArray:
        """The speed of a profile on each link; 0 where its class is not used."""
        by_class = np.array([profile.speeds_kmh.get(name, 0.0) for name in ROAD_CLASSES])
        speeds = np.minimum(by_class[self.road_class], self.max_speed_kmh)
        return np.asarray(np.minimum(speeds, profile.max_speed_kmh))

    def may_drive(self, profile: RoadProfile) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Whether a profile may use each link from tail to head, and from head to tail."""
        bit = vehicle_bit(profile.vehicle)
        is_used = self.speeds_kmh(profile) > 0
        return ((self.forward & bit) != 0) & is_used, ((self.backward & bit) != 0) & is_used

    def metres(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Coordinates as metres on a plane that touches the middle of the network.

        Good to a few tenths of a percent over a county: enough to find the nearest road.
        """
        x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        if self.coordinate_system == "planar":
            return x, y
        metres_per_degree = EARTH_RADIUS_M * np.pi / 180
        middle = float(self.y.min() + self.y.max()) / 2 if len(self.y) else 0.0
        return x * metres_per_degree * np.cos(np.radians(middle)), y * metres_per_degree


def vehicle_bit(vehicle: RoadVehicle) -> int:
    """The bit of a vehicle in `RoadNetwork.forward` and `RoadNetwork.backward`."""
    return 1 << ROAD_VEHICLES.index(vehicle)


def lengths_m(
    shape_begin: npt.NDArray[np.int64], x: FloatArray, y: FloatArray, *, planar: bool
) -> FloatArray:
    """Lengths of polylines in metres: great circles between points, or straight lines on a plane."""
    if planar:
        pieces = np.hypot(np.diff(x), np.diff(y))
    else:
        lon, lat = np.radians(x), np.radians(y)
        chord = np.sin(np.diff(lat) / 2) ** 2
        chord += np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
        pieces = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    along = np.concatenate(([0.0], np.cumsum(pieces)))
    return np.asarray(along[shape_begin[1:] - 1] - along[shape_begin[:-1]])
