"""The picture of a plan as a file."""

from __future__ import annotations

from os import PathLike

from vrpcore.evaluation import evaluate
from vrpcore.language import Language
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.canvas import drawing
from vrpcore.report.ways import Roads, ways_of


@drawing
def save_plan_picture(
    problem: Problem,
    plan: Plan,
    path: str | PathLike[str],
    *,
    evaluation: Evaluation | None = None,
    roads: Roads | None = None,
    language: Language = "en",
) -> None:
    """Write a picture of a plan: one large map for one day, a small map per day for several.

    Parameters
    ----------
    problem, plan
        What was planned, and how. Every customer and depot needs a location.
    path
        File to write; its ending chooses the format: ``.png``, ``.svg``, ``.pdf``.
    evaluation
        The verdict on the plan; worked out here if not given.
    roads
        Draw routes along roads, see `plot_plan`.
    language
        Of titles and labels: ``"en"`` or ``"zh"``.

    Raises
    ------
    MissingPackageError
        If matplotlib is not installed: ``pip install 'vrpcore[plot]'``.
    InvalidInputError
        If a place has no location.
    TravelError
        If a profile has no roads, or these cannot answer.
    """
    from vrpcore.report.overview import save_overview
    from vrpcore.report.plot import save_map

    verdict = evaluation or evaluate(problem, plan, explain=False)
    draw = save_map if len(problem.horizon.working_days) == 1 else save_overview
    ways = ways_of(problem, verdict, roads) if roads else ()
    draw(problem, plan, path, verdict, ways, language)
