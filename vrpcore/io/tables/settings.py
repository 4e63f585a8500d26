"""The sheet of what a problem has once: a setting and its value in each row."""

from __future__ import annotations

from vrpcore.io.tables.cells import is_blank
from vrpcore.io.tables.headings import Table, is_skipped, known_headings, nearest
from vrpcore.io.tables.places import Places
from vrpcore.io.tables.rows import Reading, Record
from vrpcore.io.tables.schema import SETTINGS, settings
from vrpcore.io.tables.texts import stripped
from vrpcore.language import Kind, folded, label, language_of, told

COLUMNS = ("setting", "value", "meaning")


def read_settings(reading: Reading, places: Places, document: Record) -> None:
    """Put the settings into the document."""
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
            told("there is no column {heading!r} in {sheet}", heading=Kind(lacking), sheet=Kind(SETTINGS)),
            told("a column of settings and one of values"),
            told("write {heading} ({chinese}) above it", heading=lacking, chinese=label(lacking, "", "zh")),
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
                told("there is no setting {setting!r}", setting=str(key)[:60]),
                ", ".join(label(name, SETTINGS, language_of(str(key))) for name in columns),
                told("{hint}begin it with # to have it skipped", hint=nearest(str(key), words, SETTINGS)),
            )
        elif column.path in places.rows:
            reading.fault(
                "duplicate_heading",
                table.place(number, "setting"),
                told(
                    "{setting} already stands in row {row}",
                    setting=Kind(column.name),
                    row=places.rows[column.path][1],
                ),
                told("each setting once"),
                told("remove one of the two rows"),
            )
        else:
            places.rows[column.path] = (SETTINGS, number)
            one = Table(
                table.grid, {column.name: value_at}, {column.name: table.headings["value"]}, [(number, cells)]
            )
            for _, record in reading.records(one, (column,)):
                reading.put(record, document, (column,), ())
