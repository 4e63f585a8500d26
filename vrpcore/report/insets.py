"""Parts of a map that are worth enlarging: where visits are crowded, and the busiest stores."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from vrpcore.language import Language
from vrpcore.models.depot import Depot
from vrpcore.report import colours
from vrpcore.report.canvas import printable
from vrpcore.report.maps import draw_map, whole_box
from vrpcore.report.scene import Box, Scene, bounding_box, inside_box

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MIN_CROWD, _CROWD_SHARE = 15, 0.2
"""How many visits, and which share of them, make a small place crowded."""
_NEARBY = 0.1
"""What near means when looking for a crowd, as a share of the map's longer side."""
_SAMPLE = 500
"""Visits that are tried as the middle of a crowd."""
_STORE_MARGIN = 1.15
"""Width of a store's enlargement, in radii of its reach on either side."""


def crowded_box(scene: Scene) -> Box | None:
    """The surroundings of the tours that stay where most visits are, if that is a small part of the map."""
    lines = [tour.line for tour in scene.tours if tour.home.kind != "store"]
    if not lines:
        return None
    visits = np.concatenate([line[1:-1] for line in lines])
    west, east, south, north = whole_box(scene)
    near = _NEARBY * max(east - west, north - south)
    middles = visits[:: max(1, len(visits) // _SAMPLE)]
    num_near = [int((np.abs(visits - middle).max(axis=1) <= near).sum()) for middle in middles]
    best = int(np.argmax(num_near))
    if num_near[best] < max(_MIN_CROWD, _CROWD_SHARE * len(visits)):
        return None
    x, y = middles[best]
    around = (x - 2 * near, x + 2 * near, y - 2 * near, y + 2 * near)
    staying = [line for line in lines if inside_box(line, around).all()]
    return bounding_box(np.concatenate(staying), 0.08) if staying else None


def busiest_stores(scene: Scene, num: int) -> list[tuple[Depot, Box]]:
    """Stores with a radius and most visits, most first, with the box to enlarge."""
    visits: Counter[str] = Counter()
    for tour in scene.tours:
        if tour.home.kind == "store" and tour.home.reach is not None and tour.home.reach.radius_m is not None:
            visits[tour.home.id] += len(tour.line) - 2
    found = []
    for id_, _ in visits.most_common(num if scene.plane.in_metres else 0):
        store = scene.problem.depot_of[id_]
        assert store.reach is not None  # counted only with a radius
        assert store.reach.radius_m is not None
        half = _STORE_MARGIN * store.reach.radius_m
        x, y = scene.plane.points([store.location])[0]
        found.append((store, (x - half, x + half, y - half, y + half)))
    return found


def enlarge(
    ax: Axes,
    scene: Scene,
    box: Box,
    title: str,
    *,
    scale: float,
    scale_bar: bool,
    language: Language = "en",
) -> None:
    """Draw a part of the map in a frame."""
    draw_map(ax, scene, scene.tours, box, scale=scale, names=False, scale_bar=scale_bar, language=language)
    ax.set_title(printable(title), fontsize=8.5, loc="left", color=colours.PLACE_NAME, parse_math=False)
    for spine in ax.spines.values():
        spine.set(visible=True, color=colours.PLACE_NAME)
