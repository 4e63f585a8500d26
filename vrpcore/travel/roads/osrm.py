"""Travel along roads from an OSRM server."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import numpy as np

from vrpcore.errors import TravelError
from vrpcore.travel.protocol import FloatArray
from vrpcore.travel.roads.engine import RoutingEngine, figures_of
from vrpcore.travel.roads.http import ask
from vrpcore.travel.roads.source import Line, RoadMatrices


class Osrm(RoutingEngine):
    """A routing engine that answers in the form of OSRM's services Table and Route, version 1."""

    @abstractmethod
    def _table(self, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]) -> Mapping[str, Any]:
        """The answer of the service Table for some of at least two places."""

    @abstractmethod
    def _route(self, x: FloatArray, y: FloatArray) -> Line:
        """The way that the service Route gives; empty where there is none."""

    def _fill(
        self, found: RoadMatrices, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]
    ) -> None:
        asked = list(dict.fromkeys([*rows, *columns]))
        position = {place: k for k, place in enumerate(asked)}
        if len(asked) == 1:  # OSRM wants two
            asked *= 2
        answer = self._table(
            x[asked], y[asked], [position[row] for row in rows], [position[column] for column in columns]
        )
        part, shape = np.ix_(rows, columns), (len(rows), len(columns))
        found.distances_m[part] = figures_of(answer.get("distances"), *shape, "distances of OSRM")
        found.durations_s[part] = figures_of(answer.get("durations"), *shape, "durations of OSRM")
        for place, point in zip(rows, answer.get("sources") or (), strict=False):
            found.snap_m[place] = point.get("distance", np.nan)
            found.x[place], found.y[place] = point.get("location", (x[place], y[place]))

    def lines(self, x: FloatArray, y: FloatArray) -> list[Line]:
        """The way from each place to the next; see `RoadSource.lines`."""
        return [self._route(x[leg : leg + 2], y[leg : leg + 2]) for leg in range(len(x) - 1)]


@dataclass(frozen=True)
class OsrmServer(Osrm):
    """Distances, durations and ways of a running OSRM server (its services Table and Route, version 1).

    Parameters
    ----------
    url
        Address of the server, for example ``http://localhost:5000``.
    profile
        The word for the profile in the address. The server has one set of speeds, whatever this says.
    max_places
        Most places in one question; the server's own limit is ``--max-table-size``, 100 by default.
    timeout_s
        Seconds to wait for an answer.
    """

    url: str
    profile: str = "driving"
    max_places: int = 100
    timeout_s: float = 60.0

    def _table(self, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]) -> Mapping[str, Any]:
        options = f"annotations=distance,duration&sources={_numbers(rows)}&destinations={_numbers(columns)}"
        return self._ask("table", x, y, options)

    def _route(self, x: FloatArray, y: FloatArray) -> Line:
        answer = self._ask("route", x, y, "overview=full&geometries=geojson", may_fail=True)
        routes = answer.get("routes") or ()
        return [(lon, lat) for lon, lat in routes[0]["geometry"]["coordinates"]] if routes else []

    def _ask(
        self, service: str, x: FloatArray, y: FloatArray, options: str, *, may_fail: bool = False
    ) -> dict[str, Any]:
        points = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in zip(x.tolist(), y.tolist(), strict=True))
        url = f"{self.url.rstrip('/')}/{service}/v1/{quote(self.profile)}/{points}?{options}"
        answer = ask(url, timeout_s=self.timeout_s, server="the OSRM server")
        if answer.get("code") != "Ok" and not (may_fail and answer.get("code") == "NoRoute"):
            raise TravelError(
                f"the OSRM server at {self.url} answers {answer.get('code')}: {answer.get('message')}"
            )
        return answer


def _numbers(values: Iterable[int]) -> str:
    return ";".join(str(value) for value in values)
