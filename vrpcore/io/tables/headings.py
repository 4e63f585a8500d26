"""Which columns a grid has: its headings, in either language, matched with those of a sheet."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vrpcore.errors import Fault
from vrpcore.io.tables.cells import is_blank
from vrpcore.io.tables.grid import Grid, Row
from vrpcore.io.tables.schema import MATRIX, SETTINGS, Sheet, sheets
from vrpcore.io.tables.texts import stripped
from vrpcore.language import Kind, Told, folded, label, label_synonyms, language_of, told

_MAX_TITLE_ROWS = 20
"""Rows above the headings that may hold a title, a logo, a date."""
NOT_THERE = ", which is not there"
_SKIPPED = ("#", "_")
"""What sheets and columns begin with that are the user's own."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose headings are understood."""

    grid: Grid
    positions: Mapping[str, int]
    """Where each column stands, by its English heading."""
    headings: Mapping[str, str]
    """What each column is called in the file."""
    rows: Sequence[Row]
    """The rows below the headings."""

    def place(self, row: int | None, column: str | None = None) -> Told:
        """A place in the words of the file; a column that is not there is named, too."""
        if column is None:
            return self.grid.place(row)
        if column not in self.positions:
            return told(
                "{place}, column {heading!r}, which is not there",
                place=self.grid.place(row),
                heading=Kind(column),
            )
        return self.grid.place(row, self.positions[column], self.headings[column])


def is_skipped(heading: str) -> bool:
    """Whether a sheet or column is the user's own, or our guide."""
    return heading.startswith(_SKIPPED) or folded(heading) in label_synonyms("guide")


@cache
def known_sheets() -> Mapping[str, str]:
    """Sheet names in both languages, folded, and which sheet each is."""
    return {word: name for name in (SETTINGS, *sheets(), MATRIX) for word in label_synonyms(name)}


@cache
def known_headings(kind: str, names: tuple[str, ...]) -> Mapping[str, str]:
    """Headings of a sheet in both languages, folded; names come before synonyms."""
    found = {word: name for name in reversed(names) for word in label_synonyms(name, kind)}
    return found | {folded(label(name, kind, "zh")): name for name in names} | {folded(n): n for n in names}


def nearest(text: str, words: Mapping[str, str], kind: str | None = None) -> str | Told:
    """A hint at the known name that is most like a text, in its language; empty where none is like it."""
    similar = difflib.get_close_matches(folded(text)[:100], words, n=1, cutoff=0.6)
    if not similar:
        return ""
    name = words[similar[0]]
    word = name if kind is None else label(name, kind, language_of(text))
    return told("did you mean {word!r}? otherwise ", word=word)


def table_of(grid: Grid, sheet: Sheet | str, names: tuple[str, ...], faults: list[Fault]) -> Table:
    """Find the headings of a grid among its first rows, and match them.

    Parameters
    ----------
    grid
        The sheet as it stands in the file.
    sheet
        What it should be, or the name of that.
    names
        English headings that it may have.
    faults
        Takes what is wrong with the headings.
    """
    kind = sheet if isinstance(sheet, str) else sheet.name
    words = known_headings(kind, names)
    rows = list(grid.rows)
    counts = [
        sum(folded(str(cell)) in words for cell in cells if not is_blank(cell))
        for _, cells in rows[:_MAX_TITLE_ROWS]
    ]
    if not any(counts):
        if rows:
            faults.append(_no_headings(grid, kind, names))
        return Table(grid, {}, {}, ())
    at = counts.index(max(counts))
    number, cells = rows[at]
    positions: dict[str, int] = {}
    headings: dict[str, str] = {}
    below = rows[at + 1 :]
    for idx in range(max(len(cells) for _, cells in rows[at:])):
        cell = cells[idx] if idx < len(cells) else None
        if is_blank(cell):
            faults += _without_heading(grid, idx, below)
            continue
        heading = stripped(str(cell))
        name = words.get(folded(heading))
        where = grid.place(number, idx, heading)
        if name in positions:
            faults.append(_twice(where, heading, headings[name]))
        elif name is not None:
            positions[name], headings[name] = idx, heading
        elif not is_skipped(heading):
            faults.append(_unknown(where, heading, kind, names))
    return Table(grid, positions, headings, below)


def _no_headings(grid: Grid, kind: str, names: tuple[str, ...]) -> Fault:
    return Fault(
        "missing_heading",
        grid.place(grid.rows[0][0]),
        told(
            "none of the first {number} rows holds headings of {sheet}",
            number=min(_MAX_TITLE_ROWS, len(grid.rows)),
            sheet=Kind(kind),
        ),
        ", ".join(label(name, kind, language_of(grid.name)) for name in names),
        told("write the headings above the data; `vrpcore generate template` makes an example"),
    )


def _without_heading(grid: Grid, idx: int, below: Sequence[Row]) -> list[Fault]:
    for number, cells in below:
        if idx < len(cells) and not is_blank(cells[idx]):
            return [
                Fault(
                    "missing_heading",
                    grid.place(number, idx, ""),
                    told("there is a value in a column without heading"),
                    told("a heading above each column that holds anything"),
                    told("write the heading, or one that begins with # to have the column skipped"),
                )
            ]
    return []


def _twice(where: str, heading: str, first: str) -> Fault:
    return Fault(
        "duplicate_heading",
        where,
        told(
            "{heading!r} means the same as {first!r}, which already stands to the left",
            heading=heading,
            first=first,
        ),
        told("each column once"),
        told("remove one of the two, or begin its heading with # to have it skipped"),
    )


def _unknown(where: str, heading: str, kind: str, names: tuple[str, ...]) -> Fault:
    return Fault(
        "unknown_heading",
        where,
        told("there is no column {heading!r} in {sheet}", heading=heading[:60], sheet=Kind(kind)),
        ", ".join(label(name, kind, language_of(heading)) for name in names),
        told(
            "{hint}begin it with # to have the column skipped",
            hint=nearest(heading, known_headings(kind, names), kind),
        ),
    )
