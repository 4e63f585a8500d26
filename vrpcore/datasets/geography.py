"""The county's land: townships that tile it, with their seats and villages.

Everything is computed in whole metres around the county town's place on the map and turned into degrees,
rounded to five decimals (about one metre), at the very end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from vrpcore.datasets.dice import Dice
from vrpcore.datasets.names import township_name
from vrpcore.datasets.plane import Point, centroid, contains, distance2, nearest_site_cells, rough_border
from vrpcore.models.location import Location, Township

LONGITUDE, LATITUDE = 112, 30
"""Where the middle of the county lies, in degrees."""
_GRID = 100_000
"""Grid steps per degree."""
_STEP_X, _STEP_Y = 96_298, 111_195
"""Metres per degree at latitude 30: the mean Earth radius of 6,371 km, times cos 30° to the east."""

_OUTLINE = ((25, 8), (12, 20), (-12, 20), (-25, 8), (-25, -8), (-12, -20), (12, -20), (25, -8))
"""Corners of the county in kilometres, before a random shift: 50 km by 40 km."""


@dataclass(frozen=True, slots=True)
class TownshipLand:
    """One township in metres."""

    id: str
    name: str
    seat: Point
    """Its market town."""
    border: tuple[Point, ...]
    """Its outline in grid steps: what is rounded here is exactly what the problem states."""
    villages: tuple[Point, ...]

    def has(self, point: Point) -> bool:
        """Whether a point, as it will be written, lies inside."""
        return contains(self.border, grid(point))

    def township(self) -> Township:
        """The township as the problem states it."""
        return Township(id=self.id, name=self.name, polygon=tuple(map(_degrees, self.border)))


def grid(point: Point) -> Point:
    """A point in metres as whole grid steps from 0 degrees."""
    return (
        LONGITUDE * _GRID + (2 * point[0] * _GRID + _STEP_X) // (2 * _STEP_X),
        LATITUDE * _GRID + (2 * point[1] * _GRID + _STEP_Y) // (2 * _STEP_Y),
    )


def _degrees(steps: Point) -> Location:
    return Location(x=steps[0] / _GRID, y=steps[1] / _GRID)


def location(point: Point) -> Location:
    """A point in metres as degrees."""
    return _degrees(grid(point))


def place_outside(land: Sequence[TownshipLand]) -> Point:
    """A place some 3 km east of everything."""
    east = max(corner[0] for township in land for corner in township.border)
    return (east + 3_000 - LONGITUDE * _GRID) * _STEP_X // _GRID, max(t.seat for t in land)[1]


def make_land(seed: int, num_townships: int) -> tuple[TownshipLand, ...]:
    """All townships of a county, the county town first.

    The county has 50 km by 40 km for 11 townships, and as much land per township for other numbers.
    """
    dice = Dice(seed, "land")
    stretch = isqrt(num_townships * 10**6 // 11)
    outline = [
        tuple(stretch * corner + dice.between(-stretch, stretch) for corner in corners)
        for corners in _OUTLINE
    ]
    corners = [(x, y) for x, y in outline]
    sites = _even_sites(dice, corners, num_townships, stretch)
    cells = nearest_site_cells(sites, corners)
    land = []
    for position, (site, cell) in enumerate(zip(sites, cells, strict=True)):
        border = tuple(grid(p) for p in rough_border([(round(x), round(y)) for x, y in cell], seed))
        id_, name = township_name(position)
        land.append(TownshipLand(id_, name, site, border, _villages(dice, site, border, position == 0)))
    return tuple(land)


def _even_sites(dice: Dice, outline: list[Point], num_sites: int, stretch: int) -> list[Point]:
    """Seats that lie well apart: farthest of 20 candidates each, then moved to the middle of their cells."""
    sites: list[Point] = [(dice.bell(2 * stretch), dice.bell(2 * stretch))]
    while len(sites) < num_sites:
        candidates: list[Point] = []
        while len(candidates) < 20:
            point = (dice.between(-25 * stretch, 25 * stretch), dice.between(-20 * stretch, 20 * stretch))
            if contains(outline, point):
                candidates.append(point)
        sites.append(max(candidates, key=lambda p: min(distance2(p, s) for s in sites)))
    for _ in range(2):
        cells = nearest_site_cells(sites, outline)
        sites[1:] = [centroid(cell) for cell in cells[1:]]  # the county town stays
    return sites


def _villages(dice: Dice, seat: Point, border: tuple[Point, ...], is_town: bool) -> tuple[Point, ...]:
    """Places around a seat: quarters 1 to 2 km from the town's middle, villages 2 to 4.5 km from others."""
    nearest, farthest = (800, 2_000) if is_town else (1_800, 4_500)
    wanted = dice.between(4, 6)
    villages: list[Point] = []
    for _ in range(300):  # a narrow township may not have room for all of them
        point = (seat[0] + dice.between(-farthest, farthest), seat[1] + dice.between(-farthest, farthest))
        if (
            nearest**2 <= distance2(point, seat) <= farthest**2
            and all(distance2(point, v) >= (nearest * 3 // 4) ** 2 for v in villages)
            and contains(border, grid(point))
        ):
            villages.append(point)
        if len(villages) == wanted:
            break
    return tuple(villages)
