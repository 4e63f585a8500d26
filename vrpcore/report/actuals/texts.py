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
    return "\n\n".join("\n".join(table.lines()) for table in _tables(report, language))


def markup(report: ActualsReport) -> str:
    """The figures as tables; every name is escaped."""
    tables = _tables(report, "en")
    return markup_of(
        "Executed", *(table.rows for table in tables), headers=[table.header for table in tables]
    )


def _tables(report: ActualsReport, language: Language) -> list[Table]:
    def said(name: str) -> str:
        return label(name, "executed", language)

    unit = report.currency or said("cost")
    outcomes = ("orders", "delivered", "partly", "refused", "absent", "open", "fill rate")
    punctual = ("on time", "late min", "latest min")
    money = (f"{said('planned')} {unit}", f"{said('actual')} {unit}", f"{said('collected')} {unit}")
    rows_by_table: tuple[list[list[str]], list[list[str]]] = ([], [])
    for figures in (*report.vehicles, *report.depots, report.overall):
        name = figures.id or said("all")
        rows_by_table[0].append(
            [
                name,
                *(f"{number:,}" for number in _counts(figures)),
                _percent(figures.fill_rate),
            ]
        )
        rows_by_table[1].append(
            [
                name,
                _percent(figures.on_time_rate),
                f"{figures.lateness_s / 60:,.0f}",
                f"{figures.max_lateness_s / 60:,.0f}",
                *(f"{amount:,.2f}" for amount in (figures.planned_cost, figures.cost, figures.collected)),
            ]
        )
    return [
        Table(["", *map(said, outcomes)], rows_by_table[0], total=True),
        Table(["", *map(said, punctual), *money], rows_by_table[1], total=True),
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
    decimal = ("on_time_rate", "fill_rate", "planned_cost", "cost", "collected")
    return {
        "kind": ("text", [row.kind for row in rows]),
        "id": ("text", [row.id or None for row in rows]),
        **{name: ("whole", [getattr(row, name) for row in rows]) for name in whole},
        **{name: ("number", [getattr(row, name) for row in rows]) for name in decimal},
    }
