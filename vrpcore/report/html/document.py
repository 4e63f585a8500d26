"""Everything that the page shows, as plain values for JSON. Money and reasons come as finished texts."""

from __future__ import annotations

from collections.abc import Mapping

from vrpcore.language import Language, say, weekday
from vrpcore.models.evaluation import Evaluation, Reason
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import sections
from vrpcore.report.figures import RouteFigures, has_clock, route_figures
from vrpcore.report.html.orders import orders
from vrpcore.report.html.places import Json, customers, depots, townships
from vrpcore.report.html.routes import routes, vehicles
from vrpcore.report.text import Table
from vrpcore.report.ways import Roads, ways_of


def document(
    problem: Problem,
    plan: Plan,
    evaluation: Evaluation,
    served: Mapping[str, tuple[Reason, ...]],
    roads: Roads | None = None,
    language: Language = "en",
) -> Json:
    """The whole page but for its tiles and the words of its scripts.

    Parameters
    ----------
    problem, plan, evaluation
        What was planned, how, and what that means.
    served
        Why served orders are served as they are, by order id.
    roads
        Where the ways of routes come from; None draws straight lines.
    language
        Of all texts.
    """
    lines = ways_of(problem, evaluation, roads)
    ways = {(s.vehicle_id, s.date): line for s, line in zip(evaluation.schedule, lines, strict=True)}
    figures = route_figures(problem, plan, evaluation)
    days = problem.horizon.working_days
    used = {f.schedule.vehicle_id for f in figures}
    return {
        "name": problem.name or say("plan", language),
        "clock": has_clock(problem),
        "roads": roads is not None,
        "planar": problem.coordinate_system == "planar",
        "feasible": evaluation.is_feasible,
        "cost": evaluation.cost_text(language),
        "days": [f"{weekday(day, language)} {day}" for day in days],
        "violations": [
            {"rule": v.rule_in(language), "what": v.text_in(language), "where": v.where_in(language)}
            for v in evaluation.violations
        ],
        "outcomes": _outcomes(problem, evaluation, language),
        "townships": townships(problem),
        "depots": depots(problem),
        "customers": customers(problem, language),
        "orders": orders(problem, evaluation, served, language),
        "vehicles": vehicles(problem, used),
        "routes": routes(problem, figures, ways),
        "tables": _tables(problem, plan, evaluation, figures, language),
    }


def _outcomes(problem: Problem, evaluation: Evaluation, language: Language) -> list[tuple[str, int]]:
    """How many orders end how, for the head of the page."""
    kpis = evaluation.kpis
    found = [(say("orders", language), kpis.num_orders)]
    if any(depot.kind == "store" for depot in problem.depots):
        found.append((say("by centre", language), kpis.num_by_center))
        found.append((say("by store", language), kpis.num_by_store))
    else:
        found.append((say("delivered", language), kpis.num_delivered))
    if kpis.num_partly:
        found.append((say("delivered in part", language), kpis.num_partly))
    found.append((say("held", language), kpis.num_held))
    found.append((say("unserved", language), kpis.num_unserved))
    return [*found, (say("routes", language), kpis.num_routes)]


def _tables(
    problem: Problem,
    plan: Plan,
    evaluation: Evaluation,
    figures: tuple[RouteFigures, ...],
    language: Language,
) -> list[Json]:
    """The tables of the summary; those without content are left out."""
    several_days = len(problem.horizon.working_days) > 1
    vehicles_used = sections.vehicles(problem, figures, language) if several_days and figures else None
    key_figures = Table((), sections.key_figures(problem, evaluation, language))
    found = [
        _table(say("Channels", language), sections.channels(problem, plan, evaluation, language)),
        _table(say("Cost by item", language), sections.costs(problem, evaluation, language), bars=True),
    ]
    if several_days:
        days = sections.days(problem, evaluation, figures, language)
        found.append(_table(say("Days", language), days))
    for title, table in (
        (say("Vehicles", language), vehicles_used),
        (say("Routes", language), sections.routes(problem, figures, language) if figures else None),
        (say("Stock", language), sections.stock(problem, evaluation, language)),
        (say("Key figures", language), key_figures),
    ):
        if table is not None:
            found.append(_table(title, table))
    return found


def _table(title: str, table: Table, *, bars: bool = False) -> Json:
    """A table; with bars behind the shares of its last column if wanted."""
    return {
        "title": title,
        "header": table.header,
        "rows": table.rows,
        "words": table.words,
        "total": table.total,
        "bars": bars,
    }
