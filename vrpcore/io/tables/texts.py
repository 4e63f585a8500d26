"""Text in cells. What spreadsheets would change is written as a JSON string in quotes, and read back."""

from __future__ import annotations

import datetime as dt
import json
import re

from vrpcore.io.tables.faults import BadCell
from vrpcore.language import told

EMPTY = "(none)"
"""A list that is given, but holds nothing; an empty cell means that none is given."""
_BLANKS = " \t\r\n\u00a0\u3000\u200b\ufeff"
_DAMAGED = re.compile(r"\d(\.\d+)?E\+\d\d+")
_EXCEL_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_SEPARATORS = ";；,，、\n"
_ITEM = re.compile(rf'\s*("(?:[^"\\]|\\.)*"|[^{_SEPARATORS}]*?)\s*(?:[{_SEPARATORS}]|$)')
MOST_DIGITS = 15
"""What Excel keeps of a number."""


def stripped(text: str) -> str:
    """A text without the blanks around it, those of Chinese input methods and web pages included."""
    return text.strip(_BLANKS)


def read_text(value: object) -> str:
    """The text of a cell, numbers included: an id such as 123 is a number to Excel.

    Raises
    ------
    BadCell
        If the spreadsheet has changed the text into something that no longer tells what it was.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and abs(value) < 10**MOST_DIGITS:
        return str(int(value)) if value == int(value) else repr(value)
    text = stripped(value) if isinstance(value, str) else str(value)
    if not isinstance(value, str) or _DAMAGED.fullmatch(text):
        dated = isinstance(value, dt.date | dt.time | dt.timedelta)
        raise BadCell(
            "changed_by_excel",
            told(
                "the text has become a date or time, shown as {text!r}"
                if dated
                else "the text has become a number, shown as {text!r}",
                text=text,
            ),
            told("text; numbers of at most {number} digits are taken as text, too", number=MOST_DIGITS),
            told("format the column as text, then write the original into the cell again"),
        )
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:  # a nickname in quotes
            pass
    return text


def write_text(text: str, *, in_list: bool = False) -> str:
    """A text as a cell that is read back as the same text."""
    if text and text != EMPTY and text.isprintable() and not _EXCEL_ESCAPE.search(text):
        try:
            if read_text(text) == text and not (in_list and any(c in '"' + _SEPARATORS for c in text)):
                return text
        except BadCell:
            pass
    quoted = json.dumps(text, ensure_ascii=False).replace("_x", "_\\u0078")
    return "".join(c if c.isprintable() else _escape(c) for c in quoted)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


def split(text: str, *, at_blanks: bool = False) -> list[str]:
    """The items of a list in one cell, still in quotes where they are."""
    if at_blanks:
        return [item for item in re.split(rf"[\s{_SEPARATORS}]+", text) if item]
    return [match[1] for match in _ITEM.finditer(text) if match[1]]
