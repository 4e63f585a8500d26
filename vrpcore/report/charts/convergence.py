"""How a plan was found: cost and bound over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from vrpcore.errors import Fault, InvalidInputError
from vrpcore.language import Language, colon, say
from vrpcore.models.problem import Problem
from vrpcore.report import colours
from vrpcore.report.canvas import axes_or_new, drawing, printable
from vrpcore.report.maps import title_of
from vrpcore.solvers.progress import Progress

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COST, _BOUND = "#0072B2", "#D55E00"
_BEGINNING = 0.1
"""The share of the run before which a cost may leave the chart."""


class Run(Protocol):
    """What is needed of a `vrpcore.Result`."""

    @property
    def problem(self) -> Problem:
        """What was planned."""

    @property
    def history(self) -> Sequence[Progress]:
        """What the solver told."""

    @property
    def cost(self) -> int:
        """Cost of the plan."""

    def cost_text(self, language: Language = "en") -> str:
        """That cost for people, with what it leaves out."""
        ...

    @property
    def bound(self) -> int | None:
        """Proven lower bound."""

    @property
    def runtime_s(self) -> float:
        """Seconds of the whole call."""

    @property
    def solver(self) -> str:
        """Who found it."""


@drawing
def plot_convergence(result: Run, *, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Draw the cost of the best plan so far, and the proven bound where there is one, over time.

    Runs drawn on the same axes can be compared; each has its own line.

    Parameters
    ----------
    result
        A `vrpcore.Result`.
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
        If the object is no result.
    """
    if not hasattr(result, "history"):
        fault = Fault(
            "no_history",
            "result",
            f"{type(result).__name__} does not tell how it was found",
            "a vrpcore.Result",
            "give what `vrpcore.solve` returned, not the plan or the evaluation",
        )
        raise InvalidInputError("the run cannot be drawn", [fault])
    is_first = ax is None or not ax.lines
    ax = axes_or_new(ax, 9.0, 4.2)
    currency = result.problem.currency
    costs = [(e.elapsed_s, e.cost) for e in result.history if e.cost is not None]
    costs.append((result.runtime_s, result.cost))
    bounds = [(e.elapsed_s, e.bound) for e in result.history if e.bound is not None]
    if result.bound is not None:
        bounds.append((result.runtime_s, result.bound))
    label = f"{printable(result.solver)}{colon(language)}{printable(result.cost_text(language))}"
    for points, name, fixed, style in (
        (costs, label, _COST, ".-"),
        (bounds, say("bound of {solver}", language, solver=printable(result.solver)), _BOUND, ".--"),
    ):
        if points:
            seconds, values = zip(*points, strict=True)
            amounts = [float(currency.amount(value)) for value in values]
            (line,) = ax.step(seconds, amounts, style, where="post", linewidth=1.8, markersize=3, label=name)
            if is_first:
                line.set_color(fixed)
    if is_first:
        _mark_phases(ax, result.history)
        ax.set_xlabel(say("seconds", language))
        ax.set_ylabel(printable(currency.code) or say("cost", language), parse_math=False)
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color=colours.BORDER, linewidth=0.5)
        ax.set_axisbelow(True)
        title = f"{title_of(result.problem, language)}{colon(language)}{say('cost over time', language)}"
        ax.set_title(title, loc="left", fontsize=11, fontweight="bold", parse_math=False, pad=18)
    ax.set_xlim(left=0)
    _cut_off_the_beginning(ax, result.runtime_s)
    for text in ax.legend(loc="upper right", frameon=False, fontsize=9).get_texts():
        text.set_parse_math(False)
    return ax


def _cut_off_the_beginning(ax: Axes, runtime_s: float) -> None:
    """Let the first plans leave the chart at the top: they cost so much that nothing else could be seen."""
    lines = [np.asarray(line.get_xydata()) for line in ax.lines if not str(line.get_label()).startswith("_")]
    points = np.concatenate([line for line in lines if len(line)])
    later = points[points[:, 0] >= _BEGINNING * runtime_s, 1]
    lowest, highest = points[:, 1].min(), max(later.max(), points[-1, 1])
    room = max(0.15 * (highest - lowest), 0.01 * abs(highest), 1e-9)
    ax.set_ylim(lowest - room, highest + room)


def _mark_phases(ax: Axes, history: Sequence[Progress]) -> None:
    """Name above the chart who works from when on; phases that would overlap the last name are left out."""
    total = max((event.elapsed_s for event in history), default=0.0)
    last_solver, last_at = "", -1.0
    for event in history:
        if event.solver == last_solver or event.solver == "auto":
            continue
        last_solver = event.solver
        if last_at >= 0 and event.elapsed_s - last_at < 0.07 * total:
            continue
        last_at = event.elapsed_s
        ax.axvline(event.elapsed_s, color=colours.PLACE_NAME, linewidth=0.7, linestyle=":")
        ax.annotate(
            printable(event.solver),
            (event.elapsed_s, 1.0),
            (2, 3),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=8,
            color=colours.PLACE_NAME,
        )
