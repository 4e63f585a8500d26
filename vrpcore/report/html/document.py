"""Everything that the page shows, as plain values for JSON. Money and reasons come as finished texts."""

from __future__ import annotations

from collections.abc import Mapping

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
) -> Json:
    """The whole page but for its language and tiles.

    Parameters
    ----------
    problem, plan, evaluation
        What was planned, how, and what that means.
    served
        Why served orders are served as they are, by order id.
    roads
        Where the ways of routes come from; None draws straight lines.
    """
    lines = ways_of(problem, evaluation, roads)
    ways = {(s.vehicle_id, s.date): line for s, line in zip(evaluation.schedule, lines, strict=True)}
    figures = route_figures(problem, plan, evaluation)
    days = problem.horizon.working_days
    used = {f.schedule.vehicle_id for f in figures}
    return {
        "name": problem.name or "plan",
        "clock": has_clock(problem),
        "roads": roads is not None,
        "planar": problem.coordinate_system == "planar",
        "feasible": evaluation.is_feasible,
        "cost": problem.currency.text(evaluation.cost),
        "days": [f"{day:%a %Y-%m-%d}" for day in days],
        "violations": [{"rule": v.rule, "what": v.what, "where": v.where} for v in evaluation.violations],
        "outcomes": _outcomes(problem, evaluation),
        "key_figures": sections.key_figures(problem, evaluation),
        "townships": townships(problem),
        "depots": depots(problem),
        "customers": customers(problem),
        "orders": orders(problem, evaluation, served),
        "vehicles": vehicles(problem, used),
        "routes": routes(problem, figures, ways),
        "tables": _tables(problem, plan, evaluation, figures),
    }


def _outcomes(problem: Problem, evaluation: Evaluation) -> list[tuple[str, int]]:
    """How many orders end how, for the head of the page."""
    kpis = evaluation.kpis
    found = [("orders", kpis.num_orders)]
    if any(depot.kind == "store" for depot in problem.depots):
        found += [("by centre", kpis.num_by_center), ("by store", kpis.num_by_store)]
    else:
        found.append(("delivered", kpis.num_delivered))
    if kpis.num_partly:
        found.append(("delivered in part", kpis.num_partly))
    return [*found, ("held", kpis.num_held), ("unserved", kpis.num_unserved), ("routes", kpis.num_routes)]


def _tables(
    problem: Problem, plan: Plan, evaluation: Evaluation, figures: tuple[RouteFigures, ...]
) -> list[Json]:
    several_days = len(problem.horizon.working_days) > 1
    found: list[tuple[str, Table | None]] = [
        ("Channels", sections.channels(problem, plan, evaluation)),
        ("Cost by item", sections.costs(problem, evaluation)),
        ("Days", sections.days(problem, evaluation, figures) if several_days else None),
        ("Vehicles", sections.vehicles(problem, figures) if several_days and figures else None),
        ("Routes", sections.routes(problem, figures) if figures else None),
        ("Stock", sections.stock(problem, evaluation)),
    ]
    return [
        {
            "title": title,
            "header": table.header,
            "rows": table.rows,
            "words": table.words,
            "total": table.total,
        }
        for title, table in found
        if table is not None
    ]
