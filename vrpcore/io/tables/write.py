"""From a problem to the rows of its sheets, whatever they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vrpcore.io.tables import matrix
from vrpcore.io.tables.cells import write_cell
from vrpcore.io.tables.schema import (
    MATRIX,
    NEEDED,
    SETTINGS,
    Column,
    Path,
    Sheet,
    line_columns,
    settings,
    sheets,
)
from vrpcore.io.tables.texts import EMPTY, write_text
from vrpcore.language import Language, label, note, option
from vrpcore.models.problem import Problem
from vrpcore.models.travel import MatrixTravel

_ESSENTIAL = {
    "settings": ("name", "horizon_start", "horizon_days", "coordinate_system", "schema_version"),
    "customers": ("name",),
    "products": ("name", "case_weight_kg"),
    "depots": ("name", "kind"),
    "vehicle_types": ("count", "capacity_kg", "cost_per_km"),
}
"""Columns that are written even where all rows have the default."""


@dataclass(frozen=True)
class Written:
    """The rows of one sheet, to be written to some medium."""

    sheet: str
    columns: tuple[Column, ...]
    """One per cell of a row."""
    rows: Sequence[Sequence[object]]

    def headings(self, language: Language) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(label(column.name, self.sheet, language) for column in self.columns)


class _Absent:
    """The record that would have the field is not there."""


_ABSENT = _Absent()


def sheets_of(
    problem: Problem, language: Language = "en", *, all_columns: bool = False, words: bool = True
) -> Iterator[Written]:
    """The sheets of a problem, in the order in which people want them.

    Parameters
    ----------
    problem
        What to write.
    language
        Of headings and choices.
    all_columns
        Whether to write columns and sheets in which nothing but defaults stands.
    words
        Whether truth values are words.
    """
    yield _settings(problem, language, all_columns)
    for sheet in sheets().values():
        if sheet.path[0] == "travel" and isinstance(problem.travel, MatrixTravel):
            continue
        rows: list[tuple[tuple[str, ...], object, object]]
        if sheet.inline:
            rows = [((), line, order) for order in problem.orders for line in order.lines]
        else:
            rows = [(keys, record, record) for keys, record in _records(problem, sheet)]
        if rows or all_columns or sheet.name in NEEDED:
            yield _written(sheet, rows, language, all_columns, words)
    if isinstance(problem.travel, MatrixTravel):
        legs = (
            (write_text(id_), write_text(start), write_text(end), metres, seconds)
            for id_, start, end, metres, seconds in matrix.write_matrix(problem.travel)
        )
        yield Written(MATRIX, matrix.COLUMNS, list(legs))


def setting_columns() -> tuple[Column, ...]:
    """The columns of the sheet of settings."""
    return tuple(Column((name,), "text", "", False, False, None) for name in ("setting", "value", "meaning"))


def _settings(problem: Problem, language: Language, all_columns: bool) -> Written:
    rows = []
    for column in settings().columns:
        value = _at(problem, column.path)
        if isinstance(value, _Absent):
            continue
        kept = all_columns or column.required or column.name in (*_ESSENTIAL[SETTINGS], "travel_kind")
        if kept or not _is_default(value, column):
            cell = write_cell(value, column, language, words=True)
            meaning = note(column.name, SETTINGS, language) or column.description
            rows.append((label(column.name, SETTINGS, language), cell, meaning))
    return Written(SETTINGS, setting_columns(), rows)


def _records(problem: Problem, sheet: Sheet) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every record of a sheet, with the id of the record that it belongs to."""
    if not sheet.parent:
        items = _at(problem, sheet.path)
        yield from (((), item) for item in (items if isinstance(items, tuple) else ()))
        return
    for _, parent in _records(problem, sheets()[sheet.parent]):
        items = _at(parent, sheet.path)
        key = str(getattr(parent, "vehicle_id" if sheet.parent == "vehicle_states" else "id"))
        if items == () and sheet.nullable:
            yield (key,), _ABSENT
        elif isinstance(items, tuple):
            yield from (((key,), item) for item in items)


def _written(
    sheet: Sheet,
    rows: Sequence[tuple[tuple[str, ...], object, object]],
    language: Language,
    all_columns: bool,
    words: bool,
) -> Written:
    lines = {column.name for column in line_columns()} if sheet.inline else set()
    columns: list[Column] = [Column((sheet.key,), "text", "", True, False, None)] if sheet.key else []
    cells: list[list[object]] = [[write_text(keys[0]) for keys, _, _ in rows]] if sheet.key else []
    said = _parts_that_say_nothing(sheet, [record for _, _, record in rows])
    for column in sheet.columns:
        values = [_at(part if column.name in lines else whole, column.path) for _, part, whole in rows]
        empty_part = (
            said.get(column.optional_part, frozenset()) if _is_marker(sheet, column) else frozenset[int]()
        )
        kept = all_columns or column.required or column.name in ("id", *_ESSENTIAL.get(sheet.name, ()))
        if column.required and column.optional_part:
            kept = all_columns or any(not isinstance(value, _Absent) for value in values)
        if kept or empty_part or not all(_is_default(value, column) for value in values):
            columns.append(column)
            cells.append(
                [
                    option("none", language)
                    if row in empty_part
                    else None
                    if isinstance(value, _Absent)
                    else write_cell(value, column, language, words=words)
                    for row, value in enumerate(values)
                ]
            )
    if sheet.nullable:
        for row, (_, part, _) in enumerate(rows):
            if part is _ABSENT:
                cells[1][row] = EMPTY
    return Written(sheet.name, tuple(columns), list(zip(*cells, strict=True)))


def _is_marker(sheet: Sheet, column: Column) -> bool:
    """Whether the column is the one that says of a part: it is there, but says nothing."""
    part = [c for c in sheet.columns if c.optional_part == column.optional_part != ()]
    plain = [c for c in part if c.nullable and not c.is_list and c.kind != "text"]
    return bool(plain) and column is plain[0] and not any(c.default is not None or c.required for c in part)


def _parts_that_say_nothing(sheet: Sheet, records: Iterable[object]) -> dict[Path, frozenset[int]]:
    """For each optional part, the rows in which it is there without any value."""
    found: dict[Path, frozenset[int]] = {}
    for part in {column.optional_part for column in sheet.columns} - {()}:
        columns = [column for column in sheet.columns if column.optional_part == part]
        found[part] = frozenset(
            row
            for row, record in enumerate(records)
            if not isinstance(_at(record, part), _Absent | None)
            and all(_at(record, c.path) is None for c in columns)
        )
    return found


def _at(thing: object, path: Path) -> object:
    """The value at a path; absent where a record on the way is."""
    for depth, part in enumerate(path):
        if thing is None and depth:
            return _ABSENT
        thing = getattr(thing, part, _ABSENT)
        if thing is _ABSENT:
            return _ABSENT
    return thing


def _is_default(value: object, column: Column) -> bool:
    """Whether an empty cell would say the same. A part that is there must show in some cell."""
    if isinstance(value, _Absent):
        return True
    if isinstance(value, tuple):
        return not value and not column.nullable
    if column.optional_part and column.optional_part != ("travel",):
        return value is None and column.default is None
    return value == column.default
