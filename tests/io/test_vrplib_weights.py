"""Distances of VRPLIB files that are not plain Euclidean."""

from __future__ import annotations

import numpy as np
import pytest

from vrpcore.errors import FileFormatError
from vrpcore.io import read_vrplib, vrplib_weights
from vrpcore.travel import travel_table

ASYMMETRIC = [[0, 4, 7], [5, 0, 2], [8, 3, 0]]
SYMMETRIC = [[0, 4, 7], [4, 0, 2], [7, 2, 0]]
COORDINATES = [(0, 0), (3, 4.5), (-6, 8)]

ULYSSES_16 = """
38.24 20.42, 39.57 26.15, 40.56 25.32, 36.26 23.12, 33.48 10.54, 37.56 12.19, 38.42 13.11, 37.52 20.44,
41.23 9.10, 41.17 13.05, 36.08 -5.21, 38.47 15.13, 38.15 15.35, 37.51 15.17, 35.49 14.32, 39.36 19.56
"""
ULYSSES_16_TOUR = (1, 14, 13, 12, 7, 6, 15, 5, 11, 9, 10, 16, 3, 2, 4, 8)

ATT_48 = """
6734 1453, 2233 10, 5530 1424, 401 841, 3082 1644, 7608 4458, 7573 3716, 7265 1268, 6898 1885, 1112 2049,
5468 2606, 5989 2873, 4706 2674, 4612 2035, 6347 2683, 6107 669, 7611 5184, 7462 3590, 7732 4723, 5900 3561,
4483 3369, 6101 1110, 5199 2182, 1633 2809, 4307 2322, 675 1006, 7555 4819, 7541 3981, 3177 756, 7352 4506,
7545 2801, 3245 3305, 6426 3173, 4608 1198, 23 2216, 7248 3779, 7762 4595, 7392 2244, 3484 2829, 6271 2135,
4985 140, 1916 1569, 7280 4899, 7509 3239, 10 2676, 6807 2993, 5185 3258, 3023 1942
"""
ATT_48_TOUR = (
    *(1, 8, 38, 31, 44, 18, 7, 28, 6, 37, 19, 27, 17, 43, 30, 36, 46, 33, 20, 47, 21, 32, 39, 48),
    *(5, 42, 24, 10, 45, 35, 4, 26, 2, 29, 34, 41, 16, 22, 3, 23, 14, 25, 13, 11, 12, 15, 40, 9),
)


def text(kind, coordinates=None, more=""):
    lines = [f"EDGE_WEIGHT_TYPE : {kind}{more}"]
    if coordinates is not None:
        lines.append("NODE_COORD_SECTION")
        lines += [f"{number} {x} {y}" for number, (x, y) in enumerate(coordinates, 1)]
    return "\n".join(lines) + "\n"


@pytest.fixture
def matrix(tmp_path):
    """The distances that a file of three nodes, or of any number, comes to."""

    def read(part, rounding=None, dimension=3, last="EOF"):
        path = tmp_path / "test.vrp"
        demands = "".join(f"{number} {min(1, number - 1)}\n" for number in range(1, dimension + 1))
        head = f"NAME: test\nTYPE: CVRP\nDIMENSION: {dimension}\n"
        path.write_text(f"{head}{part}DEMAND_SECTION\n{demands}DEPOT_SECTION\n1\n-1\n{last}\n", "utf-8")
        return travel_table(read_vrplib(path, rounding)).matrix(0)[0].tolist()

    return read


@pytest.mark.parametrize(
    ("weight_format", "figures", "expected"),
    [
        ("FULL_MATRIX", "0 4 7\n5 0 2\n8 3 0", ASYMMETRIC),
        ("FULL_MATRIX", "9 4\n7 5 9 2 8\n\n# 1 2\n3 9", ASYMMETRIC),
        ("UPPER_ROW", "4 7\n2", SYMMETRIC),
        ("LOWER_ROW", "4\n7 2", SYMMETRIC),
        ("LOWER_ROW", "4 7 2", SYMMETRIC),
        ("UPPER_DIAG_ROW", "0 4 7\n0 2\n0", SYMMETRIC),
        ("LOWER_DIAG_ROW", "0\n4 0\n7 2 0", SYMMETRIC),
        ("LOWER_DIAG_ROW", "9 4 9 7 2 9", SYMMETRIC),
        ("UPPER_COL", "4\n7 2", SYMMETRIC),
        ("LOWER_COL", "4 7\n2", SYMMETRIC),
        ("UPPER_DIAG_COL", "0\n4 0\n7 2 0", SYMMETRIC),
        ("LOWER_DIAG_COL", "0 4 7\n0 2\n0", SYMMETRIC),
    ],
)
def test_every_format_of_given_weights_is_read(matrix, weight_format, figures, expected):
    part = text("EXPLICIT", more=f"\nEDGE_WEIGHT_FORMAT: {weight_format}\nEDGE_WEIGHT_SECTION\n{figures}")
    assert matrix(part) == expected
    assert matrix(part, "exact") == [[1000 * figure for figure in row] for row in expected]


def test_given_weights_may_stand_last(matrix):
    part = text("EXPLICIT", COORDINATES, "\nEDGE_WEIGHT_FORMAT: UPPER_ROW")
    for end in ("", "\nEOF"):
        assert matrix(part, last=f"EDGE_WEIGHT_SECTION\n4 7 2{end}") == SYMMETRIC


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("\nEDGE_WEIGHT_SECTION\n4 7 2", "EDGE_WEIGHT_FORMAT is None; allowed, .*FULL_MATRIX, UPPER_ROW"),
        ("\nEDGE_WEIGHT_FORMAT: FUNCTION\nEDGE_WEIGHT_SECTION\n4 7 2", "EDGE_WEIGHT_FORMAT is 'FUNCTION'"),
        ("\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n4 7", "has 2 figures; allowed: 3, since"),
        ("\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n4 7 x", "not all are numbers"),
        ("\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n4 7 nan", "EDGE_WEIGHT_SECTION: nan found"),
        ("\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n4 7 -1", "EDGE_WEIGHT_SECTION: -1 found"),
        (
            "\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n4 7 2\nEDGE_WEIGHT_SECTION\n4 7 2",
            "EDGE_WEIGHT_SECTION appears twice",
        ),
    ],
)
def test_weights_that_do_not_fit_are_refused(matrix, more, message):
    with pytest.raises(FileFormatError, match=message):
        matrix(text("EXPLICIT", more=more))


@pytest.mark.parametrize(
    ("kind", "legs"),
    [
        # From (0, 0) to (3, 4.5) 5.408…, to (-6, 8) 10; from (3, 4.5) to (-6, 8) 9.656…
        ("EUC_2D", (5, 10, 10)),
        ("FLOOR_2D", (5, 10, 9)),
        ("CEIL_2D", (6, 10, 10)),
        ("MAN_2D", (8, 14, 13)),  # 7.5, 14, 12.5: halves go up
        ("MAX_2D", (5, 8, 9)),  # 4.5, 8, 9
        ("ATT", (2, 4, 4)),  # 1.710…, 3.162…, 3.053…: always up
    ],
)
def test_computed_distances(matrix, kind, legs):
    a, b, c = legs
    expected = [[0, a, b], [a, 0, c], [b, c, 0]]
    assert matrix(text(kind, COORDINATES), "round") == expected
    if kind != "EUC_2D":  # whole by definition
        assert matrix(text(kind, COORDINATES), "dimacs") == [[10 * leg for leg in row] for row in expected]


@pytest.mark.parametrize(
    ("kind", "coordinates", "tour", "length"),
    [("GEO", ULYSSES_16, ULYSSES_16_TOUR, 6859), ("ATT", ATT_48, ATT_48_TOUR, 10628)],
)
def test_shortest_tours_of_tsplib_have_their_published_length(matrix, kind, coordinates, tour, length):
    points = [tuple(point.split()) for point in coordinates.split(",")]
    distances = np.array(matrix(text(kind, points), dimension=len(points)))
    nodes = np.array(tour) - 1
    assert sorted(tour) == list(range(1, len(points) + 1))
    assert distances[nodes, np.roll(nodes, -1)].sum() == length


def test_a_matrix_that_would_fill_the_memory_is_refused(matrix, monkeypatch):
    monkeypatch.setattr(vrplib_weights, "MAX_COMPUTED_NODES", 2)
    with pytest.raises(FileFormatError, match="CEIL_2D of 3 nodes; allowed: up to 2"):
        matrix(text("CEIL_2D", COORDINATES))
    assert matrix(text("EUC_2D", COORDINATES))[0] == [0, 5, 10]
