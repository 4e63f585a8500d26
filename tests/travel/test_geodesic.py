import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.travel.build import places_at
from vrpcore.errors import MagnitudeError, TravelError
from vrpcore.models import GeodesicTravel, TravelProfile
from vrpcore.travel.geodesic import EARTH_RADIUS_M, GeodesicTable

POINTS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=10)
COUNTY = st.lists(st.tuples(st.floats(104.0, 104.6), st.floats(30.3, 30.9)), min_size=1, max_size=10)
CROW = GeodesicTravel(profiles=[TravelProfile(detour=1.0, speed_kmh=36.0)])


def haversine_m(a, b):
    """The textbook formula, leg by leg, with the math module."""
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(h)))


def test_beijing_to_shanghai():
    # Tian'anmen (39.9087 N, 116.3975 E) to People's Square (31.2304 N, 121.4737 E): about 1,068 km.
    table = GeodesicTable(CROW, places_at([(116.3975, 39.9087), (121.4737, 31.2304)]))
    distance, duration = table.legs(0, 0, 1)
    assert abs(distance - 1_068_000) < 2_000
    assert duration == round(int(distance) / 10)  # 36 km/h is 10 m/s


def test_a_degree_of_latitude_and_half_the_globe():
    table = GeodesicTable(CROW, places_at([(100, 0), (100, 1), (-80, 0)]))
    # A degree is R * pi / 180 = 111,195 m; the antipode R * pi = 20,015,114 m.
    assert table.legs(0, 0, [1, 2])[0].tolist() == [111_195, 20_015_114]


@given(POINTS | COUNTY)
def test_straight_lines_are_the_haversine_formula(points):
    table = GeodesicTable(CROW, places_at(points))
    everywhere = np.arange(len(points))
    metres = table.straight_line_m(everywhere[:, None], everywhere)
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            # Near the antipode both formulae lose half of their digits: 1e-8 of 20,000 km.
            expected = haversine_m(a, b)
            assert metres[i, j] == pytest.approx(expected, abs=1e-6 if expected < 1e7 else 1.0)


@given(POINTS)
def test_matrix_is_symmetric_with_zero_diagonal_and_equals_single_legs(points):
    table = GeodesicTable(GeodesicTravel(), places_at(points))
    distances, durations = table.matrix(0)
    everywhere = np.arange(len(points))
    for matrix, single in zip(
        (distances, durations), table.legs(0, everywhere[:, None], everywhere), strict=True
    ):
        assert np.array_equal(matrix, matrix.T)
        assert not np.diagonal(matrix).any()
        assert np.array_equal(matrix, single)
        assert all(
            matrix[i, j] == table.legs(0, i, j)[0 if matrix is distances else 1]
            for i in everywhere[:4]
            for j in everywhere[:4]
        )


def test_detour_lengthens_roads_but_not_straight_lines():
    detour = GeodesicTravel(profiles=[TravelProfile(detour=1.3)])
    table = GeodesicTable(detour, places_at([(104.0, 30.0), (104.1, 30.1)]))
    straight = float(table.straight_line_m(0, 1))
    # 11,119.5 m to the north and 11,119.5 * cos(30.05°) = 9,625.0 m to the east
    assert straight == pytest.approx(14_706.5, abs=0.5)
    assert table.legs(0, 0, 1)[0] == round(straight * 1.3)


def test_coordinates_that_are_not_degrees_are_named():
    with pytest.raises(TravelError, match=r"'p1' are not degrees.*swap x and y"):
        GeodesicTable(CROW, places_at([(104, 30), (30, 104)]))


def test_crawling_around_the_globe_is_refused():
    slow = GeodesicTravel(profiles=[TravelProfile(speed_kmh=0.001)])  # 20,015 km take 7.2e10 s
    with pytest.raises(MagnitudeError, match="check the coordinates"):
        GeodesicTable(slow, places_at([(0, 0), (180, 0)]))
