"""The papers of a plan, chosen and put in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from os import PathLike
from pathlib import Path

from vrpcore.errors import Fault, FileFormatError, InvalidInputError
from vrpcore.evaluation import evaluate
from vrpcore.io.files import write_bytes
from vrpcore.language import LANGUAGES, Language
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.sheets import html, pdf
from vrpcore.report.sheets.content import PAPERS, Paper, Sheet, Words
from vrpcore.report.sheets.deliveries import delivery_sheets_of
from vrpcore.report.sheets.picks import pick_lists_of
from vrpcore.report.sheets.receipts import receipts_of
from vrpcore.report.sheets.stores import store_sheets_of
from vrpcore.report.sheets.texts import Desk
from vrpcore.report.sheets.trips import planned_trips

_MAKERS = {
    "delivery": delivery_sheets_of,
    "store": store_sheets_of,
    "pick": pick_lists_of,
    "receipt": receipts_of,
}
ENDINGS = (".html", ".htm", ".pdf")


def delivery_sheets(
    problem: Problem,
    plan: Plan,
    *,
    language: Language = "en",
    papers: Collection[Paper] = PAPERS,
    dates: Collection[dt.date] | None = None,
    vehicle_ids: Collection[str] | None = None,
    amounts: Mapping[str, float] | None = None,
    contacts: Mapping[str, str] | None = None,
    evaluation: Evaluation | None = None,
) -> str:
    """The papers of a plan as one HTML page to print: every paper begins a page of A4.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    language
        Of everything but names.
    papers
        ``"delivery"``: a sheet per vehicle, day and trip, for the driver. ``"store"``: a sheet per store and
        day. ``"pick"``: a pick list per trip, with totals of each product by cargo class and the loading
        order, last stop first in. ``"receipt"``: two slips per visit, one to sign and hand in, one that the
        customer keeps.
    dates, vehicle_ids
        Only these days and vehicles; None means all.
    amounts
        Money to collect on delivery, by order id, in the problem's currency. Where it is not given, there is
        room to write it.
    contacts
        Address and telephone by customer id: the problem has none.
    evaluation
        The verdict on the plan; worked out here if not given.

    Returns
    -------
    str
        The page. All names are escaped; it runs no scripts and asks no network for anything.

    Raises
    ------
    InvalidInputError
        If a language, paper, day, vehicle, order or customer is none; all faults are listed.
    InvalidPlanError
        If the plan refers to things that the problem does not have.
    """
    words, sheets = _papers(
        problem, plan, evaluation, language, papers, dates, vehicle_ids, amounts or {}, contacts or {}
    )
    return html.page(sheets, words, _name(problem, words))


def save_delivery_sheets(
    problem: Problem,
    plan: Plan,
    path: str | PathLike[str],
    *,
    language: Language = "en",
    papers: Collection[Paper] = PAPERS,
    dates: Collection[dt.date] | None = None,
    vehicle_ids: Collection[str] | None = None,
    amounts: Mapping[str, float] | None = None,
    contacts: Mapping[str, str] | None = None,
    evaluation: Evaluation | None = None,
) -> None:
    """Write the papers of a plan to a file: HTML or PDF, as its name says.

    Chinese shows in PDF on machines without Chinese fonts, and text can be searched and copied. Characters
    beyond GB 2312 and Latin become question marks there; HTML shows whatever the reader's machine has.

    Parameters
    ----------
    problem, plan, language, papers, dates, vehicle_ids, amounts, contacts, evaluation
        As for `delivery_sheets`.
    path
        An ``.html`` or ``.pdf`` file.

    Raises
    ------
    FileFormatError
        If the file's name has another ending.
    MissingPackageError
        If fpdf2 is not installed, which PDF needs.
    InvalidInputError, InvalidPlanError
        As `delivery_sheets` does.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise FileFormatError(f"{path} has another ending; allowed: {', '.join(ENDINGS)}; remedy: rename it")
    words, sheets = _papers(
        problem, plan, evaluation, language, papers, dates, vehicle_ids, amounts or {}, contacts or {}
    )
    name = _name(problem, words)
    if path.suffix.lower() == ".pdf":
        write_bytes(pdf.document(sheets, words, name), path)
    else:
        write_bytes(html.page(sheets, words, name).encode(), path)


def _name(problem: Problem, words: Words) -> str:
    return f"{problem.name} {words('delivery sheets')}".strip()


def _papers(
    problem: Problem,
    plan: Plan,
    evaluation: Evaluation | None,
    language: Language,
    papers: Collection[Paper],
    dates: Collection[dt.date] | None,
    vehicle_ids: Collection[str] | None,
    amounts: Mapping[str, float],
    contacts: Mapping[str, str],
) -> tuple[Words, list[Sheet]]:
    _check(problem, language, papers, dates, vehicle_ids, amounts, contacts)
    words = Words(language)
    desk = Desk(problem, words, amounts, contacts)
    trips = [
        trip
        for trip in planned_trips(problem, plan, evaluation or evaluate(problem, plan, explain=False))
        if (dates is None or trip.schedule.date in dates)
        and (vehicle_ids is None or trip.schedule.vehicle_id in vehicle_ids)
    ]
    return words, [sheet for paper in PAPERS if paper in papers for sheet in _MAKERS[paper](desk, trips)]


def _check(
    problem: Problem,
    language: str,
    papers: Collection[str],
    dates: Collection[dt.date] | None,
    vehicle_ids: Collection[str] | None,
    amounts: Mapping[str, float],
    contacts: Mapping[str, str],
) -> None:
    days = [day.isoformat() for day in problem.horizon.working_days]
    vehicles = list(dict.fromkeys(slot.vehicle_id for slot in problem.slots))
    asked: tuple[tuple[str, Collection[str], Collection[str]], ...] = (
        ("language", [language], LANGUAGES),
        ("papers", papers, PAPERS),
        ("dates", [str(day) for day in dates or ()], days),
        ("vehicle_ids", vehicle_ids or (), vehicles),
        ("amounts", amounts, problem.order_of),
        ("contacts", contacts, problem.customer_of),
    )
    faults = []
    for where, given, allowed in asked:
        known = set(allowed)
        shown = ", ".join(list(allowed)[:10]) + (", …" if len(allowed) > 10 else "")
        faults += [
            Fault(
                "not_an_option" if where in ("language", "papers") else "unknown_id",
                where,
                f"{value!r} is not known",
                shown or "none",
                "choose one of these",
            )
            for value in given
            if value not in known
        ]
    if faults:
        raise InvalidInputError("the sheets cannot be made", faults)
