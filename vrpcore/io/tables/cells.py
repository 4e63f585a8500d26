"""One cell in and out: what a column asks for, from what people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from vrpcore.io.tables.faults import BadCell
from vrpcore.io.tables.schema import Column
from vrpcore.io.tables.texts import EMPTY, read_text, split, stripped, write_text
from vrpcore.io.tables.times import read_clock, read_date, read_moment, shown
from vrpcore.language import Language, folded, option, option_synonyms, told
from vrpcore.models.base import clock_text

_HUGE = 10**18
"""More than any field takes, and less than 64 bits."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)


class CellError(str):
    """What Excel shows where a formula went wrong, such as ``#N/A``."""

    __slots__ = ()


class NoValue(str):
    """A formula whose value is not in the file."""

    __slots__ = ()


def is_blank(value: object) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return value is None or (isinstance(value, str) and not stripped(value))


def read_cell(value: object, column: Column, *, comma: bool = False) -> object:
    """What a cell that is not blank means, as a value for the model.

    Parameters
    ----------
    value
        What the file holds: text, a number, a truth value, a date, a time.
    column
        What is asked for.
    comma
        Whether a comma is a decimal point (files with semicolons between cells).

    Raises
    ------
    BadCell
        If it cannot be read as that.
    """
    if isinstance(value, CellError):
        raise BadCell(
            "cell_error",
            told("the cell shows {value}", value=str(value)),
            told("a value"),
            told("correct the formula"),
        )
    if isinstance(value, NoValue):
        raise BadCell(
            "formula_without_value",
            told("the formula {formula!r} has never been calculated", formula=value[:60]),
            told("a value, or a formula whose value is saved with the file"),
            told("open the workbook in Excel or LibreOffice and save it"),
        )
    if column.is_list:
        return _read_list(value, column)
    if column.nullable and column.kind != "text" and isinstance(value, str) and _means_none(value):
        return None
    return _read_one(value, column, comma)


def write_cell(value: object, column: Column, language: Language, *, words: bool) -> object:
    """A value of the model as a cell; with `words`, truth values are words as well."""
    if value is None:
        return None if column.default is None else option("none", language)
    if column.is_list:
        if not isinstance(value, tuple) or not value:
            return EMPTY if column.nullable else None
        return "; ".join(str(_write_one(item, column, language, True)) for item in value)
    return _write_one(value, column, language, False, words=words)


def _means_none(text: str) -> bool:
    return folded(text) in option_synonyms("none") or stripped(text) == EMPTY


def _read_list(value: object, column: Column) -> list[object]:
    if isinstance(value, str):
        if stripped(value) == EMPTY:
            return []
        items: list[object] = [*split(value, at_blanks=column.kind != "text")]
    else:
        items = [value]
    return [_read_one(item, column, comma=False) for item in items]


def _read_one(value: object, column: Column, comma: bool) -> object:
    match column.kind:
        case "text":
            return read_text(value)
        case "whole":
            return _whole(value, comma)
        case "number":
            return _number(value, comma)
        case "truth":
            return _truth(value)
        case "option":
            return _option(value, column)
        case "clock":
            return read_clock(value)
        case "date":
            return read_date(value)
    return read_moment(value, last=column.path[-1] == "due")


def _write_one(
    value: object, column: Column, language: Language, in_list: bool, *, words: bool = True
) -> object:
    match column.kind:
        case "text":
            return write_text(str(value), in_list=in_list)
        case "option":
            return option(str(value), language)
        case "truth" if words:
            return option("yes" if value else "no", language)
        case "clock" if isinstance(value, int):
            return clock_text(value)
        case "date" if in_list:
            return str(value)
    return value


def _number(value: object, comma: bool) -> int | float:
    found: int | float | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = value
    elif isinstance(value, str):
        text = stripped(unicodedata.normalize("NFKC", value)).replace("−", "-")
        if comma and _COMMA.fullmatch(text) and not _GROUPED.fullmatch(text):
            text = text.replace(",", ".")
        elif not comma and _GROUPED.fullmatch(text):
            text = text.replace(",", "")
        if _NUMBER.fullmatch(text):
            found = float(text) if re.search(r"[.eE]", text) else int(text[:400])
    if found is None or not -_HUGE < found < _HUGE:  # not a number is not between, either
        raise BadCell(
            "not_a_number",
            told("{value} is not a number", value=shown(value)),
            told("a number without unit, such as 12 or 12.5"),
            told("write digits only; the unit stands in the heading"),
        )
    return found


def _whole(value: object, comma: bool) -> int:
    number = _number(value, comma)
    if number != int(number):
        raise BadCell(
            "not_a_number",
            told("{value} is not a whole number", value=shown(value)),
            told("a whole number"),
            told("round it, or check the unit"),
        )
    return int(number)


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = folded(str(value))
    if word in option_synonyms("yes") or stripped(str(value)) == "√":
        return True
    if word in option_synonyms("no") or stripped(str(value)) == "×":
        return False
    raise BadCell(
        "not_yes_or_no",
        told("{value} is neither yes nor no", value=shown(value)),
        "yes, no, 是, 否",
        told("write one of these"),
    )


@cache
def _choices(options: tuple[str, ...]) -> Mapping[str, str]:
    return {word: value for value in options for word in option_synonyms(value)}


def _option(value: object, column: Column) -> str:
    choice = _choices(column.options).get(folded(str(value)))
    if choice is None:
        allowed = ", ".join(f"{value} ({option(value, 'zh')})" for value in column.options)
        raise BadCell(
            "not_an_option",
            told("{value} is not among the choices", value=shown(value)),
            allowed,
            told("choose one of these"),
        )
    return choice
