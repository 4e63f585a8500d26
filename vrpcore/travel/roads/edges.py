"""Road networks from tables of junctions and edges."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from vrpcore.errors import Fault, FileFormatError, InvalidInputError
from vrpcore.travel.roads.network import RoadNetwork, lengths_m, vehicle_bit
from vrpcore.travel.roads.profiles import ROAD_CLASSES, ROAD_VEHICLES, RoadVehicle

_MAX_METRES = 2_000_000.0
_TRUE = frozenset({"1", "true", "yes", "y", "是"})
_FALSE = frozenset({"0", "false", "no", "n", "", "否", "nan", "none"})


class Columns(Protocol):
    """Anything that gives a column by name: a mapping of lists, a frame of pandas or polars."""

    def __getitem__(self, name: str, /) -> Iterable[object]:
        """The values of a column."""
        ...


def network_from_edges(
    junctions: Columns,
    edges: Columns,
    *,
    coordinate_system: Literal["wgs84", "planar"] = "wgs84",
) -> RoadNetwork:
    """Make a network from two tables.

    Parameters
    ----------
    junctions
        Columns ``id``, ``x`` and ``y``: longitude and latitude, or metres on a plane.
    edges
        Columns ``from`` and ``to`` (ids of junctions), and, where they are there: ``length_m`` (else the
        straight line), ``road_class`` (else unclassified), ``max_speed_kmh``, ``oneway`` (not drivable from
        `to` to `from`), and ``truck``, ``van``, ``ebike`` (whether they may drive there; else all may).
    coordinate_system
        What x and y mean.

    Raises
    ------
    InvalidInputError
        All faults together, each with its table, row (the first is 1) and column.
    """
    faults: list[Fault] = []
    ids = [str(value) for value in _column(junctions, "id", "junctions")]
    x = _numbers(junctions, "x", "junctions", faults, -1e9, 1e9, len(ids))
    y = _numbers(junctions, "y", "junctions", faults, -1e9, 1e9, len(ids))
    number: dict[str, int] = {}
    for row, name in enumerate(ids):
        if number.setdefault(name, row) != row:
            faults.append(
                _fault(
                    "junctions",
                    row,
                    "id",
                    f"{name!r} stands in row {number[name] + 1} already",
                    "ids that differ",
                )
            )
    tail = _ends(edges, "from", number, faults)
    head = _ends(edges, "to", number, faults)
    size = len(tail)
    if len(head) != size:
        raise InvalidInputError(
            "edges", [_fault("edges", size, "to", f"{len(head)} values", f"one per row: {size}")]
        )
    length = _numbers(edges, "length_m", "edges", faults, 0.0, _MAX_METRES, size, missing=np.nan)
    limit = _numbers(edges, "max_speed_kmh", "edges", faults, 0.1, 300.0, size, missing=np.inf)
    road_class = _classes(edges, faults, size)
    one_way = _flags(edges, "oneway", faults, size, missing=False)
    forward = np.zeros(size, dtype=np.uint8)
    for vehicle in ROAD_VEHICLES:
        forward |= np.where(_vehicle(edges, vehicle, faults, size), vehicle_bit(vehicle), 0).astype(np.uint8)
    if faults:
        raise InvalidInputError("road network", faults)
    begin = 2 * np.arange(size + 1, dtype=np.int64)
    shape_x = np.stack((x[tail], x[head]), axis=1).ravel()
    shape_y = np.stack((y[tail], y[head]), axis=1).ravel()
    straight = lengths_m(begin, shape_x, shape_y, planar=coordinate_system == "planar")
    return RoadNetwork(
        x=x,
        y=y,
        tail=tail,
        head=head,
        length_m=np.where(np.isnan(length), straight, length),
        road_class=road_class,
        max_speed_kmh=limit,
        forward=forward,
        backward=np.where(one_way, 0, forward).astype(np.uint8),
        shape_begin=begin,
        shape_x=shape_x,
        shape_y=shape_y,
        coordinate_system=coordinate_system,
    )


def read_edges(
    junctions: str | Path, edges: str | Path, *, coordinate_system: Literal["wgs84", "planar"] = "wgs84"
) -> RoadNetwork:
    """The same from two CSV files with a heading; see `network_from_edges`."""
    return network_from_edges(_csv(junctions), _csv(edges), coordinate_system=coordinate_system)


def _csv(path: str | Path) -> Mapping[str, list[str]]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except UnicodeDecodeError as error:
        raise FileFormatError(f"{path} is not UTF-8 text; remedy: save it as CSV in UTF-8") from error
    if not rows:
        raise FileFormatError(f"{path} is empty; allowed: a heading and rows")
    heading = [name.strip() for name in rows[0]]
    columns: dict[str, list[str]] = {name: [] for name in heading}
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(heading):
            raise FileFormatError(
                f"{path}, line {line}: {len(row)} cells; allowed: {len(heading)}, as in the heading; "
                "remedy: quote cells that contain commas"
            )
        for name, cell in zip(heading, row, strict=True):
            columns[name].append(cell.strip())
    return columns


def _fault(
    table: str, row: int, column: str, what: str, allowed: str, remedy: str = "mend the cell"
) -> Fault:
    return Fault("bad_cell", f"{table}, row {row + 1}, column {column}", what, allowed, remedy)


def _column(table: Columns, name: str, title: str, size: int | None = None) -> Sequence[object]:
    try:
        values = table[name]
    except Exception as error:
        # That of polars derives from none of the others, and polars need not be installed.
        is_missing = isinstance(error, KeyError | IndexError | TypeError | ValueError)
        if not is_missing and type(error).__name__ != "ColumnNotFoundError":
            raise
        raise InvalidInputError(
            "road network",
            [Fault("missing_column", title, f"there is no column {name!r}", name, f"add the column {name}")],
        ) from error
    found = list(values)
    if size is not None and len(found) != size:
        raise InvalidInputError(
            "road network",
            [
                Fault(
                    "wrong_length",
                    title,
                    f"{len(found)} values of {name}",
                    f"one per row: {size}",
                    "fill the column",
                )
            ],
        )
    return found


def _optional(table: Columns, name: str, title: str, size: int) -> Sequence[object] | None:
    try:
        return _column(table, name, title, size)
    except InvalidInputError as error:
        if error.faults[0].code == "missing_column":
            return None
        raise


def _is_blank(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and np.isnan(value))


def _numbers(
    table: Columns,
    name: str,
    title: str,
    faults: list[Fault],
    least: float,
    most: float,
    size: int,
    missing: float | None = None,
) -> npt.NDArray[np.float64]:
    values = _column(table, name, title, size) if missing is None else _optional(table, name, title, size)
    if values is None:
        return np.full(size, missing, dtype=np.float64)
    found = np.full(size, np.nan if missing is None else missing, dtype=np.float64)
    for row, value in enumerate(values):
        if missing is not None and _is_blank(value):
            continue
        try:
            number = float(str(value))
        except (TypeError, ValueError):
            number = float("nan")
        if least <= number <= most:
            found[row] = number
        else:
            faults.append(
                _fault(title, row, name, f"{value!r}", f"a number from {least:,.12g} to {most:,.12g}")
            )
    return found


def _ends(edges: Columns, name: str, number: dict[str, int], faults: list[Fault]) -> npt.NDArray[np.int32]:
    found = []
    for row, value in enumerate(_column(edges, name, "edges")):
        if str(value) not in number:
            faults.append(
                _fault(
                    "edges",
                    row,
                    name,
                    f"no junction {str(value)!r}",
                    "an id of junctions",
                    "add the junction",
                )
            )
        found.append(number.get(str(value), 0))
    return np.array(found, dtype=np.int32)


def _classes(edges: Columns, faults: list[Fault], size: int) -> npt.NDArray[np.int8]:
    values = _optional(edges, "road_class", "edges", size)
    default = ROAD_CLASSES.index("unclassified")
    found = np.full(size, default, dtype=np.int8)
    for row, value in enumerate(values or ()):
        if _is_blank(value):
            continue
        if value in ROAD_CLASSES:
            found[row] = ROAD_CLASSES.index(value)
        else:
            faults.append(_fault("edges", row, "road_class", f"{value!r}", ", ".join(ROAD_CLASSES)))
    return found


def _flags(
    edges: Columns, name: str, faults: list[Fault], size: int, *, missing: bool
) -> npt.NDArray[np.bool_]:
    found = np.full(size, missing, dtype=np.bool_)
    for row, value in enumerate(_optional(edges, name, "edges", size) or ()):
        if _is_blank(value):
            continue
        word = str(value).strip().lower().removesuffix(".0")
        if word in _TRUE or word in _FALSE:
            found[row] = word in _TRUE
        else:
            faults.append(_fault("edges", row, name, f"{value!r}", "yes or no, 1 or 0"))
    return found


def _vehicle(edges: Columns, vehicle: RoadVehicle, faults: list[Fault], size: int) -> npt.NDArray[np.bool_]:
    return _flags(edges, vehicle, faults, size, missing=True)
