"""Exact geometry against shapely, which knows nothing of it."""

from fractions import Fraction

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from vrpcore.datasets.dice import Dice
from vrpcore.datasets.plane import centroid, contains, distance2, nearest_site_cells, rough_border

SQUARE = [(0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000)]
points = st.tuples(st.integers(1, 999), st.integers(1, 999))


@given(sites=st.lists(points, min_size=1, max_size=12, unique=True))
def test_cells_share_out_the_outline_exactly(sites):
    cells = nearest_site_cells(sites, SQUARE)
    assert sum(_double_area(cell) for cell in cells) == 2 * 1_000 * 1_000  # exact: these are fractions
    for site, cell in zip(sites, cells, strict=True):
        for x, y in cell:
            own = (x - site[0]) ** 2 + (y - site[1]) ** 2
            assert all(own <= (x - o[0]) ** 2 + (y - o[1]) ** 2 for o in sites)


def _double_area(cell):
    return sum(cell[i - 1][0] * y - x * cell[i - 1][1] for i, (x, y) in enumerate(cell))


def test_centroid_of_an_l_shape():
    # 2x1 at (1, 0.5) and 1x1 at (0.5, 1.5): x = (2*1 + 1*0.5)/3, y = (2*0.5 + 1*1.5)/3, here times 60.
    corners = [(0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2)]
    assert centroid([(Fraction(60 * x), Fraction(60 * y)) for x, y in corners]) == (50, 50)


@given(seed=st.integers(0, 1_000), point=st.tuples(st.integers(-500, 9_500), st.integers(-500, 9_500)))
def test_point_in_polygon_agrees_with_shapely(seed, point):
    dice = Dice(seed, "polygon")
    moved = [(x * 9 + dice.between(0, 99), y * 9 + dice.between(0, 99)) for x, y in SQUARE]
    corners = rough_border(moved, seed)
    polygon = shapely.Polygon(corners)
    if not polygon.boundary.covers(shapely.Point(point)):
        assert contains(corners, point) == polygon.contains(shapely.Point(point))


def test_a_shared_edge_winds_the_same_way_for_both():
    left = rough_border([(0, 0), (5_000, 0), (5_000, 9_000), (0, 9_000)], seed=3)
    right = rough_border([(5_000, 0), (9_000, 0), (9_000, 9_000), (5_000, 9_000)], seed=3)
    shared = set(left) & set(right)
    assert {(5_000, 0), (5_000, 9_000)} < shared
    assert len(shared) >= 6  # halved three times: 7 points between the ends
    assert shapely.Polygon(left).intersection(shapely.Polygon(right)).area == 0


@pytest.mark.parametrize(("a", "b", "expected"), [((0, 0), (3, 4), 25), ((-1, 2), (-1, 2), 0)])
def test_squared_distance(a, b, expected):
    assert distance2(a, b) == expected
