"""Names of townships on a map, where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vrpcore.language import Language
from vrpcore.models.depot import Depot
from vrpcore.models.location import Township
from vrpcore.report import colours
from vrpcore.report.canvas import printable
from vrpcore.report.scene import Box, Points, Scene, inside_box

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GRID = 24
"""Places tried along either side of a township."""
_NAME_SHAPE = (3.0, 1.0)
"""Names are wider than high: what stands beside them is nearer than it looks."""


def place_names(ax: Axes, scene: Scene, box: Box, fontsize: float, language: Language = "en") -> None:
    """Write each township's name at its emptiest place, away from its border and from all lines."""
    from matplotlib.patheffects import withStroke

    obstacles = _obstacles(scene)
    for township in scene.problem.townships:
        if township.polygon is None:
            continue
        place = emptiest_place(scene.plane.points(township.polygon), obstacles, box)
        if place is None:
            continue
        x, y = place
        text = printable(spoken_name(township, language))
        name = ax.text(x, y, text, fontsize=fontsize, color=colours.PLACE_NAME, parse_math=False)
        name.set(ha="center", va="center", style="italic", zorder=3.5, clip_on=True)
        name.set_path_effects([withStroke(linewidth=2, foreground=colours.LAND)])


def spoken_name(place: Township | Depot, language: Language) -> str:
    """The name of a place where a reader of the language can read it, else its id."""
    return place.name if place.name and (language == "zh" or place.name.isascii()) else place.id


def emptiest_place(corners: Points, obstacles: Points, box: Box | None = None) -> Points | None:
    """The place of an area that is farthest from its border and all obstacles; None if none is in the box."""
    import shapely  # loaded only where something is drawn

    across = (
        np.linspace(*bounds, _GRID) for bounds in zip(corners.min(axis=0), corners.max(axis=0), strict=True)
    )
    grid = np.stack(np.meshgrid(*across), axis=-1).reshape(-1, 2)
    inside = shapely.contains_xy(shapely.Polygon(corners), *grid.T)
    places = grid[inside if box is None else inside & inside_box(grid, box)]
    if not places.size:
        return None
    away = (places[:, None] - np.concatenate([obstacles, _along_border(corners)])) / _NAME_SHAPE
    found: Points = places[np.argmax(np.hypot(away[..., 0], away[..., 1]).min(axis=1))]
    return found


def _obstacles(scene: Scene) -> Points:
    """Places that names keep away from: depots, marks, and points along all tours."""
    along = [
        tour.line[:-1] + share * np.diff(tour.line, axis=0)
        for tour in scene.tours
        for share in (0.0, 0.25, 0.5, 0.75)
    ]
    depots = scene.plane.points(depot.location for depot in scene.problem.depots)
    return np.concatenate([*along, scene.held, scene.unserved, depots])


def _along_border(corners: Points) -> Points:
    """Points on the border of an area, corners and between."""
    steps = np.roll(corners, -1, axis=0) - corners
    return np.concatenate([corners + share * steps for share in (0.0, 0.25, 0.5, 0.75)])
