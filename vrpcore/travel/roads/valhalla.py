"""Travel along roads from a Valhalla server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from vrpcore.errors import TravelError
from vrpcore.travel.protocol import FloatArray
from vrpcore.travel.roads.engine import RoutingEngine, figures_of
from vrpcore.travel.roads.http import ask
from vrpcore.travel.roads.source import Line, RoadMatrices


@dataclass(frozen=True)
class ValhallaServer(RoutingEngine):
    """Distances, durations and ways of a running Valhalla server (``/sources_to_targets`` and ``/route``).

    How far places are from roads it does not tell.

    Parameters
    ----------
    url
        Address of the server, for example ``http://localhost:8002``.
    costing
        Who drives: ``auto``, ``truck``, ``bicycle``, ``motor_scooter``, …
    costing_options
        Further settings of the costing, for example ``{"height": 2.8, "weight": 5.0}``.
    max_places
        Most places in one question; the server has limits of its own (``service_limits``).
    timeout_s
        Seconds to wait for an answer.
    """

    url: str
    costing: str = "truck"
    costing_options: dict[str, object] = field(default_factory=dict, hash=False)
    max_places: int = 50
    timeout_s: float = 60.0

    def _fill(
        self, found: RoadMatrices, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]
    ) -> None:
        answer = self._ask(
            "sources_to_targets",
            {"sources": _points(x[rows], y[rows]), "targets": _points(x[columns], y[columns])},
        )
        table = answer.get("sources_to_targets") or ()
        shape = len(rows), len(columns)
        part = np.ix_(rows, columns)
        kilometres = [[_number(cell, "distance", 1000) for cell in row] for row in table]
        seconds = [[_number(cell, "time", 1) for cell in row] for row in table]
        found.distances_m[part] = figures_of(kilometres, *shape, "distances of the Valhalla server")
        found.durations_s[part] = figures_of(seconds, *shape, "durations of the Valhalla server")

    def lines(self, x: FloatArray, y: FloatArray) -> list[Line]:
        """The way from each place to the next; see `RoadSource.lines`."""
        lines: list[Line] = []
        for leg in range(len(x) - 1):
            ends = slice(leg, leg + 2)
            answer = self._ask("route", {"locations": _points(x[ends], y[ends])})
            legs = answer.get("trip", {}).get("legs") or ()
            lines.append(decoded(legs[0]["shape"]) if legs else [])
        return lines

    def _ask(self, service: str, question: dict[str, object]) -> dict[str, Any]:
        body = {
            **question,
            "costing": self.costing,
            "costing_options": {self.costing: self.costing_options},
            "units": "kilometers",
        }
        return ask(
            f"{self.url.rstrip('/')}/{service}", body, timeout_s=self.timeout_s, server="the Valhalla server"
        )


def decoded(shape: str) -> Line:
    """Points (longitude, latitude) of a polyline as Valhalla encodes it: six decimals, latitude first.

    Raises
    ------
    TravelError
        If the text is not such a polyline.
    """
    values: list[int] = []
    value = shift = 0
    for char in shape:
        bits = ord(char) - 63
        if not 0 <= bits < 64:
            raise TravelError(f"the Valhalla server sent a shape with {char!r}, which no polyline has")
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(values) % 2:
        raise TravelError("the Valhalla server sent a shape that ends in the middle of a point")
    lat, lon = np.cumsum(values[0::2]) / 1e6, np.cumsum(values[1::2]) / 1e6
    return list(zip(lon.tolist(), lat.tolist(), strict=True))


def _points(x: FloatArray, y: FloatArray) -> list[dict[str, float]]:
    return [{"lon": lon, "lat": lat} for lon, lat in zip(x.tolist(), y.tolist(), strict=True)]


def _number(cell: dict[str, Any] | None, name: str, factor: int) -> float | None:
    value = None if cell is None else cell.get(name)
    return None if value is None else factor * float(value)
