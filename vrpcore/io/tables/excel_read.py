"""Workbooks (.xlsx, .xlsm) in."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from os import PathLike
from pathlib import Path

from vrpcore.errors import FileFormatError
from vrpcore.io.collector import garbage_collection_paused
from vrpcore.io.extras import Foreign, optional
from vrpcore.io.tables.cells import CellError, NoValue
from vrpcore.io.tables.grid import Grid, Row, without_blank_rows
from vrpcore.io.tables.read import problem_from
from vrpcore.models.problem import Problem

EXCEL_ENDINGS = (".xlsx", ".xlsm")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ZEROS = re.compile(r"0{2,}")


def read_excel(path: str | PathLike[str]) -> Problem:
    """Read a problem from an Excel workbook; `docs/tables.md` tells its sheets.

    Raises
    ------
    InvalidProblemError
        If anything in it is wrong; `faults` lists all of it with sheet, row, column and remedy.
    FileFormatError
        If it is not a workbook of Excel 2007 or later.
    FileNotFoundError
        If there is no such file.
    MissingPackageError
        If openpyxl is not installed.
    """
    path = Path(path)
    with garbage_collection_paused():
        return problem_from(grids_of(path), str(path))


def grids_of(path: Path) -> list[Grid]:
    """The sheets of a workbook as they stand there."""
    openpyxl = optional("openpyxl", "reading Excel workbooks")
    if path.is_dir() or path.suffix.lower() not in EXCEL_ENDINGS:
        raise FileFormatError(
            f"{path} is not named as a workbook; allowed: {', '.join(EXCEL_ENDINGS)}; "
            "remedy: save it from Excel or LibreOffice as 'Excel workbook (.xlsx)'"
        )
    data = path.read_bytes()
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(BytesIO(data)) as archive:
            warnings.simplefilter("ignore", UserWarning)  # parts of a workbook that only concern its look
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            return [_grid(openpyxl, sheet, archive, data) for sheet in book.worksheets]
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError) as error:
        old = " (it is password protected, or of Excel 2003)" if data[:4] == b"\xd0\xcf\x11\xe0" else ""
        raise FileFormatError(
            f"{path} is not a whole Excel workbook{old}: {error}; "
            "remedy: save it again from Excel or LibreOffice as 'Excel workbook (.xlsx)', without password"
        ) from error


def _grid(openpyxl: Foreign, sheet: Foreign, archive: zipfile.ZipFile, data: bytes) -> Grid:
    # openpyxl reads sheets cell by cell only without merged ranges and with formulas or values, not both.
    raw = archive.read(sheet._worksheet_path)  # no public name
    sheet.reset_dimensions()  # other programs write wrong ones
    rows: list[Row] = [
        (number, [_value(cell) for cell in cells])
        for number, cells in enumerate(sheet.iter_rows(), start=1)
        if cells
    ]
    if _FORMULA.search(raw):
        formulas = openpyxl.load_workbook(BytesIO(data), read_only=True)[sheet.title]
        rows = list(_with_formulas(rows, formulas))
    rows = without_blank_rows(rows)
    for match in _MERGED.findall(raw):
        _spread(rows, *openpyxl.utils.cell.range_boundaries(match.decode()))
    return Grid(sheet.title, rows)


def _value(cell: Foreign) -> object:
    value: object = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return CellError(value)
    if isinstance(value, int) and not isinstance(value, bool) and _ZEROS.fullmatch(cell.number_format):
        return str(value).zfill(len(cell.number_format))  # as it is shown: 00123
    if isinstance(value, dt.datetime) and value.time() == dt.time() and "h" not in cell.number_format.lower():
        return value.date()
    return value


def _with_formulas(rows: list[Row], formulas: Foreign) -> Iterator[Row]:
    """The rows, with a note where a formula has no value."""
    formulas.reset_dimensions()
    texts = dict(enumerate(formulas.iter_rows(values_only=True), start=1))
    for number, cells in rows:
        formula = texts.get(number, ())
        yield (
            number,
            [
                NoValue(text) if value is None and isinstance(text := _at(formula, idx), str) else value
                for idx, value in enumerate(cells)
            ],
        )


def _at(cells: tuple[object, ...], idx: int) -> object:
    return cells[idx] if idx < len(cells) else None


def _spread(rows: list[Row], left: int, top: int, right: int, bottom: int) -> None:
    """Give every row of a range merged over rows what its first cell holds; openpyxl counts from 1."""
    if bottom == top:
        return  # a title over several columns
    inside = [cells for number, cells in rows if top <= number <= bottom]
    first = next((cells for number, cells in rows if number == top), None)
    if first is None or left > len(first):
        return
    value = first[left - 1]
    for cells in inside:
        if isinstance(cells, list) and left <= len(cells) and right == left:
            cells[left - 1] = value
