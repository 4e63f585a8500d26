"""What is aboard when: a filled profile for each vehicle, as a share of what it can take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from vrpcore.evaluation import evaluate
from vrpcore.language import Language
from vrpcore.models.evaluation import Evaluation, RouteSchedule, Stop
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.models.vehicle import VehicleType
from vrpcore.report import colours
from vrpcore.report.canvas import drawing
from vrpcore.report.charts.rows import Rows, axes_of, finish, make_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FULL = 0.8
"""Height of a full vehicle, in rows."""

LoadRate = Callable[[Stop], float]


@drawing
def plot_loads(
    problem: Problem,
    plan: Plan,
    *,
    evaluation: Evaluation | None = None,
    date: dt.date | None = None,
    ax: Axes | None = None,
    language: Language = "en",
) -> Axes:
    """Draw how full each vehicle is over its day, with its fullest moment in percent.

    How full: in the tightest of kg, m³ and cases. Vehicles without limits are shown as a share of the
    heaviest load of the plan.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    evaluation
        The verdict on the plan; worked out here if not given.
    date
        Only this working day; None for all, side by side.
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
    most_g = max((stop.load_g for s in rows.schedules for stop in s.stops), default=0)
    limited = False
    for schedule in rows.schedules:
        vehicle_type = problem.vehicle_type_of[schedule.vehicle_type_id]
        rate = load_rate(vehicle_type)
        limited |= rate is not None
        _draw_route(ax, rows, schedule, rate or (lambda stop: stop.load_g / most_g if most_g else 0.0))
    what = "load in % of capacity" if limited else "load in % of the heaviest"
    finish(ax, rows, what, language)
    return ax


def load_rate(vehicle_type: VehicleType) -> LoadRate | None:
    """How full a vehicle is on leaving a stop, 1 where full; None where nothing limits it."""
    kg, m3, cases = vehicle_type.capacity_kg, vehicle_type.capacity_m3, vehicle_type.capacity_cases
    if not (kg or m3 or cases):
        return None

    def rate(stop: Stop) -> float:
        return max(
            stop.load_g / (1000 * kg) if kg else 0.0,
            stop.load_cm3 / (10**6 * m3) if m3 else 0.0,
            stop.load_cases / cases if cases else 0.0,
        )

    return rate


def _draw_route(ax: Axes, rows: Rows, schedule: RouteSchedule, rate: LoadRate) -> None:
    """The load as steps that change when service or loading ends."""
    base = rows.y(schedule.vehicle_id) + _FULL / 2
    colour = rows.colour_of[schedule.vehicle_id]
    moments = [rows.x(stop.departure_s, schedule.date) for stop in schedule.stops]
    rates = [rate(stop) for stop in schedule.stops]
    heights = [base - _FULL * one for one in rates]
    full = base - _FULL
    ax.hlines([base, full], moments[0], moments[-1], color=[colour, colours.PLACE_NAME], linewidth=0.6)
    ax.fill_between(moments, heights, base, step="post", color=colour, alpha=0.35, linewidth=0, zorder=2)
    ax.step(moments, heights, where="post", color=colour, linewidth=1.2, zorder=3)
    if len(rows.days) == 1:
        peak = max(rates)
        text = f"{100 * peak:.0f} %"
        end = (moments[-1], base - _FULL / 2)
        ax.annotate(text, end, (4, 0), textcoords="offset points", va="center", fontsize=8, color=colour)
    over = max(rates) > 1
    if over:
        begin = rates.index(max(rates))
        ax.plot(moments[begin], heights[begin], "X", color=colours.UNSERVED, ms=6, zorder=4)
