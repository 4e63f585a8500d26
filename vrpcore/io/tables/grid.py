"""A sheet as it stands in a file: rows of cells, and how to name a place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vrpcore.io.tables.cells import is_blank

Row = tuple[int, Sequence[object]]
"""The number under which a user finds the row, and its cells."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook, one CSV file, one data frame."""

    name: str
    """The sheet's name, the file's name without its ending, the key of the frame."""
    rows: Sequence[Row]
    """Rows with anything in them, headings included."""
    medium: Literal["sheet", "file", "frame"] = "sheet"
    comma: bool = False
    """Whether a comma is a decimal point."""

    def place(self, row: int | None = None, column: int | None = None, heading: str = "") -> str:
        """A place in words, for example ``sheet 'orders', row 7, column D 'cases'``."""
        text = f"{self.medium} {self.name + ('.csv' if self.medium == 'file' else '')!r}"
        if row is not None:
            text += f", row {row}"
        if column is not None:
            text += f", column {'' if self.medium == 'frame' else letters(column) + ' '}{heading!r}"
        return text


def letters(column: int) -> str:
    """The letters of a column, counted from 0: A, B, …, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def without_blank_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows in which anything stands."""
    return [(number, cells) for number, cells in rows if not all(map(is_blank, cells))]
