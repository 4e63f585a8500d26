"""A folder of CSV files in and out: a file for each sheet."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path

from vrpcore.errors import FileFormatError
from vrpcore.io.files import write_bytes
from vrpcore.io.tables.grid import Grid, Row, without_blank_rows
from vrpcore.io.tables.headings import is_skipped, known_headings, known_sheets
from vrpcore.io.tables.matrix import NAMES
from vrpcore.io.tables.read import problem_from
from vrpcore.io.tables.schema import MATRIX, sheets
from vrpcore.io.tables.write import sheets_of
from vrpcore.language import Language, folded, label
from vrpcore.models.problem import Problem

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",;\t"
_FORMULA = tuple("=+-@\t\r'")
"""Beginnings of texts that spreadsheets would run as formulas, and of those that we have marked."""


def read_csv(folder: str | PathLike[str]) -> Problem:
    """Read a problem from a folder of CSV files; `docs/tables.md` tells their names and columns.

    UTF-8, UTF-16 with a mark, and GBK (GB 18030) are told apart, as are commas, semicolons and tabs between
    cells.

    Raises
    ------
    InvalidProblemError
        If anything in them is wrong; `faults` lists all of it with file, row, column and remedy.
    FileFormatError
        If it is no folder, holds no CSV file, or one cannot be read as text.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileFormatError(f"{folder} is not a folder; allowed: a folder of CSV files; remedy: name it")
    named = (path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    files = sorted(path for path in named if not is_skipped(path.stem))
    if not files:
        raise FileFormatError(
            f"{folder} holds no CSV files; remedy: `vrpcore generate template {folder}` writes an example"
        )
    return problem_from([_grid(path) for path in files], str(folder))


def write_csv(
    problem: Problem, folder: str | PathLike[str], *, language: Language = "en", all_columns: bool = False
) -> None:
    """Write a problem as a folder of CSV files (UTF-8 with a mark, as Excel wants it).

    Texts that a spreadsheet would take for formulas get an apostrophe, which `read_csv` takes away.

    Parameters
    ----------
    problem
        What to write.
    folder
        Where; created if it does not exist, but not the folders above it.
    language
        Of file names, headings and choices.
    all_columns
        Whether to write columns in which nothing but defaults stands.

    Raises
    ------
    FileFormatError
        If the folder holds files that would be read together with these.
    """
    folder = Path(folder)
    folder.mkdir(exist_ok=True)
    texts = {
        f"{label(sheet.sheet, '', language)}.csv": text_of([sheet.headings(language), *sheet.rows])
        for sheet in sheets_of(problem, language, all_columns=all_columns)
    }
    others = [
        path.name
        for path in sorted(folder.glob("*.csv"))
        if path.name not in texts and folded(path.stem) in known_sheets()
    ]
    if others:
        raise FileFormatError(
            f"{folder} also holds {', '.join(others)}, which would be read together with what is written; "
            "remedy: remove them, or write into another folder"
        )
    for name, text in texts.items():
        write_bytes(codecs.BOM_UTF8 + text.encode(), folder / name)


def text_of(rows: Sequence[Sequence[object]]) -> str:
    """Rows as the text of a CSV file in which nothing can run as a formula."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value


def _grid(path: Path) -> Grid:
    kind = known_sheets().get(folded(path.stem), "")
    names = NAMES if kind == MATRIX else sheets()[kind].headings if kind in sheets() else ("setting", "value")
    return grid_of(path, known_headings(kind, names))


def grid_of(path: Path, words: Mapping[str, str]) -> Grid:
    """The rows of a CSV file, whose delimiter is that under which most of its headings are known.

    Raises
    ------
    FileFormatError
        If it cannot be read as text, or as CSV.
    """
    text = _decoded(path)

    def known(delimiter: str) -> int:
        head = csv.reader(io.StringIO("\n".join(text.splitlines()[:20])), delimiter=delimiter)
        return max((sum(folded(cell) in words for cell in row) for row in head), default=0)

    try:
        delimiter = max(_DELIMITERS, key=known)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows: list[Row] = [
            (number, [_unmarked(cell) for cell in row]) for number, row in enumerate(reader, start=1)
        ]
    except csv.Error as error:
        raise FileFormatError(f"{path} is not a CSV file: {error}; remedy: save it again as CSV") from error
    return Grid(path.stem, without_blank_rows(rows), "file", comma=delimiter == ";")


def _unmarked(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in [next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8"), "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileFormatError(f"{path} is neither UTF-8 nor GBK text; remedy: save it as 'CSV UTF-8'")
