"""A plan in words and figures, for a terminal, a log or an e-mail."""

from __future__ import annotations

from vrpcore.evaluation import evaluate
from vrpcore.language import Language, comma, counted, say
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import sections
from vrpcore.report.figures import route_figures
from vrpcore.report.outcomes import left_behind
from vrpcore.report.text import display_width, pad, paragraph, plain

_MAX_VIOLATIONS = 20


def summary(
    problem: Problem,
    plan: Plan,
    evaluation: Evaluation | None = None,
    *,
    max_routes: int | None = 40,
    max_orders: int | None = 12,
    language: Language = "en",
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
    language
        ``"en"`` or ``"zh"``.

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
        ("", _headline(problem, evaluation, language)),
        (say("Rules broken", language), _violations(evaluation, language)),
        (say("Channels", language), sections.channels(problem, plan, evaluation, language).lines()),
        (say("Cost by item", language), sections.costs(problem, evaluation, language).lines()),
        (
            say("Days", language),
            sections.days(problem, evaluation, figures, language).lines() if several_days else [],
        ),
        (
            say("Vehicles", language),
            sections.vehicles(problem, figures, language).lines() if several_days and figures else [],
        ),
    ]
    if max_routes is None or len(figures) <= max_routes:
        blocks.append(
            (say("Routes", language), sections.routes(problem, figures, language).lines() if figures else [])
        )
    stock = sections.stock(problem, evaluation, language)
    blocks += [
        (say("Orders left behind", language), left_behind(problem, evaluation, max_orders, language)),
        (say("Stock", language), [] if stock is None else stock.lines()),
        (say("Key figures", language), _key_figures(problem, evaluation, language)),
    ]
    parts = [
        "\n".join([*([title, "=" * display_width(title)] if title else []), *lines])
        for title, lines in blocks
        if lines
    ]
    return "\n\n".join(parts)


def _headline(problem: Problem, evaluation: Evaluation, language: Language) -> list[str]:
    kpis, horizon = evaluation.kpis, problem.horizon
    when = f"{horizon.start}"
    if len(horizon.working_days) > 1:
        when = say(
            "{first} to {last}, {days}",
            language,
            first=when,
            last=str(horizon.working_days[-1]),
            days=counted(len(horizon.working_days), "working day", language),
        )
    cost = evaluation.cost_text(language)
    if evaluation.is_feasible:
        cost = comma(language).join([cost, say("all rules kept", language)])
    headline = say(
        "{name} ({when}): {cost}; {delivered} of {orders} delivered",
        language,
        name=problem.name or say("plan", language),
        when=when,
        cost=cost,
        delivered=f"{kpis.num_delivered:,}",
        orders=counted(kpis.num_orders, "order", language),
    )
    return paragraph(headline)


def _violations(evaluation: Evaluation, language: Language) -> list[str]:
    lines = []
    for violation in evaluation.violations[:_MAX_VIOLATIONS]:
        told = say(
            "{rule}: {what} ({where})",
            language,
            rule=violation.rule_in(language),
            what=violation.text_in(language),
            where=violation.where_in(language),
        )
        lines += paragraph(told, "  ")
    if len(evaluation.violations) > _MAX_VIOLATIONS:
        more = say("and {number} more", language, number=len(evaluation.violations) - _MAX_VIOLATIONS)
        lines.append(f"  … {more}")
    return lines


def _key_figures(problem: Problem, evaluation: Evaluation, language: Language) -> list[str]:
    rows = sections.key_figures(problem, evaluation, language)
    width = max(display_width(label) for label, _ in rows)
    return [plain(f"{pad(label, width)}  {figure}") for label, figure in rows]
