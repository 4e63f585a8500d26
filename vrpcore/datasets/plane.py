"""Exact plane geometry on whole metres: cells of nearest sites, uneven borders, point in polygon."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from vrpcore.datasets.dice import Dice

Point = tuple[int, int]
_Exact = tuple[Fraction, Fraction]

_ROUGHNESS = (90, 60, 40)
"""Largest sideways shift of an edge's middle per halving, in thousandths of its length. Falling, so that
an edge turns by 21 degrees at most at its ends and never crosses its neighbours."""


def distance2(a: Point, b: Point) -> int:
    """Square of the distance between two points."""
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def nearest_site_cells(sites: Sequence[Point], outline: Sequence[Point]) -> list[list[_Exact]]:
    """For each site the part of a convex outline that is nearer to it than to any other (Voronoi).

    Corners are exact fractions: cells that share a corner agree on it to the last digit.
    """
    cells = []
    for site in sites:
        cell = [(Fraction(x), Fraction(y)) for x, y in outline]
        for other in sorted(sites, key=lambda o: (distance2(o, site), o)):
            if other != site:
                cell = _nearer_half(cell, site, other)
        cells.append(cell)
    return cells


def _nearer_half(cell: list[_Exact], site: Point, other: Point) -> list[_Exact]:
    """The part of a convex cell that is at least as near to `site` as to `other`."""
    a, b = 2 * (other[0] - site[0]), 2 * (other[1] - site[1])
    c = other[0] ** 2 + other[1] ** 2 - site[0] ** 2 - site[1] ** 2
    sides = [a * x + b * y - c for x, y in cell]
    if all(side <= 0 for side in sides):
        return cell
    kept: list[_Exact] = []
    for i, (point, side) in enumerate(zip(cell, sides, strict=True)):
        before, side_before = cell[i - 1], sides[i - 1]
        if (side < 0 < side_before) or (side_before < 0 < side):
            share = side_before / (side_before - side)
            kept.append(
                (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
            )
        if side <= 0:
            kept.append(point)
    return kept


def centroid(cell: Sequence[_Exact]) -> Point:
    """Centre of gravity of a polygon, rounded to whole metres."""
    area = sum_x = sum_y = Fraction(0)
    for i, (x, y) in enumerate(cell):
        before_x, before_y = cell[i - 1]
        cross = before_x * y - x * before_y
        area += cross
        sum_x += (before_x + x) * cross
        sum_y += (before_y + y) * cross
    return round(sum_x / (3 * area)), round(sum_y / (3 * area))


def rough_border(corners: Sequence[Point], seed: int) -> list[Point]:
    """A polygon with winding edges. An edge winds the same way in every polygon that shares it."""
    border: list[Point] = []
    for i, end in enumerate(corners):
        start = corners[i - 1]
        first, last = min(start, end), max(start, end)
        dice = Dice(seed, f"border {first} {last}")
        path = [first, *_between(first, last, dice, _ROUGHNESS), last]
        border += (path if first == start else path[::-1])[1:]
    return border


def _between(a: Point, b: Point, dice: Dice, roughness: tuple[int, ...]) -> list[Point]:
    if not roughness or distance2(a, b) < 1_000**2:
        return []
    shift = dice.between(-roughness[0], roughness[0])
    middle = (
        (a[0] + b[0]) // 2 - (b[1] - a[1]) * shift // 1000,
        (a[1] + b[1]) // 2 + (b[0] - a[0]) * shift // 1000,
    )
    return [
        *_between(a, middle, dice, roughness[1:]),
        middle,
        *_between(middle, b, dice, roughness[1:]),
    ]


def contains(polygon: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside a polygon (even-odd rule, whole numbers)."""
    x, y = point
    inside = False
    for i, (x2, y2) in enumerate(polygon):
        x1, y1 = polygon[i - 1]
        if (y1 > y) != (y2 > y):
            # The edge meets the horizontal through the point; is that to the right of the point?
            turn = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
            inside ^= (turn > 0) == (y2 > y1)
    return inside
