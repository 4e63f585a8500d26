"""The picture of a cycle: one small map per working day."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from os import PathLike
from typing import TYPE_CHECKING

from vrpcore.language import Language, say
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import colours, layers
from vrpcore.report.canvas import new_figure
from vrpcore.report.maps import add_legend, subtitle_of, title_of, whole_box
from vrpcore.report.scene import Box, Scene, make_scene
from vrpcore.travel.roads.source import Line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PANEL_WIDTH, _TITLE_HEIGHT, _GAP = 3.6, 0.8, 0.3
"""Inches."""
_SHAPE = 1.6
"""Width of the picture divided by its height, about."""


def save_overview(
    problem: Problem,
    plan: Plan,
    path: str | PathLike[str],
    evaluation: Evaluation,
    ways: Sequence[Sequence[Line]],
    language: Language,
) -> None:
    """Draw every working day of a plan beside the others and write the picture to a file."""
    whole = make_scene(problem, plan, evaluation, None, ways)
    days = [make_scene(problem, plan, evaluation, date, ways) for date in problem.horizon.working_days]
    box = whole_box(whole)
    colour_of = colours.vehicle_colours(whole.problem, whole.vehicle_ids)
    num_panels = len(days) + 2  # legend, and orders left behind
    panel_height = _PANEL_WIDTH * (box[3] - box[2]) / (box[1] - box[0]) + _GAP
    num_columns = max(2, round(sqrt(num_panels * _SHAPE * panel_height / _PANEL_WIDTH)))
    num_rows = ceil(num_panels / num_columns)
    width, height = num_columns * _PANEL_WIDTH, num_rows * panel_height + _TITLE_HEIGHT
    figure = new_figure(width, height)

    def panel(position: int) -> Axes:
        row, column = divmod(position, num_columns)
        return figure.add_axes(
            (
                (column + 0.02) / num_columns,
                (height - _TITLE_HEIGHT - (row + 1) * panel_height + 0.05) / height,
                0.96 / num_columns,
                (panel_height - _GAP) / height,
            )
        )

    for position, (date, scene) in enumerate(zip(problem.horizon.working_days, days, strict=True)):
        ax = panel(position)
        _draw_day(ax, scene, box, colour_of)
        subtitle = subtitle_of(scene, evaluation, date, language)
        ax.set_title(subtitle, loc="left", fontsize=9, parse_math=False)
    behind = panel(len(days))
    layers.land(behind, whole)
    layers.all_customers(behind, whole, 2)
    layers.left_behind(behind, whole, 22)
    layers.depots(behind, whole, 28)
    layers.limit(behind, box)
    behind.set_title(say("orders left behind", language), loc="left", fontsize=9)
    last = panel(len(days) + 1)
    add_legend(last, whole, (0.0, 1.0), 9.5, language=language)
    last.set_axis_off()
    left = 0.02 / num_columns
    figure.text(
        left,
        1 - 0.15 / height,
        title_of(problem, language),
        fontsize=16,
        fontweight="bold",
        va="top",
        parse_math=False,
    )
    subtitle = subtitle_of(whole, evaluation, None, language)
    figure.text(left, 1 - 0.5 / height, subtitle, fontsize=11, va="top", parse_math=False)
    figure.savefig(path, dpi=120)


def _draw_day(ax: Axes, scene: Scene, box: Box, colour_of: dict[str, str]) -> None:
    """Land, routes and depots of one day; what stays behind belongs to no day."""
    layers.land(ax, scene)
    layers.reaches(ax, scene)
    layers.tours(ax, scene.tours, colour_of, box, 5)
    layers.depots(ax, scene, 28)
    layers.limit(ax, box)
