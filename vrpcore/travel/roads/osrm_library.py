"""Travel along roads by OSRM without a server: its library computes in this process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, cast, get_args

from vrpcore.errors import TravelError
from vrpcore.travel.protocol import FloatArray
from vrpcore.travel.roads.cache import cache_folder
from vrpcore.travel.roads.osrm import Osrm
from vrpcore.travel.roads.osrm_data import Algorithm, data_name, osrm_library, prepared
from vrpcore.travel.roads.osrm_profile import lua_of
from vrpcore.travel.roads.profiles import TRUCK, RoadProfile
from vrpcore.travel.roads.source import Line


class _Engine(Protocol):
    """What is used of the library, which has no type information; both raise RuntimeError."""

    def Table(self, parameters: object) -> Mapping[str, Any]: ...  # noqa: N802

    def Route(self, parameters: object) -> Mapping[str, Any]: ...  # noqa: N802


@dataclass(frozen=True, eq=False)
class OsrmRoads(Osrm):
    """Fastest ways in an extract of OpenStreetMap, computed by the OSRM library, offline.

    The extract is prepared at first use (12 s for 50,000 junctions) and kept: see `folder`.

    Parameters
    ----------
    extract
        A file of OpenStreetMap: ``.osm.pbf``, ``.osm``, ``.osm.gz``, ``.osm.bz2``.
    profile
        Who drives, and how fast: a `RoadProfile`, a profile that comes with OSRM (``car``, ``bicycle``,
        ``foot``), or a file in OSRM's Lua, which may ``require`` those.
    algorithm
        ``MLD`` is soon prepared; ``CH`` answers large matrices faster once it is, which can take long.
    folder
        Where prepared extracts are kept, by content; by default ``osrm`` in `cache_folder`.
    threads
        How many threads prepare; by default as many as there are processors.
    max_places
        Most places in one question; more are asked for in parts.

    Raises
    ------
    MissingPackageError
        Without the package osrm-bindings (``pip install 'vrpcore[osrm]'``, Python 3.12 or newer).
    FileNotFoundError
        If there is no such extract or profile.
    ValueError
        For another algorithm.
    FileFormatError
        At first use, if OSRM cannot make anything of them.
    """

    extract: str | Path
    profile: RoadProfile | str | Path = TRUCK
    algorithm: Algorithm = "MLD"
    folder: str | Path | None = None
    threads: int | None = None
    max_places: int = 2_000

    def __post_init__(self) -> None:
        osrm_library()
        if self.algorithm not in get_args(Algorithm):
            raise ValueError(f"algorithm is {self.algorithm!r}; allowed: {', '.join(get_args(Algorithm))}")
        if not Path(self.extract).is_file():
            raise FileNotFoundError(2, "no such file", str(self.extract))
        _ = self._lua

    @cached_property
    def _lua(self) -> str:
        return lua_of(self.profile)

    @cached_property
    def fingerprint(self) -> str:
        """A name of extract, profile, algorithm and version of OSRM."""
        return data_name(Path(self.extract), self._lua, self.algorithm)

    @cached_property
    def _engine(self) -> _Engine:
        folder = Path(self.folder) if self.folder is not None else cache_folder() / "osrm"
        threads = self.threads or os.cpu_count() or 1
        data = prepared(Path(self.extract), self._lua, self.algorithm, folder / self.fingerprint, threads)
        try:
            engine = osrm_library().OSRM(
                algorithm=self.algorithm,
                storage_config=str(data),
                use_shared_memory=False,
                max_locations_distance_table=-1,
                verbosity="ERROR",
            )
        except RuntimeError as error:
            raise TravelError(
                f"the data of OSRM in {data.parent} cannot be read: {error}; remedy: delete that folder"
            ) from error
        return cast(_Engine, engine)

    def _table(self, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]) -> Mapping[str, Any]:
        options = osrm_library().TableParameters(
            coordinates=_points(x, y),
            sources=rows,
            destinations=columns,
            annotations=["duration", "distance"],
            generate_hints=False,
        )
        try:
            answer = self._engine.Table(options)
        except RuntimeError as error:
            raise TravelError(f"OSRM cannot answer: {error}") from error
        return {
            "distances": [list(row) for row in answer["distances"]],
            "durations": [list(row) for row in answer["durations"]],
            "sources": [
                {"distance": point["distance"], "location": tuple(point["location"])}
                for point in answer["sources"]
            ],
        }

    def _route(self, x: FloatArray, y: FloatArray) -> Line:
        options = osrm_library().RouteParameters(
            coordinates=_points(x, y), geometries="geojson", overview="full", generate_hints=False
        )
        try:
            answer = self._engine.Route(options)
        except RuntimeError as error:
            if str(error).startswith("NoRoute"):
                return []
            raise TravelError(f"OSRM cannot answer: {error}") from error
        return [(lon, lat) for lon, lat in answer["routes"][0]["geometry"]["coordinates"]]


def _points(x: FloatArray, y: FloatArray) -> list[tuple[float, float]]:
    return list(zip(x.tolist(), y.tolist(), strict=True))
