"""Distances of VRPLIB files that are given, or computed otherwise than as plain Euclidean ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from vrpcore.errors import FileFormatError

FloatArray = npt.NDArray[np.float64]
MAX_COMPUTED_NODES = 5_000
"""Most nodes for which a matrix is made: four of them are about at a time, 200 MB each."""

_GEO_RADIUS_KM = 6378.388
_GEO_PI = 3.141592

_ROW_OF_COLUMN = {
    "UPPER_COL": "LOWER_ROW",
    "LOWER_COL": "UPPER_ROW",
    "UPPER_DIAG_COL": "LOWER_DIAG_ROW",
    "LOWER_DIAG_COL": "UPPER_DIAG_ROW",
}
"""A symmetric matrix read by columns is its mirror image read by rows."""
FORMATS = ("FULL_MATRIX", "UPPER_ROW", "LOWER_ROW", "UPPER_DIAG_ROW", "LOWER_DIAG_ROW", *_ROW_OF_COLUMN)


def cut_weights(text: str) -> tuple[str, list[str] | None]:
    """A file without its EDGE_WEIGHT_SECTION, and the words of that section; None where it has none.

    The vrplib package reads two of the formats only, and takes the breaks of lines for those of rows.
    """
    lines = text.splitlines()
    last = next((idx for idx, line in enumerate(lines) if "EOF" in line), len(lines))
    begins = [idx for idx, line in enumerate(lines[:last]) if line.lstrip().startswith("EDGE_WEIGHT_SECTION")]
    if not begins:
        return text, None
    if len(begins) > 1:
        raise FileFormatError("EDGE_WEIGHT_SECTION appears twice; allowed: once")
    begin = begins[0]
    end = begin + 1
    while end < last and "_SECTION" not in lines[end] and ":" not in lines[end]:
        end += 1
    rows = (line for line in lines[begin + 1 : end] if not line.lstrip().startswith("#"))
    return "\n".join([*lines[:begin], *lines[end:]]), [word for row in rows for word in row.split()]


def given_weights(words: list[str], weight_format: object, num_nodes: int) -> FloatArray:
    """The matrix that an EDGE_WEIGHT_SECTION states, wherever its lines are broken."""
    if weight_format not in FORMATS:
        raise FileFormatError(
            f"EDGE_WEIGHT_FORMAT is {weight_format!r}; allowed, as the weights are EXPLICIT: "
            f"{', '.join(FORMATS)}"
        )
    by_row = _ROW_OF_COLUMN.get(str(weight_format), str(weight_format))
    with_diagonal = "DIAG" in by_row
    triangle = num_nodes * (num_nodes + (1 if with_diagonal else -1)) // 2
    number = num_nodes**2 if by_row == "FULL_MATRIX" else triangle
    if len(words) != number:
        raise FileFormatError(
            f"EDGE_WEIGHT_SECTION has {len(words)} figures; allowed: {number}, since it is a {weight_format} "
            f"of {num_nodes} nodes"
        )
    try:
        figures = np.array(words, dtype=np.float64)
    except ValueError as error:
        raise FileFormatError("EDGE_WEIGHT_SECTION: not all are numbers") from error
    if by_row == "FULL_MATRIX":
        return figures.reshape(num_nodes, num_nodes)
    matrix = np.zeros((num_nodes, num_nodes))
    rows, columns = (
        np.triu_indices(num_nodes, k=0 if with_diagonal else 1)
        if by_row.startswith("UPPER")
        else np.tril_indices(num_nodes, k=0 if with_diagonal else -1)
    )
    matrix[rows, columns] = figures
    matrix[columns, rows] = figures
    return matrix


def computed_weights(kind: str, coordinates: FloatArray) -> FloatArray:
    """The whole distances that TSPLIB defines for one of `COMPUTED`.

    References
    ----------
    Reinelt (1995), "TSPLIB 95", section 2. The degrees of GEO are truncated, as its computer code does.
    """
    if len(coordinates) > MAX_COMPUTED_NODES:
        raise FileFormatError(
            f"EDGE_WEIGHT_TYPE {kind} of {len(coordinates):,} nodes; allowed: up to {MAX_COMPUTED_NODES:,}, "
            "since it needs a full matrix; EUC_2D needs none"
        )
    x, y = coordinates[:, 0], coordinates[:, 1]
    return COMPUTED[kind](x, y)


def _differences(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    return np.abs(np.subtract.outer(x, x)), np.abs(np.subtract.outer(y, y))


def _euclidean(x: FloatArray, y: FloatArray) -> FloatArray:
    dx, dy = _differences(x, y)
    distances: FloatArray = np.sqrt(dx * dx + dy * dy)
    return distances


def _nearest(figures: FloatArray) -> FloatArray:
    """Halves go up, as in TSPLIB."""
    return np.floor(figures + 0.5)


def _floor(x: FloatArray, y: FloatArray) -> FloatArray:
    return np.floor(_euclidean(x, y))


def _ceil(x: FloatArray, y: FloatArray) -> FloatArray:
    return np.ceil(_euclidean(x, y))


def _manhattan(x: FloatArray, y: FloatArray) -> FloatArray:
    dx, dy = _differences(x, y)
    return _nearest(dx + dy)


def _maximum(x: FloatArray, y: FloatArray) -> FloatArray:
    dx, dy = _differences(x, y)
    return np.maximum(_nearest(dx), _nearest(dy))


def _pseudo_euclidean(x: FloatArray, y: FloatArray) -> FloatArray:
    dx, dy = _differences(x, y)
    return np.ceil(np.sqrt((dx * dx + dy * dy) / 10.0))


def _geographical(x: FloatArray, y: FloatArray) -> FloatArray:
    latitude, longitude = _radians(x), _radians(y)
    q1 = np.cos(np.subtract.outer(longitude, longitude))
    q2 = np.cos(np.subtract.outer(latitude, latitude))
    q3 = np.cos(np.add.outer(latitude, latitude))
    along = np.clip(0.5 * ((1.0 + q1) * q2 - (1.0 - q1) * q3), -1.0, 1.0)
    kilometres = np.floor(_GEO_RADIUS_KM * np.arccos(along) + 1.0)
    np.fill_diagonal(kilometres, 0.0)  # the formula says 1
    return kilometres


def _radians(figures: FloatArray) -> FloatArray:
    """From degrees with minutes behind the point, as in 38.24 for 38° 24'."""
    degrees = np.trunc(figures)
    return _GEO_PI * (degrees + 5.0 * (figures - degrees) / 3.0) / 180.0


COMPUTED: dict[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "FLOOR_2D": _floor,
    "CEIL_2D": _ceil,
    "MAN_2D": _manhattan,
    "MAX_2D": _maximum,
    "ATT": _pseudo_euclidean,
    "GEO": _geographical,
}
"""Types whose distances are whole numbers by definition: TSPLIB's, and FLOOR_2D of VRPLIB."""
