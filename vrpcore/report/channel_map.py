"""The map of channels: who is served by the centre, who by a store, and how far stores reach."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from vrpcore.evaluation import evaluate
from vrpcore.language import Language, colon, comma, counted, say, weekday
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import colours, layers
from vrpcore.report.canvas import axes_or_new, drawing
from vrpcore.report.maps import title_of, whole_box
from vrpcore.report.place_names import place_names
from vrpcore.report.scene import Points, Scene, make_scene

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@drawing
def plot_channels(
    problem: Problem,
    plan: Plan,
    *,
    evaluation: Evaluation | None = None,
    date: dt.date | None = None,
    ax: Axes | None = None,
    language: Language = "en",
) -> Axes:
    """Draw which channel serves each customer, and the circles within which stores deliver.

    A thin spoke joins a customer to the store that serves it.

    Parameters
    ----------
    problem, plan
        What was planned, and how. Every customer and depot needs a location.
    evaluation
        The verdict on the plan; worked out here if not given.
    date
        Only the routes of this working day; None for all.
    ax
        Where to draw; the legend stands to its right. By default a new figure of pyplot.
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
    """
    verdict = evaluation or evaluate(problem, plan, explain=False)
    scene = make_scene(problem, plan, verdict, date)
    box = whole_box(scene)
    height = min(max(8.0 * (box[3] - box[2]) / (box[1] - box[0]), 4.0), 10.0)
    ax = axes_or_new(ax, 11.0, height + 0.6)
    layers.land(ax, scene)
    layers.reaches(ax, scene)
    layers.idle_customers(ax, scene, 5)
    by_center, by_store = _visits(scene, "center"), _visits(scene, "store")
    layers.tours(
        ax,
        [tour for tour in scene.tours if tour.home.kind == "store"],
        dict.fromkeys(scene.vehicle_ids, colours.STORE),
        box,
        18,
    )
    layers.dots(ax, by_center, 16, colours.CENTER, 3)
    layers.left_behind(ax, scene, 34)
    layers.depots(ax, scene, 80)
    place_names(ax, scene, box, 8.5, language)
    layers.scale_bar(ax, scene, box, 8.5, language)
    layers.limit(ax, box)
    _add_legend(ax, scene, len(by_center), len(by_store), language)
    title = title_of(problem, language)
    if date is not None and len(problem.horizon.working_days) > 1:
        title = f"{title}{comma(language)}{weekday(date, language)} {date:%m-%d}"
    title = f"{title}{colon(language)}{say('channels', language)}"
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", parse_math=False)
    return ax


def _visits(scene: Scene, kind: str) -> Points:
    """The visits of trips of vehicles whose home is of a kind, one point for each."""
    lines = [tour.line[1:-1] for tour in scene.tours if tour.home.kind == kind]
    return np.concatenate(lines) if lines else np.empty((0, 2))


def _add_legend(ax: Axes, scene: Scene, num_center: int, num_store: int, language: Language) -> None:
    from matplotlib.lines import Line2D

    stores = [depot for depot in scene.problem.depots if depot.kind == "store"]
    kinds = {depot.kind for depot in scene.problem.depots}
    by_center = say("by centre ({visits})", language, visits=counted(num_center, "visit", language))
    by_store = say("by store ({visits})", language, visits=counted(num_store, "visit", language))
    held = say("held ({number})", language, number=len(scene.held))
    unserved = say("unserved ({number})", language, number=len(scene.unserved))
    marks = [
        ("o", colours.CENTER, "white", 6, by_center, "center" in kinds),
        ("o", colours.STORE, "white", 6, by_store, bool(stores)),
        ("s", colours.INK, "white", 8, say("centre", language), "center" in kinds),
        ("^", colours.STORE, "white", 9, say("store and its reach", language), bool(stores)),
        ("D", colours.HELD, colours.INK, 6, held, len(scene.held) > 0),
        ("X", colours.UNSERVED, "white", 8, unserved, len(scene.unserved) > 0),
        ("o", colours.IDLE, "white", 4, say("not visited", language), len(scene.idle) > 0),
    ]
    shown = [
        (Line2D([], [], ls="none", marker=marker, color=colour, mec=edge, ms=size), label)
        for marker, colour, edge, size, label, occurs in marks
        if occurs
    ]
    handles, labels = zip(*shown, strict=True)
    legend = ax.legend(handles, labels, loc="upper left", bbox_to_anchor=(1.01, 1.0), fontsize=9)
    legend.set_frame_on(False)
