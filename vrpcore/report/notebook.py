"""What a notebook shows of a result."""

from __future__ import annotations

from vrpcore.models.evaluation import Evaluation
from vrpcore.models.markup import markup_of
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import sections
from vrpcore.report.figures import route_figures
from vrpcore.report.sketch import sketch

_MAX_ROUTES = 20


def result_markup(title: str, problem: Problem, plan: Plan, evaluation: Evaluation) -> str:
    """A title, the tables of the summary that fit on a screen, and a small map."""
    figures = route_figures(problem, plan, evaluation)
    tables = [sections.channels(problem, plan, evaluation), sections.costs(problem, evaluation)]
    if len(problem.horizon.working_days) > 1:
        tables.append(sections.days(problem, evaluation, figures))
    if 0 < len(figures) <= _MAX_ROUTES:
        tables.append(sections.routes(problem, figures))
    figures_of = markup_of(
        title, *(table.rows for table in tables), headers=[table.header for table in tables]
    )
    return f"<div>{figures_of}{sketch(problem, plan, evaluation)}</div>"
