"""Grids to read, and problems with names that spreadsheets would spoil."""

from __future__ import annotations

import json

import pytest

from tests.models.documents import county, read
from vrpcore.errors import Fault, InvalidProblemError
from vrpcore.io.tables.grid import Grid, without_blank_rows
from vrpcore.io.tables.read import problem_from
from vrpcore.io.tables.write import sheets_of
from vrpcore.models import Problem

HOSTILE = [
    "=1+1",
    "+86 10",
    "-5",
    "@home",
    "'quoted'",
    "'=x",
    "\ttab",
    " blanks ",
    "　全角空格　",
    '"in quotes"',
    "00123",
    "1E+17",
    "#N/A",
    "TRUE",
    "a;b",
    "李，王、张",
    "two\nlines",
    "bell\x07",
    "carriage\rreturn",
    "_x0041_",
    "(none)",
    "none",
    "2026-01-05",
    "ＡＢ１",
    "\u2028",
    "#own",
    "null",
    "é",
    "0",
]


def grids(problem: Problem, language: str = "en", **options: bool) -> dict[str, list[list[object]]]:
    """The sheets of a problem as lists of rows, headings first; free to be spoilt."""
    return {
        sheet.sheet: [[*sheet.headings(language)], *map(list, sheet.rows)]
        for sheet in sheets_of(problem, language, **options)
    }


def problem_of(sheets: dict[str, list[list[object]]], **fields: object) -> Problem:
    """The problem that sheets state; rows are counted from 1, as in a workbook."""
    return problem_from(
        [
            Grid(name, without_blank_rows(list(enumerate(rows, start=1))), **fields)
            for name, rows in sheets.items()
        ],
        "book",
    )


def faults_of(sheets: dict[str, list[list[object]]], **fields: object) -> tuple[Fault, ...]:
    """What is wrong with sheets."""
    with pytest.raises(InvalidProblemError) as caught:
        problem_of(sheets, **fields)
    return caught.value.faults


def column(sheets: dict[str, list[list[object]]], sheet: str, heading: str) -> int:
    """The position of a column."""
    return sheets[sheet][0].index(heading)


def renamed(names: dict[str, str]) -> Problem:
    """The county by hand with other ids and names."""

    def walk(thing: object) -> object:
        if isinstance(thing, dict):
            return {key: walk(value) for key, value in thing.items()}
        if isinstance(thing, list):
            return [walk(item) for item in thing]
        return names.get(thing, thing) if isinstance(thing, str) else thing

    document = county()
    return read(json.loads(json.dumps(walk(document))))


IDS = (
    "c1",
    "c2",
    "c3",
    "c4",
    "o1",
    "o2",
    "east",
    "west",
    "salt",
    "sauce",
    "nitrite",
    "truck",
    "clerk",
    "李明",
    "小店1",
)
