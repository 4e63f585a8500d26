"""What every routing engine has in common: degrees of GPS, matrices in parts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Literal

import numpy as np

from vrpcore.errors import TravelError
from vrpcore.travel.protocol import FloatArray, IntArray
from vrpcore.travel.roads.source import RoadMatrices


class RoutingEngine(ABC):
    """A `RoadSource` that asks a server or a library; subclasses know its questions."""

    max_places: int
    """Most places in one question."""

    @property
    def coordinate_system(self) -> Literal["wgs84"]:
        """Degrees of GPS."""
        return "wgs84"

    @property
    def fingerprint(self) -> str | None:
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
        for rows, columns in _blocks(size, self.max_places) if size else ():
            self._fill(found, x, y, rows, columns)
        return found

    @abstractmethod
    def _fill(
        self, found: RoadMatrices, x: FloatArray, y: FloatArray, rows: list[int], columns: list[int]
    ) -> None:
        """Ask for the ways from some places to others, and put them in."""


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
