"""Workbooks out: a problem as one sheet per kind."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from vrpcore.errors import FileFormatError
from vrpcore.io.tables.excel_read import EXCEL_ENDINGS
from vrpcore.io.tables.notes import comment
from vrpcore.io.tables.schema import SETTINGS, Column, settings
from vrpcore.io.tables.workbook import Heading, Workbook, quoted_range
from vrpcore.io.tables.write import Written, sheets_of
from vrpcore.language import Language, label, option
from vrpcore.models.problem import Problem

_NAMED_BY = {
    "customer_id": "customers",
    "product_id": "products",
    "depot_id": "depots",
    "destination_depot_id": "depots",
    "township_id": "townships",
    "vehicle_type_id": "vehicle_types",
    "profile_id": "travel_profiles",
    "profile": "travel_profiles",
}
"""Columns of ids, and the sheet whose ids they are."""


def write_excel(
    problem: Problem, path: str | PathLike[str], *, language: Language = "en", all_columns: bool = False
) -> None:
    """Write a problem as an Excel workbook, which `read_excel` reads back as an equal problem.

    Nothing in it can run as a formula. Headings have notes that say what to write.

    Parameters
    ----------
    problem
        What to write.
    path
        An ``.xlsx`` file.
    language
        Of sheets, headings, notes and choices.
    all_columns
        Whether to write columns and sheets in which nothing but defaults stands.

    Raises
    ------
    FileFormatError
        If the file's name has another ending, or the problem does not fit into a workbook.
    MissingPackageError
        If openpyxl is not installed.
    """
    book = Workbook(problem.name)
    add_problem(book, problem, language, all_columns=all_columns)
    book.save(checked_path(path))


def add_problem(book: Workbook, problem: Problem, language: Language, *, all_columns: bool = False) -> None:
    """Add the sheets of a problem to a workbook."""
    written = list(sheets_of(problem, language, all_columns=all_columns))
    sources = _sources(written, language)
    for sheet in written:
        headings = [
            _heading(column, sheet.sheet, text, language, sources)
            for column, text in zip(sheet.columns, sheet.headings(language), strict=True)
        ]
        lists = _setting_choices(sheet, language) if sheet.sheet == SETTINGS else None
        book.add(label(sheet.sheet, "", language), headings, sheet.rows, lists)


def checked_path(path: str | PathLike[str]) -> Path:
    """The path of a workbook that is to be written."""
    if Path(path).suffix.lower() != ".xlsx":
        raise FileFormatError(
            f"{Path(path)} is not named as a workbook; allowed: .xlsx; remedy: rename it "
            f"({', '.join(EXCEL_ENDINGS)} can be read, macros cannot be written)"
        )
    return Path(path)


def _sources(written: Sequence[Written], language: Language) -> dict[str, str]:
    """Where the ids stand that a column may name."""
    at = {
        sheet.sheet: quoted_range(label(sheet.sheet, "", language), idx)
        for sheet in written
        for idx, column in enumerate(sheet.columns)
        if column.name == "id"
    }
    return {name: at[sheet] for name, sheet in _NAMED_BY.items() if sheet in at}


def _heading(column: Column, sheet: str, text: str, language: Language, sources: dict[str, str]) -> Heading:
    return Heading(
        text,
        "" if sheet == SETTINGS else comment(column, sheet, language),
        is_text=column.kind in ("text", "clock") and not (sheet == SETTINGS and column.name == "value"),
        choices=_choices(column, language),
        source="" if column.is_list else sources.get(column.name, ""),
        required=column.required and not column.optional_part,
    )


def _choices(column: Column, language: Language) -> tuple[str, ...]:
    if column.is_list or column.kind not in ("option", "truth"):
        return ()
    return tuple(option(value, language) for value in column.options or ("yes", "no"))


def _setting_choices(sheet: Written, language: Language) -> dict[str, tuple[str, ...]]:
    """The drop-down lists of the cells that hold settings."""
    columns = {label(column.name, SETTINGS, language): column for column in settings().columns}
    return {
        f"B{number}": _choices(columns[str(row[0])], language)
        for number, row in enumerate(sheet.rows, start=2)
        if _choices(columns[str(row[0])], language)
    }
