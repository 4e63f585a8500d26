"""Who does what when: a row for each vehicle."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vrpcore.evaluation import evaluate
from vrpcore.language import Language, say
from vrpcore.models.evaluation import Evaluation, RouteSchedule, Stop
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import colours
from vrpcore.report.canvas import drawing
from vrpcore.report.charts.rows import Rows, axes_of, finish, make_rows
from vrpcore.report.windows import Windows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BAR = 0.36
"""Height of bars, in rows; windows take the same room below, or else the bars do."""


@drawing
def plot_timeline(
    problem: Problem,
    plan: Plan,
    *,
    evaluation: Evaluation | None = None,
    date: dt.date | None = None,
    ax: Axes | None = None,
    language: Language = "en",
) -> Axes:
    """Draw when each vehicle drives, waits, serves, loads and rests: a Gantt chart.

    For one day, a thin line below each bar shows the service window of every visit that has one (its due time
    applied), with a dot where service begins. Several days stand side by side, their nights cut out.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    evaluation
        The verdict on the plan; worked out here if not given.
    date
        Only this working day; None for all.
    ax
        Where to draw; by default a new figure of pyplot.
    language
        Of titles and labels: ``"en"`` or ``"zh"``.

    Returns
    -------
    matplotlib.axes.Axes
        The chart.

    Raises
    ------
    MissingPackageError
        If matplotlib is not installed: ``pip install 'vrpcore[plot]'``.
    InvalidInputError
        If the date is no working day of the plan.
    """
    rows = make_rows(problem, evaluation or evaluate(problem, plan, explain=False), date)
    ax = axes_of(rows, ax)
    has_windows = rows.are_high and _draw_windows(ax, rows)
    bar = _BAR if has_windows else 2 * _BAR
    top = -0.42 if has_windows else -_BAR
    for schedule in rows.schedules:
        _draw_route(ax, rows, schedule, rows.y(schedule.vehicle_id) + top, bar)
    finish(ax, rows, "vehicles", language)
    _add_legend(ax, rows, has_windows, language)
    return ax


def _draw_route(ax: Axes, rows: Rows, schedule: RouteSchedule, top: float, height: float) -> None:
    colour = rows.colour_of[schedule.vehicle_id]

    def spans(pairs: list[tuple[int, int]]) -> list[tuple[float, float]]:
        return [(rows.x(begin, schedule.date), end - begin) for begin, end in pairs if end > begin]

    middle = top + height / 2
    ends = [rows.x(moment, schedule.date) for moment in (schedule.start_s, schedule.end_s)]
    ax.plot(ends, [middle, middle], color=colour, linewidth=1.4, solid_capstyle="butt", zorder=2)
    waits = spans([(stop.arrival_s, stop.start_s) for stop in schedule.stops])
    box = (top + 0.2 * height, 0.6 * height)
    ax.broken_barh(waits, box, facecolor="white", edgecolor=colour, hatch="//////", linewidth=0.6, zorder=3)
    for kinds, face, edge, width in (
        (("load",), "white", colour, 1.0),
        (("break",), colours.BORDER, colours.PLACE_NAME, 0.6),
        (("delivery", "pickup"), colour, "white", 0.3),
    ):
        found = spans([(s.start_s, s.departure_s) for s in schedule.stops if s.kind in kinds])
        ax.broken_barh(found, (top, height), facecolor=face, edgecolor=edge, linewidth=width, zorder=3.5)
    moments = [
        rows.x(stop.start_s, schedule.date)
        for stop in schedule.stops
        if stop.kind in ("delivery", "pickup") and stop.departure_s == stop.start_s
    ]
    ax.vlines(moments, top, top + height, color=colour, linewidth=1, zorder=3.5)


def _draw_windows(ax: Axes, rows: Rows) -> bool:
    """Draw the windows of all visits, each at its own height below its row; tell whether there are any."""
    windows = Windows(rows.problem)
    west, east = rows.first_s, rows.last_s
    found = False
    for schedule in rows.schedules:
        visits = [s for s in schedule.stops if s.kind in ("delivery", "pickup")]
        colour = rows.colour_of[schedule.vehicle_id]
        for number, stop in enumerate(visits):
            window = windows.of(stop)
            if window is None:
                continue
            found = True
            y = rows.y(schedule.vehicle_id) + 0.02 + 0.42 * (number + 0.5) / len(visits)
            earliest, latest = (min(max(rows.x(t, schedule.date), west), east) for t in window)
            ax.hlines(y, earliest, latest, color=colour, linewidth=0.8, alpha=0.45, zorder=2)
            ax.plot(rows.x(stop.start_s, schedule.date), y, ".", color=_dot(stop, window, colour), ms=3.5)
    return found


def _dot(stop: Stop, window: tuple[int, int], colour: str) -> str:
    """The vehicle's colour, or black where service begins outside the window."""
    return colour if window[0] <= stop.start_s <= window[1] else colours.UNSERVED


def _add_legend(ax: Axes, rows: Rows, has_windows: bool, language: Language) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    ink = colours.INK
    kinds = {stop.kind for schedule in rows.schedules for stop in schedule.stops}
    waits = any(stop.wait_duration_s for schedule in rows.schedules for stop in schedule.stops)
    entries: list[tuple[Patch | Line2D, str, bool]] = [
        (Line2D([], [], color=ink, linewidth=1.4), say("driving", language), bool(rows.schedules)),
        (Patch(facecolor=ink), say("service", language), bool(kinds & {"delivery", "pickup"})),
        (
            Patch(facecolor="white", edgecolor=ink),
            say("loading", language),
            "load" in kinds and _loading_takes_time(rows),
        ),
        (Patch(facecolor="white", edgecolor=ink, hatch="//////"), say("waiting", language), waits),
        (
            Patch(facecolor=colours.BORDER, edgecolor=colours.PLACE_NAME),
            say("break", language),
            "break" in kinds,
        ),
        (
            Line2D([], [], color=ink, linewidth=0.8, marker=".", alpha=0.6),
            say("service window", language),
            has_windows,
        ),
    ]
    shown = [(handle, label) for handle, label, occurs in entries if occurs]
    if shown:
        above = (1.0, 1.0) if len(rows.days) == 1 else (1.0, 1.04)
        ax.legend(
            *zip(*shown, strict=True),
            loc="lower right",
            bbox_to_anchor=above,
            ncols=len(shown),
            frameon=False,
            fontsize=8.5,
            borderaxespad=0.2,
        )


def _loading_takes_time(rows: Rows) -> bool:
    return any(s.departure_s > s.start_s for r in rows.schedules for s in r.stops if s.kind == "load")
