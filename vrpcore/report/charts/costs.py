"""What a plan costs, item by item, and who causes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vrpcore.evaluation import evaluate
from vrpcore.language import Language, choice, colon, say
from vrpcore.models.evaluation import CostBreakdown, Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import colours
from vrpcore.report.canvas import axes_or_new, drawing, printable
from vrpcore.report.figures import money, share
from vrpcore.report.maps import title_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@drawing
def plot_costs(
    problem: Problem,
    plan: Plan,
    *,
    evaluation: Evaluation | None = None,
    ax: Axes | None = None,
    language: Language = "en",
) -> Axes:
    """Draw the cost of a plan by item as bars, split into centres, stores and orders left behind.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    evaluation
        The verdict on the plan; worked out here if not given.
    ax
        Where to draw; by default a new figure of pyplot.
    language
        Of titles and labels: ``"en"`` or ``"zh"``.

    Returns
    -------
    matplotlib.axes.Axes
        The chart. Its axis is in the currency of the problem.

    Raises
    ------
    MissingPackageError
        If matplotlib is not installed: ``pip install 'vrpcore[plot]'``.
    """
    import matplotlib as mpl

    verdict = evaluation or evaluate(problem, plan, explain=False)
    currency = problem.currency
    items = sorted(
        (name for name in CostBreakdown.model_fields if getattr(verdict.breakdown, name)),
        key=lambda name: -abs(getattr(verdict.breakdown, name)),
    )
    ax = axes_or_new(ax, 9.0, 1.3 + 0.42 * max(2, len(items)))
    left = [0.0] * len(items)
    for label, colour, cost_of in _parts(problem, verdict, language):
        widths = [float(currency.amount(cost_of.get(name, 0))) for name in items]
        if any(widths):
            ax.barh(range(len(items)), widths, left=left, color=colour, height=0.62, label=label)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    for row, name in enumerate(items):
        cost = getattr(verdict.breakdown, name)
        text = f"{money(currency, cost)}  ({share(cost, verdict.cost)})"
        ax.annotate(text, (left[row], row), (4, 0), textcoords="offset points", va="center", fontsize=9)
    labels = [choice(name, language) for name in items]
    # Ticks are made anew when drawn, without the fonts that are set here.
    ax.set_yticks(range(len(items)), labels, fontfamily=mpl.rcParams["font.family"])
    ax.set_ylim(max(len(items), 1) - 0.4, -0.6)
    ax.set_xlim(0, 1.25 * max(left, default=0.0) or 1.0)
    ax.set_xlabel(printable(currency.code) or say("cost", language), parse_math=False)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.grid(axis="x", color=colours.BORDER, linewidth=0.5)
    ax.set_axisbelow(True)
    title = f"{title_of(problem, language)}{colon(language)}{printable(verdict.cost_text(language))}"
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", parse_math=False)
    if items:
        ax.legend(loc="lower right", frameon=False, fontsize=9)
    else:
        ax.text(
            0.5,
            0.5,
            say("costs nothing", language),
            transform=ax.transAxes,
            ha="center",
            color=colours.PLACE_NAME,
        )
    return ax


def _parts(
    problem: Problem, evaluation: Evaluation, language: Language
) -> list[tuple[str, str, dict[str, int]]]:
    """Label, colour and cost by item of those who cause it."""
    by_kind: dict[str, dict[str, int]] = {"center": {}, "store": {}}
    for schedule in evaluation.schedule:
        home = problem.depot_of[problem.vehicle_type_of[schedule.vehicle_type_id].depot_id]
        sums = by_kind[home.kind]
        for name, cost in schedule.cost.model_dump().items():
            sums[name] = sums.get(name, 0) + cost
    breakdown = evaluation.breakdown
    return [
        (say("by centre", language), colours.CENTER, by_kind["center"]),
        (say("by store", language), colours.STORE, by_kind["store"]),
        (choice("held", language), colours.HELD, {"held": breakdown.held}),
        (choice("unserved", language), colours.UNSERVED, {"unserved": breakdown.unserved}),
    ]
