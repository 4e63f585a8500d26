"""The records of each sheet as a plain document, with the row that each was read from."""

from __future__ import annotations

from vrpcore.errors import Fault
from vrpcore.io.tables.cells import is_blank
from vrpcore.io.tables.headings import Table, nearest
from vrpcore.io.tables.places import Places, look_alike
from vrpcore.io.tables.rows import BROKEN, Reading, Record
from vrpcore.io.tables.schema import ID_OF, NEEDED, PROFILES, Column, Sheet, line_columns
from vrpcore.io.tables.texts import EMPTY, stripped
from vrpcore.language import Kind, folded, told
from vrpcore.models.faults import Path

_MAX_HINTS = 50
_MAX_COMPARED = 1_000
"""Comparing names is slow: beyond these numbers no similar name is looked for."""


def read_things(
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


def read_children(
    sheet: Sheet,
    table: Table,
    reading: Reading,
    places: Places,
    parents: dict[str, tuple[Record, Path]],
) -> None:
    """Put records into the record of another sheet that their key names."""
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
                    "missing_field",
                    table.place(number, sheet.key),
                    told("it is missing"),
                    told("a value"),
                    told("fill it in"),
                )
            continue
        marker = cells[first] if first is not None and first < len(cells) else None
        parent = parents.get(id_) if isinstance(id_, str) else None
        if parent is None:
            if isinstance(id_, str) and (sheet.parent in places.tables or sheet.parent not in NEEDED):
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
    similar = alike = ""
    if hint:
        alike = look_alike(id_, (record for record, _ in parents.values()))
        similar = nearest(id_, {folded(p): p for p in list(parents)[:_MAX_COMPARED]})
    return Fault(
        "unknown_id",
        table.place(number, sheet.key),
        told("{id!r} is not among the {things}", id=id_, things=Kind(sheet.parent)),
        told(
            "one of the {number} {things}" if parents else "nothing: there are no {things}",
            number=len(parents),
            things=Kind(sheet.parent),
        ),
        alike
        or told("{hint}correct the id, or add it to the {things}", hint=similar, things=Kind(sheet.parent)),
    )


def read_orders(sheet: Sheet, table: Table, reading: Reading, places: Places, document: Record) -> None:
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
                told(
                    "order {order!r} says {value} here, and {other} in row {row}",
                    order=record["id"],
                    value=str(value),
                    other=str(values[name]),
                    row=first_row,
                ),
                told(
                    "the same in all rows of an order, or nothing below its first row, in {sheet}",
                    sheet=Kind(sheet.name),
                ),
                told("correct one of the two; two orders need two ids"),
            )


def _place(record: Record, path: tuple[str, ...], items: list[Record]) -> list[Record]:
    """Put a list where a path leads, unless there is one already."""
    *parts, last = path
    for part in parts:
        record = record.setdefault(part, {})
    found: list[Record] = record.setdefault(last, items)
    return found
