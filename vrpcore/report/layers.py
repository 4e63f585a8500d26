"""The layers of a map, from the ground up. Each function draws one thing on given axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from vrpcore.language import Language, say
from vrpcore.report import colours
from vrpcore.report.scene import Box, Points, Scene, Tour, inside_box

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection

_MAX_ARROWS = 400


def land(ax: Axes, scene: Scene) -> None:
    """Townships; those where a centre stands a shade darker."""
    with_center = {depot.township_id for depot in scene.problem.depots if depot.kind == "center"}
    for township in scene.problem.townships:
        if township.polygon is not None:
            corners = scene.plane.points(township.polygon)
            shade = colours.TOWN if township.id in with_center else colours.LAND
            ax.fill(*corners.T, facecolor=shade, edgecolor=colours.BORDER, linewidth=0.8, zorder=0)


def reaches(ax: Axes, scene: Scene) -> None:
    """Circles around the depots whose reach is a radius."""
    from matplotlib.patches import Circle

    for depot in scene.problem.depots:
        if depot.reach is not None and depot.reach.radius_m is not None and scene.plane.in_metres:
            x, y = scene.plane.points([depot.location])[0]
            circle = Circle((x, y), depot.reach.radius_m, facecolor=colours.STORE, edgecolor=colours.STORE)
            circle.set(alpha=0.18, linewidth=0.8, zorder=1)
            ax.add_patch(circle)


def idle_customers(ax: Axes, scene: Scene, size: float) -> None:
    """Customers that no tour visits, as faint dots."""
    dots(ax, scene.idle, size, colours.IDLE, 1.5)


def all_customers(ax: Axes, scene: Scene, size: float) -> None:
    """All customers, visited or not, as faint dots."""
    points = scene.plane.points(customer.location for customer in scene.problem.customers)
    dots(ax, points, size, colours.IDLE, 1.5)


def tours(ax: Axes, drawn: Sequence[Tour], colour_of: Mapping[str, str], box: Box, size: float) -> None:
    """Tours of centres as lines with arrows, the way out thin, the way home dashed; of stores as spokes."""
    if not drawn:
        return
    by_center = [tour for tour in drawn if tour.home.kind != "store"]
    for part, linewidth, alpha, dashed in (
        (slice(None, 1), 0.8, 0.55, False),
        (slice(-1, None), 0.8, 0.55, True),
        (slice(1, -1), 1.3, 1.0, False),
    ):
        lines = [
            (np.concatenate(tour.legs[part]), colour_of[tour.vehicle_id])
            for tour in by_center
            if tour.legs[part]
        ]
        _lines(ax, lines, linewidths=linewidth, alpha=alpha, dashed=dashed)
    spokes = [
        (np.stack([tour.line[0], stop]), colour_of[tour.vehicle_id])
        for tour in drawn
        if tour.home.kind == "store"
        for stop in tour.line[1:-1]
    ]
    _lines(ax, spokes, linewidths=0.9)
    stops = np.concatenate([tour.line[1:-1] for tour in drawn])
    colour = [colour_of[tour.vehicle_id] for tour in drawn for _ in tour.line[1:-1]]
    dots(ax, stops, size, colour, 3)
    _arrows(ax, by_center, colour_of, box)


def _lines(
    ax: Axes,
    coloured: Sequence[tuple[Points, str]],
    *,
    linewidths: float,
    alpha: float = 1.0,
    dashed: bool = False,
) -> None:
    """Many lines as one thing, which is much faster than one by one."""
    from matplotlib.collections import LineCollection

    lines = LineCollection(
        [line for line, _ in coloured],
        colors=[colour for _, colour in coloured],
        linewidths=linewidths,
        linestyles=[(0, (4, 2))] if dashed else "solid",
        alpha=alpha,
        zorder=2,
    )
    ax.add_collection(lines)


def _arrows(ax: Axes, drawn: Sequence[Tour], colour_of: Mapping[str, str], box: Box) -> None:
    """Heads in the middle of legs that are long enough for one."""
    if not drawn:
        return
    found = [_middle(leg) for tour in drawn for leg in tour.legs]
    middles = np.array([middle for middle, _, _ in found])
    unit = np.array([direction for _, direction, _ in found])
    lengths = np.array([length for _, _, length in found])
    colour = np.array([colour_of[tour.vehicle_id] for tour in drawn for _ in tour.legs])
    visible = inside_box(middles, box)
    long_enough = np.flatnonzero((lengths > 0.03 * (box[1] - box[0])) & visible)
    chosen = long_enough[np.argsort(-lengths[long_enough], kind="stable")[:_MAX_ARROWS]]
    if chosen.size:
        # A shaft of one point and a head as long as the arrow: all that shows is a triangle.
        ax.quiver(
            *middles[chosen].T,
            *unit[chosen].T,
            color=list(colour[chosen]),
            angles="xy",
            pivot="mid",
            units="inches",
            scale_units="inches",
            scale=12,
            width=0.012,
            headwidth=5.5,
            headlength=7,
            headaxislength=6.5,
            zorder=2.8,
        )


def _middle(leg: Points) -> tuple[Points, Points, float]:
    """The point half the way along a leg, where one goes from there (length 1), and how long the leg is."""
    steps = np.diff(leg, axis=0)
    lengths = np.hypot(*steps.T)
    along = np.cumsum(lengths)
    total = float(along[-1])
    at = min(int(np.searchsorted(along, total / 2)), len(steps) - 1)
    if not lengths[at]:
        return leg[at], np.zeros(2), total
    back = (along[at] - total / 2) / lengths[at]
    return leg[at + 1] - back * steps[at], steps[at] / lengths[at], total


def depots(ax: Axes, scene: Scene, size: float) -> None:
    """Centres as squares and stores as triangles."""
    for depot in scene.problem.depots:
        marker, colour = ("s", colours.INK) if depot.kind == "center" else ("^", colours.STORE)
        marks = dots(ax, scene.plane.points([depot.location]), size, colour, 5, marker)
        marks.set(edgecolor="white", linewidth=0.9)


def left_behind(ax: Axes, scene: Scene, size: float) -> None:
    """Held orders as yellow diamonds, unserved ones as black crosses."""
    held = dots(ax, scene.held, size, colours.HELD, 4, "D")
    held.set(edgecolor=colours.INK, linewidth=0.8)
    unserved = dots(ax, scene.unserved, 1.6 * size, colours.UNSERVED, 4.5, "X")
    unserved.set(edgecolor="white", linewidth=0.8)


def dots(
    ax: Axes, points: Points, size: float, colour: str | list[str], zorder: float, marker: str = "o"
) -> PathCollection:
    """Marks without an edge, one for each point."""
    return ax.scatter(
        points[:, 0], points[:, 1], s=size, color=colour, marker=marker, linewidths=0, zorder=zorder
    )


def scale_bar(ax: Axes, scene: Scene, box: Box, fontsize: float, language: Language = "en") -> None:
    """A bar of a round length, about a sixth of the map, in the lower left corner."""
    width, height = box[1] - box[0], box[3] - box[2]
    power = 10.0 ** np.floor(np.log10(width / 6))
    length = max((step * power for step in (1, 2, 5) if step * power <= width / 6), default=power)
    x, y = box[0] + 0.03 * width, box[2] + 0.035 * height
    if not scene.plane.in_metres:
        label = say("{number} units", language, number=f"{length:g}")
    else:
        far = length >= 1000
        number = f"{length / 1000:g}" if far else f"{length:g}"
        label = say("{number} km" if far else "{number} m", language, number=number)
    ax.plot([x, x + length], [y, y], color=colours.INK, linewidth=2.5, solid_capstyle="butt", zorder=6)
    ax.text(x + length / 2, y + 0.012 * height, label, fontsize=fontsize, ha="center", va="bottom", zorder=6)


def limit(ax: Axes, box: Box) -> None:
    """Show just the box, in true proportions, without ticks and frame."""
    ax.set(xlim=box[:2], ylim=box[2:], xticks=[], yticks=[], aspect="equal")
    for spine in ax.spines.values():
        spine.set_visible(False)
