"""The form: a row for each planned order of each visit, with empty columns to fill."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from vrpcore.errors import Fault, FileFormatError, InvalidInputError
from vrpcore.evaluation import evaluate
from vrpcore.io.files import write_bytes
from vrpcore.io.tables.csv_folder import text_of
from vrpcore.io.tables.schema import Kind
from vrpcore.io.tables.texts import write_text
from vrpcore.io.tables.workbook import Heading, Workbook
from vrpcore.language import Language, label, note, option
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.actuals.record import OUTCOMES
from vrpcore.report.sheets.texts import amount_of_part
from vrpcore.report.sheets.trips import PlannedTrip, Visit, planned_trips

SHEET = "actuals"
ENDINGS = (".xlsx", ".csv")
COLUMNS: dict[str, Kind] = {
    "date": "date",
    "vehicle_id": "text",
    "trip": "whole",
    "stop": "whole",
    "planned_arrival": "moment",
    "customer_id": "text",
    "customer_name": "text",
    "order_id": "text",
    "planned_cases": "whole",
    "amount_due": "number",
    "outcome": "option",
    "delivered_cases": "whole",
    "arrival": "moment",
    "departure": "moment",
    "collected": "number",
    "driven_km": "number",
    "remark": "text",
}
TO_FILL = ("outcome", "delivered_cases", "arrival", "departure", "collected", "driven_km", "remark")
KEYS = ("date", "vehicle_id", "trip", "stop", "order_id")
"""What tells a row from the others."""
Key = tuple[dt.date, str, int, int, str]
_NOTES = {
    "outcome": "delivered, partly, refused or absent",
    "delivered_cases": "cases handed over; empty: all where delivered, none where refused or absent",
    "arrival": "time of day, such as 09:35",
    "departure": "time of day, such as 09:50",
    "collected": "money received",
    "driven_km": "kilometres of the whole route, once on any row of it; empty: as planned",
    "remark": "anything else",
}


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """One order at one visit: what a row of the form is about."""

    trip: PlannedTrip
    visit: Visit
    order_id: str
    cases: int

    @property
    def key(self) -> Key:
        """What tells the row from all others, see `KEYS`."""
        schedule = self.trip.schedule
        return schedule.date, schedule.vehicle_id, self.trip.number, self.visit.number, self.order_id


def planned_orders(problem: Problem, plan: Plan, evaluation: Evaluation) -> Iterator[PlannedOrder]:
    """The rows of the form, in the order in which vehicles make their visits."""
    for trip in planned_trips(problem, plan, evaluation):
        for visit in trip.visits:
            for order_id, cases in visit.cases_of.items():
                yield PlannedOrder(trip, visit, order_id, cases)


def write_form(
    problem: Problem,
    plan: Plan,
    path: str | PathLike[str],
    *,
    language: Language = "en",
    amounts: Mapping[str, float] | None = None,
    evaluation: Evaluation | None = None,
) -> None:
    """Write a form in which drivers and stores report back, as Excel or CSV.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    path
        An ``.xlsx`` or ``.csv`` file. In a workbook outcomes are chosen from a list; headings have notes.
    language
        Of headings and outcomes; `read_form` understands both.
    amounts
        Money to collect on delivery, by order id, in the problem's currency; a part of an order its part.
    evaluation
        The verdict on the plan; worked out here if not given.

    Raises
    ------
    FileFormatError
        If the file's name has another ending.
    InvalidInputError
        If there is no order of an amount.
    InvalidPlanError
        If the plan refers to things that the problem does not have.
    MissingPackageError
        If openpyxl is not installed, which workbooks need.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise FileFormatError(f"{path} has another ending; allowed: {', '.join(ENDINGS)}; remedy: rename it")
    found = planned_orders(problem, plan, evaluation or evaluate(problem, plan, explain=False))
    amounts = amounts or {}
    check_amounts(problem, amounts)
    rows = [_row(problem, planned, amounts) for planned in found]
    if path.suffix.lower() == ".csv":
        titles = [label(name, SHEET, language) for name in COLUMNS]
        write_bytes(codecs.BOM_UTF8 + text_of([titles, *rows]).encode(), path)
        return
    headings = [
        Heading(
            label(name, SHEET, language),
            note(name, SHEET, "zh") if language == "zh" else _NOTES.get(name, ""),
            is_text=kind == "text" or name in ("arrival", "departure"),
            is_amount=name in ("amount_due", "collected"),
            choices=[outcome_word(o, language) for o in OUTCOMES] if name == "outcome" else (),
            required=name == "outcome",
            width=12 if name in TO_FILL and name != "remark" else None,
        )
        for name, kind in COLUMNS.items()
    ]
    book = Workbook(problem.name)
    book.add(label(SHEET, SHEET, language), headings, rows)
    book.save(path)


def check_amounts(problem: Problem, amounts: Mapping[str, float]) -> None:
    """Refuse amounts of orders that are not there."""
    faults = [
        Fault("unknown_id", "amounts", f"there is no order {id_!r}", "ids of orders", "correct the id")
        for id_ in amounts
        if id_ not in problem.order_of
    ]
    if faults:
        raise InvalidInputError("the form cannot be made", faults)


def outcome_word(outcome: str, language: Language) -> str:
    """What an outcome is called on the form."""
    return option(f"executed_{outcome}", language) if language == "zh" else outcome


def _row(problem: Problem, planned: PlannedOrder, amounts: Mapping[str, float]) -> list[object]:
    amount = amounts.get(planned.order_id)
    if amount is not None:
        amount = amount_of_part(problem, amount, planned.order_id, planned.cases)
    visit, schedule = planned.visit, planned.trip.schedule
    return [
        schedule.date,
        write_text(schedule.vehicle_id),
        planned.trip.number,
        visit.number,
        problem.horizon.moment(visit.stop.arrival_s).replace(second=0),
        write_text(visit.customer.id),
        write_text(visit.customer.name) if visit.customer.name else None,
        write_text(planned.order_id),
        planned.cases,
        amount,
        *[None] * len(TO_FILL),
    ]
