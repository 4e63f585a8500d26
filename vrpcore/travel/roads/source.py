"""What gives distances and durations along roads: our own network, or a routing server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from vrpcore.travel.protocol import FloatArray, IntArray

Line = list[tuple[float, float]]
"""Points (x, y) along a road."""


@dataclass(frozen=True)
class RoadMatrices:
    """From each place (row) to each place (column)."""

    distances_m: IntArray
    """Metres; -1 where there is no way."""
    durations_s: IntArray
    """Seconds; -1 where there is no way."""
    snap_m: FloatArray
    """Straight line from each place to the road where it was joined; NaN where the source does not tell."""
    x: FloatArray
    """Where that is."""
    y: FloatArray


class RoadSource(Protocol):
    """Travel along roads for one class of vehicles; coordinates are those of `coordinate_system`."""

    @property
    def coordinate_system(self) -> Literal["wgs84", "planar"]:
        """What x and y mean."""
        ...

    @property
    def fingerprint(self) -> str | None:
        """Equal for sources that give equal figures; None if that cannot be known."""
        ...

    def matrices(self, x: FloatArray, y: FloatArray) -> RoadMatrices:
        """Fastest ways between all places.

        Raises
        ------
        TravelError
            If the source cannot answer.
        """
        ...

    def lines(self, x: FloatArray, y: FloatArray) -> list[Line]:
        """The way from each place to the next: one line fewer than places; empty where there is no way."""
        ...
