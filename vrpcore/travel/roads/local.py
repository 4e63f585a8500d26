"""Travel in a network that is at hand."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from vrpcore.errors import TravelError
from vrpcore.models.location import Polygon
from vrpcore.travel.protocol import FloatArray, IntArray
from vrpcore.travel.roads import native
from vrpcore.travel.roads.graph import road_graph, usable_links
from vrpcore.travel.roads.network import RoadNetwork
from vrpcore.travel.roads.profiles import RoadProfile
from vrpcore.travel.roads.snapping import BoolArray, piece, snap
from vrpcore.travel.roads.source import Line, RoadMatrices


@dataclass(frozen=True, eq=False)
class NetworkRoads:
    """Fastest ways of a profile in a road network, computed by the native core.

    Parameters
    ----------
    network
        The roads.
    profile
        Who drives, and how fast.
    closures
        Areas, in the coordinates of the network, whose roads are closed: each road that touches one.
    threads
        How many threads compute; by default as many as there are processors. The figures do not depend on it.
    goes_on
        Asked before each row of a matrix: False ends the work with an error.
    """

    network: RoadNetwork
    profile: RoadProfile
    closures: Sequence[Polygon] = ()
    threads: int | None = None
    goes_on: Callable[[], bool] | None = None

    @property
    def coordinate_system(self) -> Literal["wgs84", "planar"]:
        """That of the network."""
        return self.network.coordinate_system

    @cached_property
    def fingerprint(self) -> str:
        """A name of network, profile and closures."""
        speeds = sorted(self.profile.speeds_kmh.items())
        areas = [[(corner.x, corner.y) for corner in area] for area in self.closures]
        text = (
            f"{self.network.fingerprint} {self.profile.vehicle} {speeds} {self.profile.max_speed_kmh} {areas}"
        )
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def closed(self) -> BoolArray:
        """Per link, whether an area closes it."""
        return closed_links(self.network, self.closures)

    @cached_property
    def _usable(self) -> BoolArray:
        usable = usable_links(self.network, self.profile, self.closed)
        if not usable.any():
            raise TravelError(
                f"no road of the network is open to a {self.profile.vehicle}; allowed: at least one; remedy: "
                "check access and closures, or give speeds for more classes of roads"
            )
        return usable

    def matrices(self, x: FloatArray, y: FloatArray) -> RoadMatrices:
        """Fastest ways between all places; see `RoadSource.matrices`."""
        snapped = snap(self.network, self._usable, x, y)
        graph = road_graph(self.network, self.profile, self.closed, snapped)
        threads = self.threads or os.cpu_count() or 1
        metres, seconds = native.load().many_to_many(
            graph.graph, graph.places, graph.places, threads, self.goes_on
        )
        if len(metres) != len(x):
            raise TravelError("the computation of travel along roads was ended before it was complete")
        return RoadMatrices(
            _thousandths(metres), _thousandths(seconds), snapped.distance_m, snapped.x, snapped.y
        )

    def lines(self, x: FloatArray, y: FloatArray) -> list[Line]:
        """The way from each place to the next; see `RoadSource.lines`."""
        snapped = snap(self.network, self._usable, x, y)
        graph = road_graph(self.network, self.profile, self.closed, snapped)
        begin, arcs = native.load().paths(graph.graph, graph.places[:-1], graph.places[1:])
        lines = []
        for leg in range(len(x) - 1):
            way = arcs[begin[leg] : begin[leg + 1]]
            pieces = [
                piece(self.network, int(graph.link[arc]), float(graph.begin[arc]), float(graph.end[arc]))
                for arc in way.tolist()
            ]
            lines.append(_joined(pieces))
        return lines


def closed_links(network: RoadNetwork, areas: Sequence[Polygon]) -> BoolArray:
    """Which links touch one of some areas."""
    closed = np.zeros(network.num_links, dtype=np.bool_)
    if not areas:
        return closed
    import shapely

    owner = np.repeat(np.arange(network.num_links), np.diff(network.shape_begin))
    lines = shapely.linestrings(np.stack((network.shape_x, network.shape_y), axis=1), indices=owner)
    polygons = [shapely.Polygon([(corner.x, corner.y) for corner in area]) for area in areas]
    closed[shapely.STRtree(lines).query(polygons, predicate="intersects")[1]] = True
    return closed


def _thousandths(figures: IntArray) -> IntArray:
    """Thousandths rounded to whole units; what is unreachable stays."""
    return np.where(figures < 0, figures, (figures + 500) // 1000)


def _joined(pieces: list[tuple[FloatArray, FloatArray]]) -> Line:
    line: Line = []
    for xs, ys in pieces:
        for point in zip(xs.tolist(), ys.tolist(), strict=True):
            if not line or line[-1] != point:
                line.append(point)
    return line
