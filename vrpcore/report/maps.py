"""One map with all its layers, its legend and its title."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vrpcore.language import Language, comma, counted, say, weekday
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.problem import Problem
from vrpcore.report import colours, layers
from vrpcore.report.canvas import printable
from vrpcore.report.legend import legend_entries
from vrpcore.report.place_names import place_names
from vrpcore.report.scene import Box, Scene, Tour, bounding_box, places_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_map(
    ax: Axes,
    scene: Scene,
    tours: Sequence[Tour],
    box: Box,
    *,
    scale: float = 1.0,
    names: bool = True,
    scale_bar: bool = True,
    language: Language = "en",
) -> None:
    """Draw all layers; `scale` enlarges the marks."""
    layers.land(ax, scene)
    layers.reaches(ax, scene)
    layers.idle_customers(ax, scene, 4 * scale)
    layers.tours(ax, tours, colours.vehicle_colours(scene.problem, scene.vehicle_ids), box, 14 * scale)
    layers.left_behind(ax, scene, 34 * scale)
    layers.depots(ax, scene, 70 * scale)
    if names:
        place_names(ax, scene, box, 8.5, language)
    if scale_bar:
        layers.scale_bar(ax, scene, box, 8.5, language)
    layers.limit(ax, box)


def add_legend(
    ax: Axes,
    scene: Scene,
    anchor: tuple[float, float],
    fontsize: float = 9.0,
    *,
    language: Language = "en",
) -> int:
    """Write the legend; the anchor is its upper left corner in shares of the axes.

    Returns the number of its lines.
    """
    colour_of = colours.vehicle_colours(scene.problem, scene.vehicle_ids)
    handles, labels = legend_entries(scene, colour_of, language)
    legend = ax.legend(handles, labels, loc="upper left", bbox_to_anchor=anchor, fontsize=fontsize)
    legend.set_frame_on(False)
    for text in legend.get_texts():
        text.set_parse_math(False)
    return len(labels)


def whole_box(scene: Scene) -> Box:
    """The land, all places and the ways between them, with a margin."""
    problem = scene.problem
    places = scene.plane.points(place.location for place in places_of(problem))
    borders = [scene.plane.points(t.polygon) for t in problem.townships if t.polygon is not None]
    ways = [leg for tour in scene.tours if tour.home.kind != "store" for leg in tour.legs]
    return bounding_box(np.concatenate([places, *borders, *ways]), 0.02)


def title_of(problem: Problem, language: Language = "en") -> str:
    """The problem's name."""
    plan = say("plan", language)
    return printable(problem.name, plan) or plan


def subtitle_of(scene: Scene, evaluation: Evaluation, date: dt.date | None, language: Language = "en") -> str:
    """What the plan costs and how its orders end; of one day of several, what that day's routes cost."""
    currency, kpis = scene.problem.currency, evaluation.kpis
    if date is not None and len(scene.problem.horizon.working_days) > 1:
        cost = sum(schedule.cost.total for schedule in scene.schedules)
        num_visits = sum(len(tour.line) - 2 for tour in scene.tours)
        of_day = say(
            "{day}: {visits}, routes {cost}",
            language,
            day=f"{weekday(date, language)} {date:%m-%d}",
            visits=counted(num_visits, "visit", language),
            cost=currency.text(cost),
        )
        return printable(of_day)
    facts = [say("cost {amount}", language, amount=evaluation.cost_text(language))]
    if any(depot.kind == "store" for depot in scene.problem.depots):
        orders = counted(kpis.num_by_center, "order", language)
        facts.append(say("{orders} by centre", language, orders=orders))
        facts.append(say("{number} by store", language, number=kpis.num_by_store))
    else:
        orders = counted(kpis.num_delivered, "order", language)
        facts.append(say("{orders} delivered", language, orders=orders))
    if kpis.num_held:
        facts.append(say("{number} held", language, number=kpis.num_held))
    if kpis.num_unserved:
        facts.append(say("{number} unserved", language, number=kpis.num_unserved))
    if not evaluation.is_feasible:
        facts.append(counted(len(evaluation.violations), "broken rule", language))
    return printable(comma(language).join(facts))
