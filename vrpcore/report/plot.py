"""The picture of a plan, or of one day of it, on one map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

from vrpcore.evaluation import evaluate
from vrpcore.language import Language, say
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import colours
from vrpcore.report.canvas import drawing, new_figure
from vrpcore.report.insets import busiest_stores, crowded_box, enlarge
from vrpcore.report.maps import add_legend, draw_map, subtitle_of, title_of, whole_box
from vrpcore.report.place_names import spoken_name
from vrpcore.report.scene import Scene, inside_box, make_scene
from vrpcore.report.ways import Roads, ways_of
from vrpcore.travel.roads.source import Line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MAP_WIDTH, _COLUMN_WIDTH, _TITLE_HEIGHT = 9.4, 4.2, 0.8
_MIN_MAP_HEIGHT, _MAX_MAP_HEIGHT = 5.5, 9.4
_INSET_HEIGHT, _INSET_TOP, _STORE_WIDTH = 3.5, 4.0, 1.23
_LEGEND_LINE = 0.2
"""Inches."""
_NUM_STORES = 3
"""How many stores are enlarged."""


@drawing
def plot_plan(
    problem: Problem,
    plan: Plan,
    *,
    evaluation: Evaluation | None = None,
    date: dt.date | None = None,
    ax: Axes | None = None,
    roads: Roads | None = None,
    language: Language = "en",
) -> Axes:
    """Draw a plan on a map: routes by vehicle, stores with their customers, orders left behind.

    Arrows show the direction; the way out of a depot is thin, the way home dashed.

    Parameters
    ----------
    problem, plan
        What was planned, and how. Every customer and depot needs a location.
    evaluation
        The verdict on the plan; worked out here if not given.
    date
        Draw only the routes of this working day; None draws all days over each other.
    ax
        Where to draw; the legend stands to its right. By default a new figure of pyplot, with enlargements of
        the busiest stores and of the place where most visits crowd together, such as the county town.
    roads
        Draw routes along roads (see `vrpcore.travel.roads`), one source for all vehicles or one for each
        travel profile; None draws straight lines. Stores' deliveries stay spokes.
    language
        Of titles and labels: ``"en"`` or ``"zh"``.

    Returns
    -------
    matplotlib.axes.Axes
        The map.

    Raises
    ------
    MissingPackageError
        If matplotlib is not installed: ``pip install 'vrpcore[plot]'``.
    InvalidInputError
        If a place has no location, or the date is no working day of the plan.
    TravelError
        If a profile has no roads, or these cannot answer.
    """
    verdict = evaluation or evaluate(problem, plan, explain=False)
    scene = make_scene(problem, plan, verdict, date, ways_of(problem, verdict, roads) if roads else ())
    if ax is None:
        import matplotlib.pyplot as plt

        figure = plt.figure(figsize=_size(scene), facecolor="white")
        return _compose(figure, scene, verdict, date, language)
    draw_map(ax, scene, scene.tours, whole_box(scene), language=language)
    add_legend(ax, scene, (1.01, 1.0), language=language)
    title = f"{title_of(problem, language)}\n{subtitle_of(scene, verdict, date, language)}"
    ax.set_title(title, loc="left", fontsize=10, parse_math=False)
    return ax


def save_map(
    problem: Problem,
    plan: Plan,
    path: str | PathLike[str],
    evaluation: Evaluation,
    ways: Sequence[Sequence[Line]],
    language: Language,
) -> None:
    """Draw one map and write it to a file; needs no display."""
    scene = make_scene(problem, plan, evaluation, None, ways)
    figure = new_figure(*_size(scene))
    _compose(figure, scene, evaluation, None, language)
    figure.savefig(path, dpi=150)


def _size(scene: Scene) -> tuple[float, float]:
    """Inches of the whole picture: a map as high as its shape asks for, and a column beside it."""
    west, east, south, north = whole_box(scene)
    height = _MAP_WIDTH * (north - south) / (east - west)
    return _MAP_WIDTH + _COLUMN_WIDTH, min(max(height, _MIN_MAP_HEIGHT), _MAX_MAP_HEIGHT) + _TITLE_HEIGHT


def _compose(
    figure: Figure, scene: Scene, evaluation: Evaluation, date: dt.date | None, language: Language
) -> Axes:
    """Title above; the map on the left; legend and enlargements in a column on the right."""
    width, height = figure.get_size_inches()

    def place(left: float, bottom: float, wide: float, high: float) -> Axes:
        return figure.add_axes((left / width, bottom / height, wide / width, high / height))

    ax = place(0.1, 0.1, _MAP_WIDTH - 0.2, height - _TITLE_HEIGHT - 0.1)
    tours, column = scene.tours, _MAP_WIDTH + 0.1
    crowd = crowded_box(scene)
    if crowd is not None:
        # Tours that stay within the enlarged box would only be a blot on the large map.
        tours = tuple(tour for tour in tours if not inside_box(tour.line, crowd).all())
        inset = place(column, 0.15, _COLUMN_WIDTH - 0.3, _INSET_HEIGHT)
        title = say("where most visits are", language)
        enlarge(inset, scene, crowd, title, scale=1.3, scale_bar=True, language=language)
        west, east, south, north = crowd
        frame = ax.plot([west, east, east, west, west], [south, south, north, north, south])[0]
        frame.set(color=colours.PLACE_NAME, linewidth=1, zorder=6)
    draw_map(ax, scene, tours, whole_box(scene), language=language)
    num_lines = add_legend(ax, scene, (1.02, 1.0), language=language)
    room = height - _TITLE_HEIGHT - num_lines * _LEGEND_LINE - _INSET_TOP
    if crowd is not None and room > _STORE_WIDTH:
        for position, (store, box) in enumerate(busiest_stores(scene, _NUM_STORES)):
            left = column + position * (_STORE_WIDTH + 0.1)
            small = place(left, _INSET_TOP, _STORE_WIDTH, _STORE_WIDTH)
            enlarge(small, scene, box, spoken_name(store, language), scale=0.9, scale_bar=False)
    for text, y, size, weight in (
        (title_of(scene.problem, language), 0.16, 14, "bold"),
        (subtitle_of(scene, evaluation, date, language), 0.5, 10, "normal"),
    ):
        figure.text(
            0.15 / width, 1 - y / height, text, fontsize=size, fontweight=weight, va="top", parse_math=False
        )
    return ax
