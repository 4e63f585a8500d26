"""Road networks from extracts of OpenStreetMap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np

from vrpcore.errors import FileFormatError, MissingPackageError
from vrpcore.travel.roads.network import RoadNetwork, lengths_m, vehicle_bit
from vrpcore.travel.roads.profiles import ROAD_CLASSES, ROAD_VEHICLES
from vrpcore.travel.roads.tags import Way, blocked_by, way_of


def read_osm(path: str | Path) -> RoadNetwork:
    """Read the roads of an extract: junctions, one-way rules, access, speed limits, shapes.

    Barriers that stop a vehicle are kept; forbidden turns and the times of restrictions are not read.

    Parameters
    ----------
    path
        A file of OpenStreetMap: ``.osm.pbf``, ``.osm``, ``.osm.gz``, ``.osm.bz2``.

    Raises
    ------
    MissingPackageError
        Without the package osmium (``pip install vrpcore[osm]``).
    FileFormatError
        If the file cannot be read as such an extract, or has no roads.
    FileNotFoundError
        If there is no such file.

    Notes
    -----
    Data of OpenStreetMap is under the Open Database License: say where it comes from.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(2, "no such file", str(path))
    builder = _Builder()
    try:
        for way, nodes in _ways(path):
            builder.add(way, nodes)
        barriers = _barriers(path, builder.nodes) if builder.links else {}
    except RuntimeError as error:  # what osmium raises for anything that it cannot parse
        raise FileFormatError(
            f"{path} cannot be read as an extract of OpenStreetMap: {error}; allowed: .osm.pbf, .osm, "
            ".osm.gz, .osm.bz2; remedy: download it again, or convert it"
        ) from error
    if not builder.links:
        raise FileFormatError(
            f"{path} has no roads; allowed: ways with the tag highway; remedy: choose another extract"
        )
    return builder.network(barriers)


_ALL = sum(vehicle_bit(vehicle) for vehicle in ROAD_VEHICLES)
_Nodes = list[tuple[int, float, float]]
"""Id, longitude and latitude."""


def _osmium() -> ModuleType:
    try:
        import osmium
    except ImportError as error:
        raise MissingPackageError(
            "reading extracts of OpenStreetMap needs the package osmium; remedy: pip install 'vrpcore[osm]'"
        ) from error
    return osmium


def _ways(path: Path) -> Iterator[tuple[Way, _Nodes]]:
    osmium = _osmium()
    found = osmium.FileProcessor(str(path)).with_locations()
    for item in found.with_filter(osmium.filter.KeyFilter("highway")):
        if not item.is_way():
            continue
        way = way_of(dict(item.tags))
        if way is None:
            continue
        # Nodes beyond the border of an extract have no place: the road ends there.
        piece: _Nodes = []
        for node in item.nodes:
            if node.location.valid():
                piece.append((node.ref, node.lon, node.lat))
                continue
            if len(piece) > 1:
                yield way, piece
            piece = []
        if len(piece) > 1:
            yield way, piece


def _barriers(path: Path, nodes: frozenset[int]) -> dict[int, int]:
    """Nodes that stop vehicles, and the bits of those."""
    osmium = _osmium()
    found = osmium.FileProcessor(str(path), osmium.osm.NODE)
    barriers = {}
    for node in found.with_filter(osmium.filter.KeyFilter("barrier")):
        if node.id in nodes:
            blocked = blocked_by(dict(node.tags))
            if blocked:
                barriers[node.id] = blocked
    return barriers


class _Builder:
    """Ways cut at junctions: where ways end or meet, or something stops vehicles."""

    def __init__(self) -> None:
        self.links: list[tuple[Way, _Nodes]] = []
        self._uses: dict[int, int] = {}

    @property
    def nodes(self) -> frozenset[int]:
        """All nodes on roads."""
        return frozenset(self._uses)

    def add(self, way: Way, nodes: _Nodes) -> None:
        self.links.append((way, nodes))
        for node, _, _ in nodes:
            self._uses[node] = self._uses.get(node, 0) + 1
        for node, _, _ in (nodes[0], nodes[-1]):
            self._uses[node] += 1

    def network(self, barriers: dict[int, int]) -> RoadNetwork:
        """The network, given the nodes that stop vehicles."""
        junctions: dict[int, int] = {}
        places: list[tuple[float, float]] = []
        ends: list[tuple[int, int]] = []
        ways: list[Way] = []
        points: list[tuple[float, float]] = []
        begin = [0]

        def add_link(tail: int, head: int, way: Way, shape: list[tuple[float, float]]) -> None:
            ends.append((tail, head))
            ways.append(way)
            points.extend(shape)
            begin.append(len(points))

        def junction(node: tuple[int, float, float], way: Way) -> int:
            if node[0] not in junctions:
                junctions[node[0]] = len(places)
                places.append(node[1:])
            number = junctions[node[0]]
            if node[0] not in barriers:
                return number
            # Each road ends before the barrier; only those whom it lets pass get from one to another.
            passing = _ALL & ~barriers[node[0]]
            places.append(node[1:])
            through = Way(way.road_class, passing, passing, way.max_speed_kmh)
            add_link(len(places) - 1, number, through, [node[1:], node[1:]])
            return len(places) - 1

        for way, nodes in self.links:
            first = 0
            for last in range(1, len(nodes)):
                node = nodes[last][0]
                if last == len(nodes) - 1 or self._uses[node] > 1 or node in barriers:
                    tail, head = junction(nodes[first], way), junction(nodes[last], way)
                    add_link(tail, head, way, [at[1:] for at in nodes[first : last + 1]])
                    first = last
        x, y = np.array(places, dtype=np.float64).T.copy()
        tail_head = np.array(ends, dtype=np.int32).T.copy()
        shape_begin = np.array(begin, dtype=np.int64)
        shape = np.array(points, dtype=np.float64)
        shape_x, shape_y = np.ascontiguousarray(shape[:, 0]), np.ascontiguousarray(shape[:, 1])
        return RoadNetwork(
            x=x,
            y=y,
            tail=tail_head[0],
            head=tail_head[1],
            length_m=lengths_m(shape_begin, shape_x, shape_y, planar=False),
            road_class=np.array([ROAD_CLASSES.index(way.road_class) for way in ways], dtype=np.int8),
            max_speed_kmh=np.array([way.max_speed_kmh for way in ways]),
            forward=np.array([way.forward for way in ways], dtype=np.uint8),
            backward=np.array([way.backward for way in ways], dtype=np.uint8),
            shape_begin=shape_begin,
            shape_x=shape_x,
            shape_y=shape_y,
        )
