"""From the sheets of a file to a problem: all of it, or every fault of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import ValidationError

from vrpcore.errors import Fault, InvalidProblemError
from vrpcore.io.collector import garbage_collection_paused
from vrpcore.io.salvage import faults_between
from vrpcore.io.tables import matrix
from vrpcore.io.tables.cells import is_blank
from vrpcore.io.tables.grid import Grid
from vrpcore.io.tables.headings import (
    NOT_THERE,
    Table,
    is_skipped,
    known_headings,
    known_sheets,
    nearest,
    table_of,
)
from vrpcore.io.tables.places import Places, look_alike
from vrpcore.io.tables.rows import BROKEN, Reading, Record
from vrpcore.io.tables.schema import (
    ID_OF,
    MATRIX,
    PROFILES,
    SETTINGS,
    Column,
    Sheet,
    line_columns,
    settings,
    sheets,
)
from vrpcore.io.tables.texts import EMPTY, stripped
from vrpcore.language import folded, label, language_of
from vrpcore.models.faults import Path
from vrpcore.models.problem import Problem
from vrpcore.models.validation.field_faults import faults_of

_NEEDED = (SETTINGS, "orders", "customers", "products", "depots", "vehicle_types")
_MAX_HINTS = 50
_MAX_COMPARED = 1_000
"""Comparing names is slow: beyond these numbers no similar name is looked for."""
_SETTING_COLUMNS = ("setting", "value", "meaning")


def problem_from(grids: Iterable[Grid], name: str) -> Problem:
    """The problem that sheets state.

    Parameters
    ----------
    grids
        The sheets as they stand in the file.
    name
        Stands for the file in messages.

    Raises
    ------
    InvalidProblemError
        Naming every fault of every sheet.
    """
    with garbage_collection_paused():
        return _problem_from(grids, name)


def _problem_from(grids: Iterable[Grid], name: str) -> Problem:
    reading, places = Reading(), Places()
    _find_tables(grids, reading, places)
    document: Record = {"horizon": {}}
    _read_settings(reading, places, document)
    parents: dict[str, dict[str, tuple[Record, Path]]] = {}
    for sheet in sheets().values():
        table = places.tables.get(sheet.name)
        if table is None or (sheet.name == PROFILES and MATRIX in places.tables):
            continue
        if sheet.parent:
            _read_children(sheet, table, reading, places, parents.get(sheet.parent, {}))
        elif sheet.inline:
            _read_orders(sheet, table, reading, places, document)
        else:
            parents[sheet.name] = _read_things(sheet, table, reading, places, document)
    _settle_travel(reading, places, document)
    return _checked(document, reading, places, name)


def _find_tables(grids: Iterable[Grid], reading: Reading, places: Places) -> None:
    words = known_sheets()
    for grid in grids:
        if is_skipped(grid.name) or not grid.rows:
            continue
        kind = words.get(folded(grid.name))
        if kind is None:
            reading.fault(
                "unknown_sheet",
                grid.place(),
                f"there is no kind of {grid.medium} called {grid.name[:60]!r}",
                ", ".join(label(s, "", language_of(grid.name)) for s in (SETTINGS, *sheets(), MATRIX)),
                f"{nearest(grid.name, words, '')}begin its name with # to have it skipped",
            )
        elif kind in places.tables:
            reading.fault(
                "duplicate_sheet",
                grid.place(),
                f"it is of the same kind as {places.tables[kind].grid.name!r}",
                "each kind once",
                "put the rows of both into one, or begin the name of one with # to have it skipped",
            )
        else:
            names = _SETTING_COLUMNS if kind == SETTINGS else matrix.NAMES
            if kind in sheets():
                names = sheets()[kind].headings
            places.tables[kind] = table_of(grid, kind, names, reading.faults)
    for kind in _NEEDED:
        if kind not in places.tables:
            reading.fault(
                "missing_sheet",
                f"sheet {kind!r}",
                "it is missing",
                f"{kind} or {label(kind, '', 'zh')}; headings without rows where there are none",
                "add it; `vrpcore generate template` makes an example",
            )


def _read_settings(reading: Reading, places: Places, document: Record) -> None:
    table = places.tables.get(SETTINGS)
    if table is None or not table.positions:
        return
    columns = {column.name: column for column in settings().columns}
    words = known_headings(SETTINGS, tuple(columns))
    at, value_at = table.positions.get("setting"), table.positions.get("value")
    if at is None or value_at is None:
        lacking = "setting" if at is None else "value"
        reading.fault(
            "missing_heading",
            table.place(None),
            f"there is no column {lacking!r}",
            "a column of settings and one of values",
            f"write {lacking} ({label(lacking, '', 'zh')}) above it",
        )
        return
    for number, cells in table.rows:
        key = cells[at] if at < len(cells) else None
        value = cells[value_at] if value_at < len(cells) else None
        if is_blank(value) or is_skipped(stripped(str(key))):
            continue
        column = columns.get(words.get(folded(str(key)), ""))
        if column is None:
            reading.fault(
                "unknown_heading",
                table.place(number, "setting"),
                f"there is no setting {str(key)[:60]!r}",
                ", ".join(label(name, SETTINGS, language_of(str(key))) for name in columns),
                f"{nearest(str(key), words, SETTINGS)}begin it with # to have it skipped",
            )
        elif column.path in places.rows:
            reading.fault(
                "duplicate_heading",
                table.place(number, "setting"),
                f"{column.name} already stands in row {places.rows[column.path][1]}",
                "each setting once",
                "remove one of the two rows",
            )
        else:
            places.rows[column.path] = (SETTINGS, number)
            one = Table(
                table.grid, {column.name: value_at}, {column.name: table.headings["value"]}, [(number, cells)]
            )
            for _, record in reading.records(one, (column,)):
                reading.put(record, document, (column,), ())


def _read_things(
    sheet: Sheet, table: Table, reading: Reading, places: Places, document: Record
) -> dict[str, tuple[Record, Path]]:
    """Records of the problem itself, returned by the id by which the rows of other sheets know them."""
    items: list[Record] = []
    _place(document, sheet.path, items)
    known: dict[str, tuple[Record, Path]] = {}
    for number, record in reading.records(table, sheet.columns):
        path: Path = (*sheet.path, len(items))
        thing: Record = {}
        reading.put(record, thing, sheet.columns, path)
        items.append(thing)
        places.rows[path] = (sheet.name, number)
        id_ = thing.get(ID_OF.get(sheet.name, "id"), "default" if sheet.name == PROFILES else None)
        if isinstance(id_, str):
            known.setdefault(id_, (thing, path))
    return known


def _read_children(
    sheet: Sheet,
    table: Table,
    reading: Reading,
    places: Places,
    parents: dict[str, tuple[Record, Path]],
) -> None:
    """Records that belong to a record of another sheet, which their key names."""
    key = Column((sheet.key,), "text", "", True, False, None)
    first = table.positions.get(sheet.columns[0].name)
    strays = 0
    for number, cells in table.rows:
        row = Table(table.grid, table.positions, table.headings, [(number, cells)])
        keys = dict(reading.records(row, (key,))).get(number, {})
        id_ = keys.get(sheet.key)
        if id_ is None:
            if not all(map(is_blank, cells)):
                reading.fault(
                    "missing_field", table.place(number, sheet.key), "it is missing", "a value", "fill it in"
                )
            continue
        marker = cells[first] if first is not None and first < len(cells) else None
        parent = parents.get(id_) if isinstance(id_, str) else None
        if parent is None:
            if isinstance(id_, str) and (sheet.parent in places.tables or sheet.parent not in _NEEDED):
                strays += 1
                hint = strays <= _MAX_HINTS
                reading.faults.append(_unknown_parent(sheet, table, number, id_, parents, hint))
            continue
        items: list[Record] = []
        items = _place(parent[0], sheet.path, items)
        if sheet.nullable and isinstance(marker, str) and stripped(marker) == EMPTY:
            continue
        path = (*parent[1], *sheet.path, len(items))
        thing: Record = {}
        for _, record in reading.records(row, sheet.columns):
            reading.put(record, thing, sheet.columns, path)
        items.append(thing)
        places.rows[path] = (sheet.name, number)


def _unknown_parent(
    sheet: Sheet, table: Table, number: int, id_: str, parents: dict[str, tuple[Record, Path]], hint: bool
) -> Fault:
    known = (
        f"one of the {len(parents)} {sheet.parent}" if parents else f"nothing: there are no {sheet.parent}"
    )
    similar = nearest(id_, {folded(p): p for p in list(parents)[:_MAX_COMPARED]}) if hint else ""
    return Fault(
        "unknown_id",
        table.place(number, sheet.key),
        f"{id_!r} is not among the {sheet.parent}",
        known,
        look_alike(id_, parents) or f"{similar}correct the id, or add it to the {sheet.parent}",
    )


def _read_orders(sheet: Sheet, table: Table, reading: Reading, places: Places, document: Record) -> None:
    """Orders, of which each row brings one line: rows with the same id are one order."""
    lines = {column.name for column in line_columns()}
    own = [column for column in sheet.columns if column.name not in lines]
    orders: list[Record] = []
    document["orders"] = orders
    first: dict[str, tuple[int, Record]] = {}
    for number, record in reading.records(table, sheet.columns):
        id_ = record.get("id")
        if isinstance(id_, str) and id_ in first:
            idx, values = first[id_]
            _compare(sheet, table, number, values, record, reading, places.rows["orders", idx][1])
            missing = [column for column in own if column.name in record and column.name not in values]
            values.update({column.name: record[column.name] for column in missing})
            reading.put(record, orders[idx], missing, ("orders", idx))
        else:
            idx = len(orders)
            if isinstance(id_, str):
                first[id_] = (idx, record)
            orders.append({"lines": []})
            places.rows["orders", idx] = ("orders", number)
            reading.put(record, orders[idx], own, ("orders", idx))
        line: Record = {}
        path = ("orders", idx, "lines", len(orders[idx]["lines"]))
        reading.put(record, line, line_columns(), path)
        orders[idx]["lines"].append(line)
        places.rows[path] = ("orders", number)


def _compare(
    sheet: Sheet,
    table: Table,
    number: int,
    values: Record,
    record: Record,
    reading: Reading,
    first_row: int,
) -> None:
    lines = {column.name for column in line_columns()}
    for name, value in record.items():
        if name not in lines and name in values and BROKEN is not value != values[name] is not BROKEN:
            reading.fault(
                "rows_differ",
                table.place(number, name),
                f"order {record['id']!r} says {value} here, and {values[name]} in row {first_row}",
                f"the same in all rows of an order, or nothing below its first row, in {sheet.name}",
                "correct one of the two; two orders need two ids",
            )


def _place(record: Record, path: tuple[str, ...], items: list[Record]) -> list[Record]:
    """Put a list where a path leads, unless there is one already."""
    *parts, last = path
    for part in parts:
        record = record.setdefault(part, {})
    found: list[Record] = record.setdefault(last, items)
    return found


def _settle_travel(reading: Reading, places: Places, document: Record) -> None:
    """Say which kind of travel it is where no setting does."""
    travel: Record = document.get("travel", {})
    if MATRIX in places.tables and travel.get("kind", "matrix") == "matrix":
        if PROFILES in places.tables:
            reading.fault(
                "unknown_sheet",
                places.tables[PROFILES].place(None),
                f"speeds are given, although {MATRIX} gives durations",
                f"one of {PROFILES} and {MATRIX}",
                "remove one of the two, or begin its name with # to have it skipped",
            )
        document["travel"] = travel | matrix.read_matrix(reading, places)
        return
    if MATRIX in places.tables:
        reading.fault(
            "unknown_sheet",
            places.tables[MATRIX].place(None),
            f"distances are given, although the setting travel_kind says {travel['kind']}",
            f"{MATRIX} together with travel_kind matrix",
            "remove one of the two",
        )
    planar = document.get("coordinate_system") == "planar"
    profiles = travel.get("profiles")
    if profiles == []:
        del travel["profiles"]
    if travel or planar:
        document["travel"] = {"kind": "planar" if planar else "geodesic"} | travel


def _checked(document: Record, reading: Reading, places: Places, name: str) -> Problem:
    problem: Problem | None = None
    found: list[Fault] = []
    try:
        problem = Problem.model_validate(document)
    except ValidationError as error:
        told = {sheet for sheet in _NEEDED if sheet not in places.tables}
        if SETTINGS in told:
            told.add("horizon.start")
        found = [
            places.translated(fault, document)
            for fault in dict.fromkeys([*faults_of(error, "problem"), *faults_between(document, error)])
            if fault.where not in told and not _is_told(fault.where, reading.broken)
        ]
    if reading.faults or found or problem is None:
        raise InvalidProblemError(name, list(_one_per_missing_column([*reading.faults, *found])))
    return problem


def _one_per_missing_column(faults: Iterable[Fault]) -> Iterator[Fault]:
    """A column that is not there is missed once, not once in each row."""
    told: set[str] = set()
    for fault in faults:
        if fault.code == "missing_field" and fault.where.endswith(NOT_THERE):
            where = re.sub(r", row \d+", "", fault.where)
            if where not in told:
                yield replace(fault, where=where, remedy="add the column, and fill it in")
            told.add(where)
        else:
            yield fault


def _is_told(where: str, broken: set[str]) -> bool:
    parts = where.split(".")
    return any(".".join(parts[:length]) in broken for length in range(1, len(parts) + 1))
