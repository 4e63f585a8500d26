"""Travel along roads from an OSRM server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import numpy as np

from vrpcore.errors import TravelError
from vrpcore.travel.protocol import FloatArray, IntArray
from vrpcore.travel.roads.http import ask
from vrpcore.travel.roads.server import RoutingServer
from vrpcore.travel.roads.source import Line, RoadMatrices


@dataclass(frozen=True)
class OsrmServer(RoutingServer):
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

    def _fill(
        self, found: RoadMatrices, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]
    ) -> None:
        asked = list(dict.fromkeys([*rows, *columns]))
        position = {place: k for k, place in enumerate(asked)}
        answer = self._ask(
            "table",
            x[asked],
            y[asked],
            "annotations=distance,duration"
            f"&sources={_numbers(position[row] for row in rows)}"
            f"&destinations={_numbers(position[column] for column in columns)}",
        )
        part = np.ix_(rows, columns)
        found.distances_m[part] = self._figures(answer, "distances", len(rows), len(columns))
        found.durations_s[part] = self._figures(answer, "durations", len(rows), len(columns))
        for place, point in zip(rows, answer.get("sources") or (), strict=False):
            found.snap_m[place] = point.get("distance", np.nan)
            found.x[place], found.y[place] = point.get("location", (x[place], y[place]))

    def lines(self, x: FloatArray, y: FloatArray) -> list[Line]:
        """The way from each place to the next; see `RoadSource.lines`."""
        lines: list[Line] = []
        for leg in range(len(x) - 1):
            ends = slice(leg, leg + 2)
            answer = self._ask("route", x[ends], y[ends], "overview=full&geometries=geojson", may_fail=True)
            routes = answer.get("routes") or ()
            lines.append([(lon, lat) for lon, lat in routes[0]["geometry"]["coordinates"]] if routes else [])
        return lines

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

    def _figures(self, answer: dict[str, Any], name: str, num_rows: int, num_columns: int) -> IntArray:
        return figures_of(answer.get(name), num_rows, num_columns, f"{name} of the OSRM server")


def figures_of(rows: object, num_rows: int, num_columns: int, what: str) -> IntArray:
    """Rows of numbers or nulls as whole numbers, -1 for null.

    Raises
    ------
    TravelError
        If they are of another size, or not numbers.
    """
    try:
        found = np.array(rows, dtype=np.float64)  # None becomes NaN
    except (TypeError, ValueError) as error:
        raise TravelError(f"{what} are not a table of numbers") from error
    if found.shape != (num_rows, num_columns):
        raise TravelError(f"{what} are of shape {found.shape}; allowed: {(num_rows, num_columns)}")
    return np.where(np.isnan(found), -1, np.rint(np.nan_to_num(found))).astype(np.int64)


def _numbers(values: Iterable[int]) -> str:
    return ";".join(str(value) for value in values)
