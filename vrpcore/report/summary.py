"""A plan in words and figures, for a terminal, a log or an e-mail."""

from __future__ import annotations

from vrpcore.evaluation import evaluate
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import sections
from vrpcore.report.figures import route_figures
from vrpcore.report.outcomes import left_behind
from vrpcore.report.text import counted, paragraph, plain

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
        ("Channels", sections.channels(problem, plan, evaluation).lines()),
        ("Cost by item", sections.costs(problem, evaluation).lines()),
        ("Days", sections.days(problem, evaluation, figures).lines() if several_days else []),
        ("Vehicles", sections.vehicles(problem, figures).lines() if several_days and figures else []),
    ]
    if max_routes is None or len(figures) <= max_routes:
        blocks.append(("Routes", sections.routes(problem, figures).lines() if figures else []))
    stock = sections.stock(problem, evaluation)
    blocks += [
        ("Orders left behind", left_behind(problem, evaluation, max_orders)),
        ("Stock", [] if stock is None else stock.lines()),
        ("Key figures", _key_figures(problem, evaluation)),
    ]
    parts = [
        "\n".join([*([title, "=" * len(title)] if title else []), *lines]) for title, lines in blocks if lines
    ]
    return "\n\n".join(parts)


def _headline(problem: Problem, evaluation: Evaluation) -> list[str]:
    kpis, horizon = evaluation.kpis, problem.horizon
    when = f"{horizon.start}"
    if len(horizon.working_days) > 1:
        last, num_days = horizon.working_days[-1], counted(len(horizon.working_days), "working day")
        when = f"{when} to {last}, {num_days}"
    broken = counted(len(evaluation.violations), "broken rule")
    return paragraph(
        f"{problem.name or 'plan'} ({when}): {problem.currency.text(evaluation.cost)}, "
        f"{'all rules kept' if evaluation.is_feasible else broken}; "
        f"{kpis.num_delivered:,} of {counted(kpis.num_orders, 'order')} delivered"
    )


def _violations(evaluation: Evaluation) -> list[str]:
    lines = []
    for violation in evaluation.violations[:_MAX_VIOLATIONS]:
        lines += paragraph(f"{violation.rule}: {violation.what} ({violation.where})", "  ")
    if len(evaluation.violations) > _MAX_VIOLATIONS:
        lines.append(f"  … and {len(evaluation.violations) - _MAX_VIOLATIONS} more")
    return lines


def _key_figures(problem: Problem, evaluation: Evaluation) -> list[str]:
    rows = sections.key_figures(problem, evaluation)
    width = max(len(label) for label, _ in rows)
    return [plain(f"{label:<{width}}  {figure}") for label, figure in rows]
