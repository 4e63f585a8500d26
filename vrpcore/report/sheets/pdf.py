"""Papers as PDF: pages of A4, headings again on each page, slips two beside each other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from vrpcore.io.extras import optional
from vrpcore.report.sheets.content import Sheet, Words
from vrpcore.report.sheets.fonts import FAMILY, drawable, truetype
from vrpcore.report.sheets.layout import MARGIN, draw_sheet, draw_slip, slip_height
from vrpcore.report.sheets.pen import Pen


def document(sheets: Sequence[Sheet], words: Words, name: str) -> bytes:
    """All papers; a page that says so where there are none.

    Raises
    ------
    MissingPackageError
        If fpdf2 is not installed.
    """
    fpdf = optional("fpdf", "writing PDF", "sheets")
    pdf = fpdf.FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_title(name)
    pdf.set_creator("vrpcore")
    nothing = words("nothing to print")
    characters = set(nothing).union("：…", *(text for sheet in sheets for text in _texts(sheet)))
    known = drawable(characters)
    with tempfile.TemporaryDirectory() as folder:
        font = Path(folder) / "sheets.ttf"  # fpdf2 takes fonts from files alone
        font.write_bytes(truetype(known))
        pdf.add_font(FAMILY, fname=font)
        pen = Pen(pdf, known)
        for is_slip, group in groupby(sheets, key=lambda sheet: sheet.is_slip):
            if is_slip:
                _slips(pen, list(group))
            else:
                for sheet in group:
                    draw_sheet(pen, sheet)
        if not sheets:
            pen.new_page(wide=False)
            pen.line(MARGIN, MARGIN, nothing, 11)
        return bytes(pdf.output())


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.title, sheet.mark, *sheet.blanks)
    for pair in sheet.facts:
        yield from pair
    for grid in sheet.grids:
        yield grid.title
        yield from (column.title for column in grid.columns)
        for row in (*grid.rows, grid.total):
            yield from row


def _slips(pen: Pen, slips: Sequence[Sheet]) -> None:
    """Two beside each other, as many pairs on a page as there is room for; giants on pages of their own."""
    y = float("inf")
    for start in range(0, len(slips), 2):
        pair = slips[start : start + 2]
        width = (210 - 2 * MARGIN) / 2
        height = max(slip_height(pen, slip, width) for slip in pair)
        if height > 297 - 2 * MARGIN:
            for slip in pair:
                draw_sheet(pen, slip)
            y = float("inf")
            continue
        if y + height > 297 - MARGIN:
            pen.new_page(wide=False)
            y = MARGIN
        for nth, slip in enumerate(pair):
            x = MARGIN + nth * width
            draw_slip(pen, slip, x, y, width)
            pen.dashed(x, y, width, height)
        y += height
