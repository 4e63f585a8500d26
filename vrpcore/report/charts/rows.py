"""A row for each vehicle over the hours of one day, or of several days side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vrpcore.language import Language, colon, comma, counted, say, weekday
from vrpcore.models.evaluation import Evaluation, RouteSchedule
from vrpcore.models.problem import Problem
from vrpcore.report import colours
from vrpcore.report.canvas import axes_or_new, printable
from vrpcore.report.figures import has_clock
from vrpcore.report.maps import title_of
from vrpcore.report.scene import require_working_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MAX_ROWS = 60
"""Vehicles that are shown; a picture of more could not be read."""
_WIDTH, _DAY_WIDTH, _MAX_WIDTH = 11.0, 1.3, 24.0
_ROW_HEIGHT, _LOW_ROW_HEIGHT, _MARGINS = 0.62, 0.34, 1.3
_HIGH_ROWS = 12
"""Inches; and up to how many rows are high."""
_GAP = 0.04
"""Between days, as a share of one."""
_STEPS = (900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400)
"""Seconds between ticks."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Which routes are shown where."""

    problem: Problem
    schedules: tuple[RouteSchedule, ...]
    vehicle_ids: tuple[str, ...]
    """From the top; those of centres before those of stores."""
    num_left_out: int
    days: tuple[dt.date, ...]
    first_s: int
    """The earliest start of a route, in seconds after midnight of its day."""
    last_s: int
    """The latest end."""

    @property
    def are_high(self) -> bool:
        """Whether there is room for details below the bars."""
        return len(self.vehicle_ids) <= _HIGH_ROWS and len(self.days) == 1

    @property
    def day_span(self) -> float:
        """Seconds from the begin of one day to the begin of the next on the axis."""
        return (self.last_s - self.first_s) * (1 + _GAP)

    def x(self, seconds: int, day: dt.date) -> float:
        """Where a moment of a route of a day stands on the axis."""
        after_midnight = seconds - self.problem.horizon.midnight(day)
        if len(self.days) == 1:
            return after_midnight
        return self.days.index(day) * self.day_span + after_midnight - self.first_s

    def y(self, vehicle_id: str) -> int:
        """The row of a vehicle; the axis points downwards."""
        return self.vehicle_ids.index(vehicle_id)

    @property
    def colour_of(self) -> dict[str, str]:
        """Colours by vehicle, the same as on the map."""
        return colours.vehicle_colours(self.problem, {s.vehicle_id for s in self.schedules})


def make_rows(problem: Problem, evaluation: Evaluation, date: dt.date | None) -> Rows:
    """Choose rows and axis.

    Raises
    ------
    InvalidInputError
        If the date is not a working day of the plan.
    """
    require_working_day(problem, date)
    schedules = tuple(s for s in evaluation.schedule if date in (None, s.date))
    used = {s.vehicle_id for s in schedules}
    home_of = {slot.vehicle_id: slot.vehicle_type.depot_id for slot in problem.slots}
    order = [id_ for id_ in home_of if id_ in used]
    order.sort(key=lambda id_: problem.depot_of[home_of[id_]].kind == "store")
    shown = tuple(order[:MAX_ROWS])
    times = [
        (s.start_s - problem.horizon.midnight(s.date), s.end_s - problem.horizon.midnight(s.date))
        for s in schedules
    ]
    first_s, last_s = min((t[0] for t in times), default=0), max((t[1] for t in times), default=3600)
    if has_clock(problem):
        first_s, last_s = first_s // 3600 * 3600, -(-last_s // 3600) * 3600
    return Rows(
        problem,
        tuple(s for s in schedules if s.vehicle_id in shown),
        shown,
        len(order) - len(shown),
        problem.horizon.working_days if date is None else (date,),
        first_s,
        max(last_s, first_s + 1),
    )


def axes_of(rows: Rows, ax: Axes | None) -> Axes:
    """The given axes, or new ones large enough for all rows and days."""
    width = min(max(_WIDTH, _DAY_WIDTH * len(rows.days) + 2), _MAX_WIDTH)
    height = _ROW_HEIGHT if len(rows.vehicle_ids) <= _HIGH_ROWS else _LOW_ROW_HEIGHT
    return axes_or_new(ax, width, _MARGINS + height * max(2, len(rows.vehicle_ids)))


def finish(ax: Axes, rows: Rows, what: str, language: Language) -> None:
    """Label rows, hours and days, and say what is shown."""
    import matplotlib as mpl

    labels = [printable(id_, say("vehicle", language)) for id_ in rows.vehicle_ids]
    ax.set_yticks(range(len(labels)), labels, fontfamily=mpl.rcParams["font.family"], parse_math=False)
    ax.set_ylim(max(len(labels), 1) - 0.45, -0.55)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.grid(axis="x", color=colours.BORDER, linewidth=0.5, alpha=0.7)
    ax.set_axisbelow(True)
    if len(rows.days) == 1:
        _one_day(ax, rows, language)
    else:
        _several_days(ax, rows, language)
    days = comma(language) + _days(rows.days, language) if has_clock(rows.problem) else ""
    title = f"{title_of(rows.problem, language)}{days}{colon(language)}{say(what, language)}"
    if rows.num_left_out:
        rest = counted(rows.num_left_out, "more vehicle", language)
        title = f"{title} ({say('and {rest}', language, rest=rest)})"
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", parse_math=False, pad=24)
    if not rows.schedules:
        ax.text(
            0.5,
            0.5,
            say("no routes", language),
            transform=ax.transAxes,
            ha="center",
            color=colours.PLACE_NAME,
        )


def _one_day(ax: Axes, rows: Rows, language: Language) -> None:
    margin = 0.01 * (rows.last_s - rows.first_s)
    ax.set_xlim(rows.first_s - margin, rows.last_s + margin)
    if not has_clock(rows.problem):
        ax.set_xlabel(say("time", language))
        return
    ticks = _ticks(rows, 14)
    ax.set_xticks(ticks, [_clock(tick) for tick in ticks])


def _several_days(ax: Axes, rows: Rows, language: Language) -> None:
    """Days beside each other, with their nights cut out."""
    ax.set_xlim(-0.01 * rows.day_span, len(rows.days) * rows.day_span)
    begins = [number * rows.day_span for number in range(len(rows.days))]
    for begin in begins[1:]:
        ax.axvline(begin - _GAP / 2 * (rows.last_s - rows.first_s), color=colours.PLACE_NAME, linewidth=0.8)
    middle = (rows.last_s - rows.first_s) / 2
    every = -(-len(rows.days) // 24)
    for begin, day in list(zip(begins, rows.days, strict=True))[::every]:
        between = "\n" if len(rows.days) > 16 else " "
        label = f"{weekday(day, language)}{between}{day:%m-%d}"
        ax.annotate(
            label,
            (begin + middle, 1),
            (0, 4),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=colours.INK,
        )
    if has_clock(rows.problem):
        ticks = _ticks(rows, 3)
        places = [begin + tick - rows.first_s for begin in begins for tick in ticks]
        ax.set_xticks(places, [_clock(tick)[:2] for _ in begins for tick in ticks], fontsize=7)
    else:
        ax.set_xticks([])


def _ticks(rows: Rows, most: int) -> Sequence[int]:
    span = rows.last_s - rows.first_s
    step = next((step for step in _STEPS if span / step <= most), -(-span // most // 86_400 + 1) * 86_400)
    found: list[int] = np.arange(-(-rows.first_s // step) * step, rows.last_s + 1, step).tolist()
    return found


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _days(days: Sequence[dt.date], language: Language) -> str:
    if len(days) == 1:
        return f"{weekday(days[0], language)} {days[0]}"
    return say("{first} to {last}", language, first=str(days[0]), last=str(days[-1]))
