"""A plan with its evaluation as one JSON text, and as a workbook."""

from __future__ import annotations

from os import PathLike

from vrpcore import io
from vrpcore.evaluation import evaluate
from vrpcore.io.tables.excel_write import checked_path
from vrpcore.io.tables.texts import write_text
from vrpcore.io.tables.workbook import Heading, Workbook
from vrpcore.language import Language, label, option
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.rows import TABLES, Values, table

_CHOICES = {"kind", "depot_kind", "direction", "outcome", "item"}
"""Columns whose words are translated."""


def to_json(problem: Problem, plan: Plan, evaluation: Evaluation | None = None) -> str:
    """A plan and its evaluation as JSON text: ``{"plan": …, "evaluation": …}``.

    Either part reads back with `vrpcore.io.plan_from_json` and `vrpcore.io.evaluation_from_json`.
    """
    evaluation = evaluation or evaluate(problem, plan)
    parts = (("plan", io.to_json(plan)), ("evaluation", io.to_json(evaluation)))
    return "{\n" + ",\n".join(f'"{name}": {text.rstrip()}' for name, text in parts) + "\n}\n"


def to_excel(
    problem: Problem,
    plan: Plan,
    path: str | PathLike[str],
    evaluation: Evaluation | None = None,
    *,
    language: Language = "en",
) -> None:
    """Write a plan as an Excel workbook: a sheet each of routes, visits, orders, costs, stops, broken rules.

    Nothing in it can run as a formula.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    path
        An ``.xlsx`` file.
    evaluation
        The verdict on the plan; worked out here if not given.
    language
        Of sheets, headings, choices, reasons and broken rules.

    Raises
    ------
    FileFormatError
        If the file's name has another ending, or there is too much for a workbook.
    MissingPackageError
        If openpyxl is not installed.
    """
    path = checked_path(path)
    evaluation = evaluation or evaluate(problem, plan)
    book = Workbook(problem.name)
    for name in TABLES:
        _add(book, name, table(problem, plan, evaluation, name, language), language)
    if evaluation.violations:
        broken: dict[str, Values] = {
            "rule": ("text", [violation.rule_in(language) for violation in evaluation.violations]),
            "where": ("text", [violation.where_in(language) for violation in evaluation.violations]),
            "what": ("text", [violation.text_in(language) for violation in evaluation.violations]),
        }
        _add(book, "violations", broken, language)
    book.save(path)


def _add(book: Workbook, name: str, columns: dict[str, Values], language: Language) -> None:
    headings = [
        Heading(label(column, "plan", language), is_text=kind == "text", is_amount=column.startswith("cost"))
        for column, (kind, _) in columns.items()
    ]
    cells = [[_cell(value, column, language) for value in values] for column, (_, values) in columns.items()]
    book.add(label(name, "plan", language), headings, list(zip(*cells, strict=True)))


def _cell(value: object, column: str, language: Language) -> object:
    if not isinstance(value, str):
        return value
    return option(value, language) if column in _CHOICES else write_text(value)
