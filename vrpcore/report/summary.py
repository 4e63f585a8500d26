"""A plan in words and figures, for a terminal, a log or an e-mail."""

from __future__ import annotations

from vrpcore.evaluation import evaluate
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import sections
from vrpcore.report.figures import hours, kilometres, route_figures, share
from vrpcore.report.outcomes import left_behind
from vrpcore.report.text import paragraph

_MAX_VIOLATIONS = 20


def summary(
    problem: Problem,
    plan: Plan,
    evaluation: Evaluation | None = None,
    *,
    max_routes: int | None = 40,
    max_orders: int | None = 12,
) -> str:
    """Tell what a plan does and costs: channels, cost items, routes, orders left behind, stock.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    evaluation
        The verdict on the plan; worked out here if not given.
    max_routes
        A plan with more routes than this shows its days and vehicles, but not each route; None for no limit.
    max_orders
        Most orders shown of each kind (unserved, delivered in part, held); None for no limit.

    Returns
    -------
    str
        Lines of at most 100 columns, wide characters counted double. Control characters in names and ids are
        written as escapes.

    Raises
    ------
    InvalidPlanError
        If the plan refers to things that the problem does not have.
    """
    if evaluation is None:
        evaluation = evaluate(problem, plan)
    figures = route_figures(problem, plan, evaluation)
    several_days = len(problem.horizon.working_days) > 1
    blocks = [
        ("", _headline(problem, evaluation)),
        ("Rules broken", _violations(evaluation)),
        ("Channels", sections.channels(problem, plan, evaluation)),
        ("Cost by item", sections.costs(problem, evaluation)),
        ("Days", sections.days(problem, evaluation, figures) if several_days else []),
        ("Vehicles", sections.vehicles(problem, figures) if several_days and figures else []),
    ]
    if max_routes is None or len(figures) <= max_routes:
        blocks.append(("Routes", sections.routes(problem, figures) if figures else []))
    blocks += [
        ("Orders left behind", left_behind(problem, evaluation, max_orders)),
        ("Stock", sections.stock(problem, evaluation)),
        ("Key figures", _key_figures(problem, evaluation)),
    ]
    parts = [
        "\n".join([*([title, "=" * len(title)] if title else []), *lines]) for title, lines in blocks if lines
    ]
    return "\n\n".join(parts)


def _headline(problem: Problem, evaluation: Evaluation) -> list[str]:
    kpis, horizon = evaluation.kpis, problem.horizon
    num_days = len(horizon.working_days)
    when = f"{horizon.start}" + (
        f" and {horizon.days - 1} days more, {num_days} working days" if num_days > 1 else ""
    )
    verdict = "all rules kept" if evaluation.is_feasible else f"{len(evaluation.violations)} rules broken"
    return paragraph(
        f"{problem.name or 'plan'} ({when}): {problem.currency.text(evaluation.cost)}, {verdict}; "
        f"{kpis.num_delivered} of {kpis.num_orders} orders delivered"
    )


def _violations(evaluation: Evaluation) -> list[str]:
    lines = []
    for violation in evaluation.violations[:_MAX_VIOLATIONS]:
        lines += paragraph(f"{violation.rule}: {violation.what} ({violation.where})", "  ")
    if len(evaluation.violations) > _MAX_VIOLATIONS:
        lines.append(f"  … and {len(evaluation.violations) - _MAX_VIOLATIONS} more")
    return lines


def _key_figures(problem: Problem, evaluation: Evaluation) -> list[str]:
    kpis, currency = evaluation.kpis, problem.currency
    facts = [
        f"fill rate {share(kpis.fill_rate, 1)} of the ordered cases",
        f"mean load of trips {share(kpis.mean_load_rate, 1)}",
        f"{kilometres(kpis.distance_m)} km in {hours(kpis.duration_s)} h on {kpis.num_routes} routes "
        f"with {kpis.num_trips} trips and {kpis.num_visits} visits",
    ]
    if kpis.num_visits:
        facts.append(f"{kilometres(kpis.distance_m // kpis.num_visits)} km per visit")
    if kpis.wait_duration_s:
        facts.append(f"waiting {hours(kpis.wait_duration_s)} h")
    if kpis.delivered_g:
        per_tonne = round(evaluation.cost * 10**6 / kpis.delivered_g)
        facts.append(f"{currency.text(per_tonne)} per delivered tonne")
        facts.append(f"{share(kpis.delivered_by_store_g, kpis.delivered_g)} of the weight by store")
    return paragraph("; ".join(facts))
