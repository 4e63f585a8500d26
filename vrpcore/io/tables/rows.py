"""From the cells of a table to plain records, every fault noted on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from typing import Any

from vrpcore.errors import Fault
from vrpcore.io.tables.cells import is_blank, read_cell
from vrpcore.io.tables.faults import BadCell
from vrpcore.io.tables.headings import Table
from vrpcore.io.tables.schema import Column
from vrpcore.models.faults import Path

Record = dict[str, Any]  # Any: JSON

BROKEN = nan
"""Stands where a cell could not be read: no field takes it, so the record is set aside."""


class Reading:
    """The faults found so far, and how to read more."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.broken: set[str] = set()
        """Places of the problem whose cells have had their fault told."""

    def fault(self, code: str, where: str, what: str, allowed: str, remedy: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(code, where, what, allowed, remedy))

    def records(self, table: Table, columns: Sequence[Column]) -> Iterator[tuple[int, Record]]:
        """The rows of a table as (row number, values by English heading); empty cells are left out."""
        present = [(c.name, table.positions[c.name], c) for c in columns if c.name in table.positions]
        comma = table.grid.comma
        for number, cells in table.rows:
            record: Record = {}
            for name, position, column in present:
                value = cells[position] if position < len(cells) else None
                if is_blank(value):
                    continue
                try:
                    record[name] = read_cell(value, column, comma=comma)
                except BadCell as bad:
                    record[name] = BROKEN
                    self.faults.append(bad.at(table.place(number, name)))
            if record:
                yield number, record

    def put(self, record: Record, into: Record, columns: Sequence[Column], path: Path) -> None:
        """Put values by heading where the model has them.

        Parameters
        ----------
        record
            Values by English heading.
        into
            The record of the model, as JSON.
        columns
            What the headings mean.
        path
            Where `into` stands in the problem.
        """
        for column in columns:
            if column.name not in record:
                continue
            value = record[column.name]
            *parts, last = column.path
            thing = into
            for part in parts:
                thing = thing.setdefault(part, {})
            thing[last] = value
            if value is BROKEN:
                self.broken.add(".".join(map(str, (*path, *column.path))))
