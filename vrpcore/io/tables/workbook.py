"""A workbook that is being written: safe text, headings that stay in view, notes, drop-down lists, widths."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from vrpcore.errors import FileFormatError
from vrpcore.io.extras import Foreign, optional
from vrpcore.io.files import write_bytes
from vrpcore.io.tables.grid import letters

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
_FIRST_DATE = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900; earlier days are written as text."""
_NOT_PLAIN = tuple("=+-@#\t\r\n")
"""Beginnings of texts that Excel, or openpyxl, would take for something else."""
_SPARE_ROWS = 1_000
"""Empty rows below the data that have drop-down lists, too."""
_A4 = 9
_AMOUNT = "#,##0.00"
_NUM_MEASURED = 200
_MAX_LISTED = 250
"""Characters that Excel takes for a drop-down list."""


@dataclass(frozen=True)
class Heading:
    """A column of a sheet: what stands above it, and what is below."""

    text: str
    note: str = ""
    is_text: bool = False
    """Whether the cells are formatted as text, so that 00123 stays what it is."""
    is_amount: bool = False
    """Whether the cells are amounts of money, shown with two decimal places."""
    choices: Sequence[str] = ()
    """A drop-down list; other values may be written, too."""
    source: str = ""
    """A range whose values are the drop-down list, instead."""
    required: bool = False
    width: int | None = None


@dataclass(frozen=True)
class _Sheet:
    name: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[object]]
    lists: Mapping[str, Sequence[str]]
    is_text: bool = False


class Workbook:
    """Collects sheets, and writes them at once: openpyxl leaves open files behind where it stops half way."""

    def __init__(self, title: str = "") -> None:
        self._openpyxl = optional("openpyxl", "writing Excel workbooks")
        self._validations = optional("openpyxl.worksheet.datavalidation", "writing Excel workbooks")
        self._title = "".join(character for character in title if character.isprintable())
        self._sheets: list[_Sheet] = []

    def add(
        self,
        name: str,
        headings: Sequence[Heading],
        rows: Sequence[Sequence[object]],
        lists: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Add a sheet with headings and rows, and drop-down lists for single cells by their names (B3).

        Raises
        ------
        FileFormatError
            If it has more rows, or a text more characters, than Excel takes.
        """
        if len(rows) >= MAX_ROWS:
            raise FileFormatError(
                f"sheet {name!r} would have {len(rows):,} rows; allowed: {MAX_ROWS - 1:,}; "
                "remedy: write CSV files (write_csv) or JSON (write_json)"
            )
        longest = max((len(cell) for row in rows for cell in row if isinstance(cell, str)), default=0)
        if longest > MAX_TEXT:
            raise FileFormatError(
                f"a text in sheet {name!r} has {longest:,} characters; allowed: {MAX_TEXT:,}; "
                "remedy: write CSV files (write_csv) or JSON (write_json)"
            )
        self._sheets.append(_Sheet(name, headings, rows, lists or {}))

    def add_text(self, name: str, lines: Sequence[tuple[str, bool]], width: int = 100) -> None:
        """Add a sheet of text: lines, each plain or as a title."""
        self._sheets.append(_Sheet(name, (Heading("", width=width),), lines, {}, is_text=True))

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        book = self._openpyxl.Workbook(write_only=True)
        book.properties.creator = "vrpcore"
        book.properties.title = self._title or None
        for sheet in self._sheets:
            self._build(book.create_sheet(sheet.name), sheet)
        buffer = BytesIO()
        book.save(buffer)
        write_bytes(buffer.getvalue(), path)

    def _build(self, sheet: Foreign, content: _Sheet) -> None:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToHeight = 0  # all columns on one page's width, as many pages as it takes
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        if content.is_text:
            self._build_text(sheet, content)
            return
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        last = min(MAX_ROWS, len(content.rows) + _SPARE_ROWS)
        for idx, heading in enumerate(content.headings):
            column = sheet.column_dimensions[letters(idx)]
            measured = [row[idx] for row in content.rows[:_NUM_MEASURED]]
            column.width = heading.width or _width(heading.text, measured)
            if heading.is_text:
                column.number_format = "@"
            self._offer(sheet, heading.choices, heading.source, f"{letters(idx)}2:{letters(idx)}{last}")
        for cell, choices in content.lists.items():
            self._offer(sheet, choices, "", cell)
        sheet.append([self._heading(sheet, heading) for heading in content.headings])
        formats = [
            "@" if heading.is_text else _AMOUNT if heading.is_amount else None for heading in content.headings
        ]
        for row in content.rows:
            sheet.append([self._cell(sheet, value, form) for value, form in zip(row, formats, strict=True)])
        if content.rows:
            sheet.auto_filter.ref = f"A1:{letters(len(content.headings) - 1)}{len(content.rows) + 1}"

    def _build_text(self, sheet: Foreign, content: _Sheet) -> None:
        sheet.sheet_view.showGridLines = False
        sheet.column_dimensions["A"].width = content.headings[0].width
        styles = self._openpyxl.styles
        for text, is_title in content.rows:
            cell = self._cell(sheet, text, "@") if text else None
            if cell is not None:
                cell.font = styles.Font(bold=bool(is_title), size=14 if is_title else 11)
                cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            sheet.append([cell])

    def _heading(self, sheet: Foreign, heading: Heading) -> Foreign:
        styles = self._openpyxl.styles
        cell = self._openpyxl.cell.WriteOnlyCell(sheet, value=heading.text)
        cell.font = styles.Font(bold=True, color="FFFFFF")
        cell.fill = styles.PatternFill("solid", fgColor="1F4E78" if heading.required else "5B7F9E")
        cell.alignment = styles.Alignment(wrap_text=True, vertical="center", horizontal="center")
        if heading.note:
            lines = sum(1 + _display_width(line) // 44 for line in heading.note.splitlines())
            cell.comment = self._openpyxl.comments.Comment(
                heading.note, "vrpcore", width=340, height=24 + 19 * lines
            )
        return cell

    def _cell(self, sheet: Foreign, value: object, form: str | None) -> Foreign:
        if isinstance(value, dt.date):  # moments, too
            day = value.date() if isinstance(value, dt.datetime) else value
            if day < _FIRST_DATE:
                value = value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value.isoformat()
            else:
                cell = self._openpyxl.cell.WriteOnlyCell(sheet, value=value)
                seconds = ":ss" if isinstance(value, dt.datetime) and value.second else ""
                cell.number_format = (
                    f"yyyy-mm-dd hh:mm{seconds}" if isinstance(value, dt.datetime) else "yyyy-mm-dd"
                )
                return cell
        if form == _AMOUNT and value is not None:
            cell = self._openpyxl.cell.WriteOnlyCell(sheet, value=value)
            cell.number_format = form
            return cell
        if isinstance(value, float) and float(f"{value:.16g}") != value:
            # openpyxl writes 16 digits; some numbers need 17 to come back as they were.
            cell = self._openpyxl.cell.WriteOnlyCell(sheet, value=repr(value))
            cell.data_type = "n"
            return cell
        if not isinstance(value, str):
            return value
        suspect = value.startswith(_NOT_PLAIN)
        if form is None and not suspect:
            return value
        cell = self._openpyxl.cell.WriteOnlyCell(sheet, value=value)
        cell.number_format = "@"
        if suspect:  # never a formula, neither now nor when somebody edits the cell
            cell.data_type = "s"
            cell.quotePrefix = True
        return cell

    def _offer(self, sheet: Foreign, choices: Sequence[str], source: str, cells: str) -> None:
        """A drop-down list; what is not in it may be written, too."""
        listed = ",".join(choices)
        if not (source or listed) or len(listed) > _MAX_LISTED:
            return
        validation = self._validations.DataValidation(
            type="list", formula1=source or f'"{listed}"', allow_blank=True, showErrorMessage=False
        )
        validation.add(cells)
        sheet.data_validations.append(validation)  # as Worksheet.add_data_validation does


def _width(heading: str, values: Sequence[object]) -> int:
    widest = max((_display_width(_shown(value)) for value in values), default=0)
    return max(9, min(44, widest + 2), min(20, _display_width(heading) + 3))


def _shown(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return "" if value is None else str(value)


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def quoted_range(sheet: str, column: int) -> str:
    """A column of another sheet, below its heading, for drop-down lists."""
    escaped = sheet.replace("'", "''")
    return f"'{escaped}'!${letters(column)}$2:${letters(column)}${_SPARE_ROWS * 20}"
