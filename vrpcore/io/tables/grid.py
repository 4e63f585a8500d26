"""A sheet as it stands in a file: rows of cells, and how to name a place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vrpcore.io.tables.cells import is_blank
from vrpcore.language import Told, told

_MEDIA = {"sheet": "sheet {name!r}", "file": "file {name!r}", "frame": "frame {name!r}"}
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

    def place(self, row: int | None = None, column: int | None = None, heading: str = "") -> Told:
        """A place in words, for example ``sheet 'orders', row 7, column D 'cases'``."""
        text = told(_MEDIA[self.medium], name=self.name + (".csv" if self.medium == "file" else ""))
        if row is not None:
            text = told("{place}, row {row}", place=text, row=row)
        if column is None:
            return text
        if self.medium == "frame":
            return told("{place}, column {heading!r}", place=text, heading=heading)
        return told(
            "{place}, column {letters} {heading!r}", place=text, letters=letters(column), heading=heading
        )


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
