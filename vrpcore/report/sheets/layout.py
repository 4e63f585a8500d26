"""Where on the page the parts of a paper stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vrpcore.report.sheets.content import Grid, Sheet
from vrpcore.report.sheets.pen import Pen

MARGIN = 10.0
_GAP = 2.0
_SIZE, _SLIP_SIZE = 8.5, 8.0
_TITLE, _SLIP_TITLE = 14.0, 10.0
_PAD = 0.9
_SLIP_PAD = 3.0
_BLANK = 9.0
_TO_WRITE = 9.0
"""Least height of a row in which somebody signs."""
_FIRST_WIDE = "\u3000"

Break = Callable[[], float]
"""Goes on to a new page; returns where to go on there."""


def draw_sheet(pen: Pen, sheet: Sheet) -> None:
    """A paper on pages of its own."""

    def begin() -> float:
        pen.new_page(wide=sheet.is_wide)
        return _head(pen, sheet, MARGIN, MARGIN, pen.width - 2 * MARGIN, _TITLE)

    top = begin()
    width, bottom = pen.width - 2 * MARGIN, pen.height - MARGIN
    y = _facts_in_line(pen, sheet, MARGIN, top, width)
    for grid in sheet.grids:
        y = _grid(pen, grid, MARGIN, y, width, _SIZE, bottom, begin)
    needed = -(-len(sheet.blanks) // _across(width)) * _BLANK
    if y + needed > bottom:
        y = begin()
    _blanks(pen, sheet, MARGIN, y, width, _SIZE)


def draw_slip(pen: Pen, sheet: Sheet, x: float, y: float, width: float) -> float:
    """A paper on a part of a page; returns where it ends."""
    x, width = x + _SLIP_PAD, width - 2 * _SLIP_PAD
    y = _head(pen, sheet, x, y + _SLIP_PAD, width, _SLIP_TITLE)
    for label, text in sheet.facts:
        for line in pen.wrap(_said(label, text), width, _SLIP_SIZE):
            pen.line(x, y, line, _SLIP_SIZE)
            y += pen.leading(_SLIP_SIZE)
    y += _GAP / 2
    for grid in sheet.grids:
        y = _grid(pen, grid, x, y, width, _SLIP_SIZE)
    return _blanks(pen, sheet, x, y, width, _SLIP_SIZE) + _SLIP_PAD


def slip_height(pen: Pen, sheet: Sheet, width: float) -> float:
    """Height that a slip takes."""
    pen.is_silent = True
    try:
        return draw_slip(pen, sheet, 0, 0, width)
    finally:
        pen.is_silent = False


def _said(label: str, text: str) -> str:
    colon = "：" if label[:1] > _FIRST_WIDE else ": "
    return f"{label}{colon}{text}"


def _head(pen: Pen, sheet: Sheet, x: float, y: float, width: float, size: float) -> float:
    """Title on the left, mark on the right, a rule below."""
    title = pen.cut(sheet.title, width, size)
    room = width - pen.measure(title, size) - 4
    mark = pen.cut(sheet.mark, room, _SIZE) if room > 20 or pen.measure(sheet.mark, _SIZE) <= room else ""
    pen.line(x, y, title, size)
    base = y + pen.leading(size)
    pen.line(x + width - pen.measure(mark, _SIZE), base - pen.leading(_SIZE), mark, _SIZE)
    pen.rule(x, base + 0.5, x + width, base + 0.5, 0.4)
    return base + _GAP


def _facts_in_line(pen: Pen, sheet: Sheet, x: float, y: float, width: float) -> float:
    """Facts one after another, in as many lines as they need."""
    at, height = x, pen.leading(_SIZE)
    for label, text in sheet.facts:
        said = pen.cut(_said(label, text), width, _SIZE)
        needed = pen.measure(said, _SIZE)
        if at > x and at + needed > x + width:
            at, y = x, y + height
        pen.line(at, y, said, _SIZE)
        at += needed + 7
    return y + height + _GAP


def _grid(
    pen: Pen,
    grid: Grid,
    x: float,
    y: float,
    width: float,
    size: float,
    bottom: float = float("inf"),
    begin: Break = lambda: 0.0,
) -> float:
    """A table that goes on over as many pages as it needs; returns where it ends."""
    whole = sum(column.share for column in grid.columns)
    widths = [width * column.share / whole for column in grid.columns]
    titles = [column.title for column in grid.columns]
    if grid.title:
        if y + 4 * pen.leading(size) + 3 * _PAD > bottom:
            y = begin()
        pen.line(x, y, pen.cut(grid.title, width, size + 1), size + 1)
        y += pen.leading(size + 1) + 0.5

    def heading(top: float) -> float:
        lines = [pen.wrap(title, w - 2 * _PAD, size) for title, w in zip(titles, widths, strict=True)]
        height = _height(pen, lines, size)
        pen.shade(x, top, width, height)
        return _row(pen, grid, lines, x, top, widths, size, height)

    y = heading(y)
    is_fresh = False
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    for number, row in enumerate(rows):
        rest = [pen.wrap(cell, w - 2 * _PAD, size) for cell, w in zip(row, widths, strict=True)]
        least = _TO_WRITE if grid.to_sign and number < len(grid.rows) else 0.0
        while rest:
            height = max(_height(pen, rest, size), least)
            if y + height <= bottom:
                y, rest = _row(pen, grid, rest, x, y, widths, size, height), []
                is_fresh = False
            elif not is_fresh:
                y, is_fresh = heading(begin()), True
            else:  # taller than a page: as much as there is room for, and the rest on the next one
                room = max(1, int((bottom - y - 2 * _PAD) / pen.leading(size)))
                now, rest = [lines[:room] for lines in rest], [lines[room:] for lines in rest]
                y, is_fresh = _row(pen, grid, now, x, y, widths, size, _height(pen, now, size)), False
    return y + _GAP


def _height(pen: Pen, lines: Sequence[Sequence[str]], size: float) -> float:
    return max(map(len, lines)) * pen.leading(size) + 2 * _PAD


def _row(
    pen: Pen,
    grid: Grid,
    lines: Sequence[Sequence[str]],
    x: float,
    y: float,
    widths: Sequence[float],
    size: float,
    height: float,
) -> float:
    """A ruled row; returns where it ends."""
    left = x
    for column, cell, width in zip(grid.columns, lines, widths, strict=True):
        for nth, line in enumerate(cell):
            at = left + width - _PAD - pen.measure(line, size) if column.figures else left + _PAD
            pen.line(at, y + _PAD + nth * pen.leading(size), line, size)
        pen.rule(left, y, left, y + height)
        left += width
    pen.rule(left, y, left, y + height)
    pen.rule(x, y, left, y)
    pen.rule(x, y + height, left, y + height)
    return y + height


def _across(width: float) -> int:
    """How many lines to write on stand beside each other."""
    return max(1, int(width // 42))


def _blanks(pen: Pen, sheet: Sheet, x: float, y: float, width: float, size: float) -> float:
    """Lines to write on; returns where they end."""
    across = _across(width)
    step = width / across
    for nth, label in enumerate(sheet.blanks):
        left, top = x + nth % across * step, y + nth // across * _BLANK + 3
        pen.line(left, top, label, size)
        start = left + pen.measure(label, size) + 1.5
        pen.rule(start, top + pen.leading(size), left + step - 3, top + pen.leading(size))
    return y + -(-len(sheet.blanks) // across) * _BLANK
