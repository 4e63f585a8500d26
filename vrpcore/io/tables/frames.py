"""Data frames in and out: pandas, polars, or any other that narwhals knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from vrpcore.io.extras import Foreign, optional
from vrpcore.io.tables.grid import Grid, Row, without_blank_rows
from vrpcore.io.tables.headings import known_sheets
from vrpcore.io.tables.read import problem_from
from vrpcore.io.tables.schema import SETTINGS, Kind
from vrpcore.io.tables.write import sheets_of
from vrpcore.language import folded
from vrpcore.models.problem import Problem

Backend = Literal["pandas", "polars", "pyarrow"]
Frame = Foreign
"""A data frame of whatever library; vrpcore depends on none."""

_PANDAS = {
    "whole": ("int64", "Int64"),
    "number": ("float64", "float64"),
    "truth": ("bool", "boolean"),
    "date": ("datetime64[s]", "datetime64[s]"),
    "moment": ("datetime64[s]", "datetime64[s]"),
}
"""Types of columns without and with empty cells; texts get what pandas gives them."""
_NARWHALS = {
    "whole": "Int64",
    "number": "Float64",
    "truth": "Boolean",
    "date": "Date",
    "moment": "Datetime",
}


def from_frames(frames: Mapping[str, Frame | Mapping[str, object]]) -> Problem:
    """Read a problem from data frames by the names of sheets, with English or Chinese headings.

    Parameters
    ----------
    frames
        For example ``{"settings": …, "orders": …, "customers": …}``; `docs/tables.md` lists all. A named
        index of pandas counts as a column. ``settings`` may be a mapping, such as
        ``{"horizon_start": "2026-03-05"}``.

    Raises
    ------
    InvalidProblemError
        If anything in them is wrong; `faults` lists all of it with frame, row (from 0), column and remedy.
    TypeError
        If one of them is no data frame.
    """
    return problem_from([_grid(name, frame) for name, frame in frames.items()], "frames")


def to_frames(
    problem: Problem, backend: Backend = "pandas", *, all_columns: bool = False
) -> dict[str, Frame]:
    """A problem as data frames by the names of sheets, which `from_frames` reads back as an equal problem.

    Lists of ids are texts with semicolons, times of day texts such as ``08:30``; an empty cell means the
    default.

    Raises
    ------
    MissingPackageError
        If the library is not installed.
    """
    found = {}
    for sheet in sheets_of(problem, all_columns=all_columns, words=False):
        columns: dict[str, tuple[Kind, list[object]]] = {}
        for idx, column in enumerate(sheet.columns):
            values = [row[idx] for row in sheet.rows]
            kind: Kind = "text" if column.is_list or any(isinstance(v, str) for v in values) else column.kind
            columns[column.name] = kind, [_text(v) for v in values] if kind == "text" else values
        found[sheet.sheet] = make_frame(columns, backend)
    return found


def make_frame(columns: Mapping[str, tuple[Kind, list[Foreign]]], backend: Backend) -> Frame:
    """A data frame from columns of plain values, None where a cell is empty.

    Raises
    ------
    MissingPackageError
        If the library is not installed.
    ValueError
        If the backend is unknown.
    """
    if backend == "pandas":
        pandas = optional("pandas", "a pandas data frame")
        return pandas.DataFrame(
            {name: _series(pandas, kind, values) for name, (kind, values) in columns.items()}
        )
    if backend not in get_args(Backend):
        allowed = ", ".join(get_args(Backend))
        raise ValueError(f"there is no backend {backend!r}; allowed: {allowed}; remedy: choose one of these")
    narwhals = optional("narwhals", "a data frame")
    optional(str(backend), f"a data frame of {backend}", None)
    schema = {name: getattr(narwhals, _NARWHALS.get(kind, "String")) for name, (kind, _) in columns.items()}
    return narwhals.from_dict(
        {name: values for name, (_, values) in columns.items()}, schema, backend=backend
    ).to_native()


def _series(pandas: Foreign, kind: Kind, values: list[Foreign]) -> Foreign:
    if kind not in _PANDAS:
        return pandas.Series(values, dtype="object" if not any(values) else None)
    return pandas.Series(values, dtype=_PANDAS[kind][None in values])


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else str(value)


def _grid(name: str, frame: Frame) -> Grid:
    if known_sheets().get(folded(name)) == SETTINGS and isinstance(frame, Mapping):
        return Grid(name, [(0, ["setting", "value"]), *enumerate(map(list, frame.items()), start=1)], "frame")
    index = getattr(getattr(frame, "index", None), "names", None)
    if index is not None and any(part is not None for part in index):
        frame = frame.reset_index()
    narwhals = optional("narwhals", "reading data frames")
    try:
        table = narwhals.from_native(frame, eager_only=True)
    except TypeError as error:
        raise TypeError(
            f"frame {name!r} is a {type(frame).__name__}; allowed: a data frame of pandas, polars or another "
            "library that narwhals knows; remedy: make it one"
        ) from error
    head: Row = (0, [str(column) for column in table.columns])
    rows: Sequence[Row] = [
        (number, [_plain(value) for value in row]) for number, row in enumerate(table.iter_rows())
    ]
    return Grid(name, [head, *without_blank_rows(rows)], "frame")


def _plain(value: Foreign) -> object:
    """A value without numpy and pandas; what they call missing is None."""
    try:
        if value is None or value != value:  # NaN and NaT
            return None
    except (TypeError, ValueError):  # pandas.NA will not be compared
        return None
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value
