"""Reading the form back: all that was reported, or every fault of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

from vrpcore.errors import FileFormatError, InvalidInputError
from vrpcore.evaluation import evaluate
from vrpcore.io.tables.cells import is_blank, read_cell
from vrpcore.io.tables.csv_folder import grid_of
from vrpcore.io.tables.excel_read import EXCEL_ENDINGS, grids_of
from vrpcore.io.tables.faults import BadCell
from vrpcore.io.tables.grid import Grid
from vrpcore.io.tables.headings import Table, is_skipped, known_headings, table_of
from vrpcore.io.tables.rows import Reading
from vrpcore.io.tables.schema import Column
from vrpcore.io.tables.texts import read_text
from vrpcore.io.tables.times import read_clock, read_moment
from vrpcore.language import Kind, folded, label_synonyms, language_of, option_synonyms, told
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.actuals import check
from vrpcore.report.actuals.form import COLUMNS, ENDINGS, KEYS, SHEET, TO_FILL, outcome_word, planned_orders
from vrpcore.report.actuals.record import OUTCOMES, Actuals

_NAMES = tuple(COLUMNS)


def read_form(
    problem: Problem, plan: Plan, path: str | PathLike[str], *, evaluation: Evaluation | None = None
) -> Actuals:
    """Read a filled-in form, in either language.

    Rows in which nothing is filled in are not reported yet. An outcome may be left out where the cases tell
    it, and the cases where the outcome does. Times may be times of day; they count from the row's date.

    Parameters
    ----------
    problem, plan
        What the form was made of.
    path
        An ``.xlsx`` or ``.csv`` file.
    evaluation
        The verdict on the plan; worked out here if not given.

    Raises
    ------
    InvalidInputError
        If anything in it is wrong; `faults` lists all of it with sheet, row, column and remedy.
    FileFormatError
        If it is neither a workbook nor a CSV file.
    """
    path = Path(path)
    reading = Reading()
    grid = _grid(path)
    table = table_of(grid, SHEET, _NAMES, reading.faults)
    if grid.rows and table.positions:
        for name in (*KEYS, "outcome"):
            if name not in table.positions:
                reading.fault(
                    "missing_heading",
                    grid.place(),
                    told("there is no column {heading!r}", heading=Kind(name)),
                    ", ".join(_NAMES),
                    told("write the form again (`vrpcore form`) and fill that in"),
                )
    planned = planned_orders(problem, plan, evaluation or evaluate(problem, plan, explain=False))
    book = check.Book({order.key: order for order in planned}, reading)
    if not reading.faults:
        for number, cells in table.rows:
            record = _record(table, number, cells, reading)
            if record is not None:
                book.add(record, partial(table.place, number))
    if reading.faults:
        title = told("the form {path} cannot be used", path=str(path))
        language = language_of(" ".join([grid.name, *table.headings.values()]))
        raise InvalidInputError(title, reading.faults, language)
    return Actuals(tuple(book.executed), book.driven_km)


def _grid(path: Path) -> Grid:
    if path.suffix.lower() == ".csv":
        return grid_of(path, known_headings(SHEET, _NAMES))
    if path.suffix.lower() not in EXCEL_ENDINGS:
        raise FileFormatError(f"{path} has another ending; allowed: {', '.join(ENDINGS)}; remedy: rename it")
    grids = [grid for grid in grids_of(path) if not is_skipped(grid.name)]
    own = [grid for grid in grids if folded(grid.name) in label_synonyms(SHEET, SHEET)]
    if not own and len(grids) != 1:
        raise FileFormatError(
            f"{path} has no sheet {SHEET!r}; allowed: a workbook of `vrpcore form`, or of one sheet; "
            "remedy: name the sheet so"
        )
    return (own or grids)[0]


def _record(table: Table, number: int, cells: Sequence[object], reading: Reading) -> Mapping[str, Any] | None:
    """The values of a row; None where nothing is filled in, or something could not be read."""
    raw = {
        name: cells[at] for name, at in table.positions.items() if at < len(cells) and not is_blank(cells[at])
    }
    if not any(name in raw for name in TO_FILL):
        return None
    record: dict[str, Any] = {}
    num_faults = len(reading.faults)
    for name in (*KEYS, "amount_due", *TO_FILL):
        if name not in raw:
            if name in KEYS:
                reading.fault(
                    "missing_field",
                    table.place(number, name),
                    told("the cell is empty"),
                    told("what the form said"),
                    told("copy it from the form"),
                )
            continue
        try:
            record[name] = _value(name, raw[name], record, table)
        except BadCell as bad:
            reading.faults.append(bad.at(table.place(number, name)))
    return record if len(reading.faults) == num_faults else None


def _value(name: str, value: object, record: Mapping[str, Any], table: Table) -> object:
    kind = COLUMNS[name]
    if name == "outcome":
        return _outcome(value)
    if kind == "moment":
        return _moment(value, record.get("date"))
    column = Column((name,), kind, "", required=False, nullable=False, default=None)
    return read_cell(value, column, comma=table.grid.comma)


def _outcome(value: object) -> str:
    word = folded(read_text(value))
    for outcome in OUTCOMES:
        if word == folded(outcome) or word in option_synonyms(f"executed_{outcome}"):
            return outcome
    allowed = ", ".join(f"{outcome} ({outcome_word(outcome, 'zh')})" for outcome in OUTCOMES)
    what = told("{outcome!r} is no outcome", outcome=str(value))
    raise BadCell("not_an_option", what, allowed, told("choose one of these"))


def _moment(value: object, day: object) -> dt.datetime:
    """A moment, or a time of the row's day."""
    try:
        seconds = read_clock(value)
    except BadCell as not_a_time:
        try:
            return read_moment(value, last=False)
        except BadCell:
            allowed = told("a time such as 09:35, or date and time such as 2026-03-05 09:35")
            raise BadCell(not_a_time.code, not_a_time.what, allowed, not_a_time.remedy) from None
    midnight = day if isinstance(day, dt.date) else dt.date.min
    return dt.datetime.combine(midnight, dt.time()) + dt.timedelta(seconds=seconds)
