import copy
import pickle

import numpy as np
import pytest

from tests.travel.build import places_at
from vrpcore.errors import MagnitudeError, TravelError
from vrpcore.models import MatrixProfile, MatrixTravel, PlanarTravel
from vrpcore.travel.matrix import MatrixTable
from vrpcore.travel.planar import PlanarTable

DISTANCES = [[0, 1, 2], [10, 0, 12], [20, -1, 0]]
DURATIONS = [[0, 5, 6], [15, 0, 16], [-1, 26, 0]]


def travel(place_ids, distances=DISTANCES, durations=DURATIONS):
    return MatrixTravel(
        place_ids=place_ids, profiles=[MatrixProfile(distances_m=distances, durations_s=durations)]
    )


def test_asymmetric_figures_come_back_as_given():
    table = MatrixTable(travel(["p0", "p1", "p2"]), places_at([None] * 3), "planar")
    assert table.num_places == 3
    assert table.num_profiles == 1
    assert table.legs(0, [0, 1], [1, 0])[0].tolist() == [1, 10]
    assert table.legs(0, [0, 1], [1, 0])[1].tolist() == [5, 15]


def test_a_leg_without_distance_or_without_duration_is_unreachable():
    table = MatrixTable(travel(["p0", "p1", "p2"]), places_at([None] * 3), "planar")
    assert [int(a) for a in table.legs(0, 2, 1)] == [-1, -1]
    assert [int(a) for a in table.legs(0, 2, 0)] == [-1, -1]
    assert [int(a) for a in table.legs(0, 1, 2)] == [12, 16]


def test_rows_are_found_by_id_and_spare_rows_do_not_matter():
    table = MatrixTable(travel(["p1", "spare", "p0"]), places_at([None] * 2), "planar")
    distances, durations = table.matrix(0)
    assert distances.tolist() == [[0, -1], [2, 0]]  # place p0 is row 2, p1 is row 0; 2 -> 0 has no duration
    assert durations.tolist() == [[0, -1], [6, 0]]
    with pytest.raises(ValueError, match="read-only"):
        distances[0, 0] = 7


def test_a_given_matrix_is_not_copied():
    profile = MatrixProfile(distances_m=np.zeros((2, 2), int), durations_s=np.zeros((2, 2), int))
    table = MatrixTable(
        MatrixTravel(place_ids=["p0", "p1"], profiles=[profile]), places_at([None] * 2), "planar"
    )
    assert table.matrix(0)[0] is profile.distances_m


def test_staying_at_a_place_takes_nothing_whatever_the_diagonal_says():
    dummy = [[9999, 1], [2, -1]]
    table = MatrixTable(travel(["p0", "p1"], dummy, dummy), places_at([None] * 2), "planar")
    assert table.matrix(0)[0].tolist() == [[0, 1], [2, 0]]
    assert [int(a) for a in table.legs(0, 1, 1)] == [0, 0]


def test_missing_places_are_named():
    with pytest.raises(TravelError, match="no row for 'p1', 'p2'"):
        MatrixTable(travel(["p0", "x", "y"]), places_at([None] * 3), "planar")


def test_a_matrix_of_another_size_is_refused():
    with pytest.raises(TravelError, match=r"the matrix is \(3, 3\) but there are 2 place_ids"):
        MatrixTable(travel(["p0", "p1"]), places_at([None] * 2), "planar")


def test_straight_lines_need_coordinates_and_follow_their_system():
    places = places_at([(0, 0), (0, 1), None])
    planar = MatrixTable(travel(["p0", "p1", "p2"]), places, "planar")
    degrees = MatrixTable(travel(["p0", "p1", "p2"]), places, "wgs84")
    assert planar.straight_line_m(0, 1) == 1.0
    assert degrees.straight_line_m(0, 1) == pytest.approx(111_195, abs=0.1)
    with pytest.raises(TravelError, match="no coordinates for 'p2'"):
        planar.straight_line_m(0, [1, 2])


def test_durations_beyond_the_range_are_refused():
    # The model bounds metres and seconds alike, so only a model built without checks gets here.
    profile = MatrixProfile.model_construct(
        id="default", distances_m=np.zeros((1, 1), np.int64), durations_s=np.full((1, 1), 10**11)
    )
    matrix_travel = MatrixTravel.model_construct(kind="matrix", place_ids=("p0",), profiles=(profile,))
    with pytest.raises(MagnitudeError, match="takes 100000000000 s"):
        MatrixTable(matrix_travel, places_at([None]), "planar")


def pickled(thing):
    return pickle.loads(pickle.dumps(thing))


@pytest.mark.parametrize("again", [pickled, copy.copy, copy.deepcopy])
def test_given_matrices_stay_read_only_and_equal_in_copies(again):
    given = travel(["p0", "p1", "p2"])
    copied = again(given)
    assert copied == given
    for matrix in (copied.profiles[0].distances_m, copied.profiles[0].durations_s):
        with pytest.raises(ValueError, match="read-only"):
            matrix[0, 1] = 7


@pytest.mark.parametrize("again", [pickled, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("stated", [travel(["p0", "p1", "p2"]), PlanarTravel()])
def test_tables_stay_read_only_and_equal_in_copies(again, stated):
    places = places_at([(0.0, 0.0), (3.0, 4.0), (6.0, 8.0)])
    table = PlanarTable(stated, places) if stated.kind == "planar" else MatrixTable(stated, places, "planar")
    expected = table.matrix(0)
    for matrix, original in zip(again(table).matrix(0), expected, strict=True):
        assert matrix.tolist() == original.tolist()
        with pytest.raises(ValueError, match="read-only"):
            matrix[0, 1] = 7
