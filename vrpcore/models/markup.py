"""Small tables as HTML for notebooks. Every text is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

Cell = str | int
_FIGURES = frozenset("0123456789-")
Rows = Sequence[Sequence[Cell]]

_STYLE = "display:inline-table;vertical-align:top;margin:4px 24px 4px 0"


def markup_of(title: str, *tables: Rows, headers: Iterable[Sequence[str]] = ()) -> str:
    """A title and tables side by side; those without rows are left out.

    Parameters
    ----------
    title
        One line.
    tables
        Rows of cells; whole numbers get separators. Figures stand on the right, but for the first column.
    headers
        Column titles of the tables, where they have any.
    """
    given = [*headers, *([()] * len(tables))]
    body = "".join(_table(rows, header) for rows, header in zip(tables, given, strict=False) if rows)
    return f"<div><strong>{html.escape(title)}</strong><div>{body}</div></div>"


def _table(rows: Rows, header: Sequence[str]) -> str:
    head = "".join(f"<th>{html.escape(text)}</th>" for text in header)
    lines = "".join("<tr>" + "".join(map(_cell, range(len(row)), row)) + "</tr>" for row in rows)
    return f'<table style="{_STYLE}">{"<thead><tr>" + head + "</tr></thead>" if head else ""}{lines}</table>'


def _cell(column: int, cell: Cell) -> str:
    text = f"{cell:,}" if isinstance(cell, int) else cell
    align = "right" if column and text[:1] in _FIGURES else "left"
    return f'<td style="text-align:{align};padding:1px 8px;white-space:pre-wrap">{html.escape(text)}</td>'
