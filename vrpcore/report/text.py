"""Plain text for terminals: display width, safe names, aligned tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

PAGE_WIDTH = 100
"""Columns that every line fits into."""

_ELLIPSIS = "…"


def display_width(text: str) -> int:
    """Columns a text takes in a terminal: two for wide characters such as Chinese, none for accents."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def plain(text: str) -> str:
    r"""A text with everything that could disturb a terminal written as an escape, such as ``\n``."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def fit(text: str, width: int) -> str:
    """A text cut to a display width, with an ellipsis where something is missing."""
    if display_width(text) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        room -= display_width(character)
        if room < 0:
            break
        kept += character
    return kept + _ELLIPSIS


def pad(text: str, width: int, *, right: bool = False) -> str:
    """A text filled with blanks to a display width, on its left where it is to stand on the right."""
    blanks = " " * max(0, width - display_width(text))
    return blanks + text if right else text + blanks


@dataclass(frozen=True, slots=True)
class Table:
    """Cells with words on the left and figures on the right."""

    header: Sequence[str]
    """Column titles."""
    rows: Sequence[Sequence[str]]
    words: int = 1
    """How many columns from the left hold words."""
    total: bool = False
    """Whether the last row is a total."""

    def lines(self) -> list[str]:
        """The table for a terminal; the first columns are cut where it would be wider than the page."""
        return _lines(self)


def _lines(table: Table) -> list[str]:
    rows, words = table.rows, table.words
    cells = [[plain(cell) for cell in row] for row in (table.header, *rows)]
    widths = [max(display_width(row[column]) for row in cells) for column in range(len(table.header))]
    while sum(widths) + 2 * (len(widths) - 1) > PAGE_WIDTH and max(widths[:words]) > 4:
        widths[widths.index(max(widths[:words]))] -= 1
    lines = [
        "  ".join(
            pad(fit(cell, width), width, right=column >= words)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    rule = "  ".join("-" * width for width in widths)
    if table.total and rows:
        lines.insert(-1, rule)
    return [lines[0], rule, *lines[1:]]


_PIECES = re.compile(
    r"\s+|[\u2e80-\u9fff\uff00-\uffef][，。；：、）]*|[^\s\u2e80-\u9fff\uff00-\uffef]+[，。；：、）]*"
)
"""What a line may break between: blanks, single Chinese characters, other words; none begins with a mark."""


def paragraph(text: str, indent: str = "") -> list[str]:
    """A text in lines that fit the page; wide characters count double."""
    lines, line, blank = [], "", ""
    room = PAGE_WIDTH - display_width(indent)
    for piece in _PIECES.findall(plain(text)):
        if piece.isspace():
            blank = " " if line else ""
            continue
        for part in _parts(piece, room):
            if line and display_width(line + blank + part) > room:
                lines.append(indent + line)
                line, blank = "", ""
            line, blank = f"{line}{blank}{part}", ""
    return [*lines, indent + line] if line else lines


def _parts(word: str, width: int) -> list[str]:
    """A word, broken where it is wider than a line."""
    parts = [""]
    for character in word:
        if display_width(parts[-1]) + display_width(character) > width:
            parts.append("")
        parts[-1] += character
    return parts
