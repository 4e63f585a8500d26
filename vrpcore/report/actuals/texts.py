"""Executed results as text, as a notebook shows them, and as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vrpcore.language import Language, label
from vrpcore.models.markup import markup_of
from vrpcore.report.rows import Values
from vrpcore.report.text import Table

if TYPE_CHECKING:
    from vrpcore.report.actuals.measure import ActualsReport, Figures


def text(report: ActualsReport, language: Language) -> str:
    """The figures in lines for a terminal."""
    blocks = [[title, *table.lines()] for title, table in _tables(report, language)]
    return "\n\n".join("\n".join(lines) for lines in blocks)


def markup(report: ActualsReport) -> str:
    """The figures as tables; every name is escaped."""
    tables = [table for _, table in _tables(report, "en")]
    return markup_of(
        "Executed", *(table.rows for table in tables), headers=[table.header for table in tables]
    )


def _tables(report: ActualsReport, language: Language) -> list[tuple[str, Table]]:
    def said(name: str) -> str:
        return label(name, "executed", language)

    unit = report.currency or said("cost")
    names = ("orders", "delivered", "partly", "refused", "absent", "open", "fill rate")
    punctual = ("on time", "late (min)", "latest (min)")
    money = [f"{said(name)} {unit}" for name in ("planned", "actual", "due", "collected")]
    found = []
    groups = [("per vehicle", (*report.vehicles, report.overall)), ("per centre or store", report.depots)]
    for title, group in groups:
        is_total = title == "per vehicle"
        ids = [figures.id or said("all") for figures in group]
        goods = [[id_, *_goods(figures)] for id_, figures in zip(ids, group, strict=True)]
        times = [[id_, *_times(figures)] for id_, figures in zip(ids, group, strict=True)]
        if group:
            found.append((said(title), Table(["", *map(said, names)], goods, total=is_total)))
            head = ["", *map(said, punctual), *money]
            found.append((f"{said(title)}: {said('time and money')}", Table(head, times, total=is_total)))
    return found


def _goods(figures: Figures) -> list[str]:
    return [*(f"{number:,}" for number in _counts(figures)), _percent(figures.fill_rate)]


def _times(figures: Figures) -> list[str]:
    amounts = (figures.planned_cost, figures.cost, figures.due, figures.collected)
    return [
        _percent(figures.on_time_rate),
        f"{figures.lateness_s / 60:,.0f}",
        f"{figures.max_lateness_s / 60:,.0f}",
        *(f"{amount:,.2f}" for amount in amounts),
    ]


def _counts(figures: Figures) -> tuple[int, ...]:
    return (
        figures.num_planned,
        figures.num_delivered,
        figures.num_partly,
        figures.num_refused,
        figures.num_absent,
        figures.num_open,
    )


def _percent(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.1%}"


def columns(rows: Sequence[Figures]) -> dict[str, Values]:
    """The figures as columns of a data frame."""
    whole = (
        "num_planned",
        "num_delivered",
        "num_partly",
        "num_refused",
        "num_absent",
        "num_open",
        "planned_cases",
        "delivered_cases",
        "num_timed",
        "num_on_time",
        "lateness_s",
        "max_lateness_s",
    )
    decimal = ("on_time_rate", "fill_rate", "planned_cost", "cost", "due", "collected")
    return {
        "kind": ("text", [row.kind for row in rows]),
        "id": ("text", [row.id or None for row in rows]),
        **{name: ("whole", [getattr(row, name) for row in rows]) for name in whole},
        **{name: ("number", [getattr(row, name) for row in rows]) for name in decimal},
    }
