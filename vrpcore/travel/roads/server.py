"""What every routing server has in common: degrees of GPS, nothing to keep, matrices in parts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Literal

import numpy as np

from vrpcore.travel.protocol import FloatArray
from vrpcore.travel.roads.source import RoadMatrices


class RoutingServer(ABC):
    """A `RoadSource` that asks a server; subclasses know its questions."""

    max_places: int
    """Most places in one question."""

    @property
    def coordinate_system(self) -> Literal["wgs84"]:
        """Degrees of GPS."""
        return "wgs84"

    @property
    def fingerprint(self) -> None:
        """None: what a server knows can change, so nothing of it is kept."""
        return None

    def matrices(self, x: FloatArray, y: FloatArray) -> RoadMatrices:
        """Fastest ways between all places; see `RoadSource.matrices`."""
        size = len(x)
        found = RoadMatrices(
            np.full((size, size), -1, dtype=np.int64),
            np.full((size, size), -1, dtype=np.int64),
            np.full(size, np.nan),
            x.copy(),
            y.copy(),
        )
        for rows, columns in _blocks(size, self.max_places):
            self._fill(found, x, y, rows, columns)
        return found

    @abstractmethod
    def _fill(
        self, found: RoadMatrices, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]
    ) -> None:
        """Ask for the ways from some places to others, and put them in."""


def _blocks(size: int, most: int) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns of parts that cover a square matrix, each naming at most `most` places in all.

    A part off the diagonal names its rows and its columns, so both have half as many.
    """
    if size <= most:
        yield list(range(size)), list(range(size))
        return
    side = max(1, most // 2)
    ranges = [list(range(begin, min(begin + side, size))) for begin in range(0, size, side)]
    for rows in ranges:
        for columns in ranges:
            yield rows, columns
