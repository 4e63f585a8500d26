import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.travel.build import places_at
from vrpcore.models import GeodesicTravel
from vrpcore.travel.gcj02 import gcj02_to_wgs84, wgs84_to_gcj02
from vrpcore.travel.geodesic import GeodesicTable


def test_known_point():
    # The example that implementations in many languages quote for (116.404 E, 39.915 N).
    longitude, latitude = wgs84_to_gcj02(116.404, 39.915)
    assert longitude == pytest.approx(116.41024449916938, abs=1e-12)
    assert latitude == pytest.approx(39.91640428150164, abs=1e-12)


def test_outside_china_nothing_moves():
    assert [float(a) for a in wgs84_to_gcj02(2.35, 48.86)] == [2.35, 48.86]
    assert [float(a) for a in gcj02_to_wgs84(-74.0, 40.7)] == [-74.0, 40.7]


@given(st.floats(75, 135), st.floats(18, 53))
def test_there_and_back(longitude, latitude):
    there = wgs84_to_gcj02(longitude, latitude)
    assert 1e-4 < abs(there[0] - longitude) + abs(there[1] - latitude) < 0.02
    back = gcj02_to_wgs84(*there)
    assert float(back[0]) == pytest.approx(longitude, abs=1e-10)  # 1e-10 degrees are 0.01 mm
    assert float(back[1]) == pytest.approx(latitude, abs=1e-10)


def test_arrays_keep_their_shape():
    longitude, latitude = wgs84_to_gcj02(np.full((2, 3), 104.0), np.full((2, 3), 30.0))
    assert longitude.shape == latitude.shape == (2, 3)
    back = gcj02_to_wgs84(longitude, latitude)
    assert np.allclose(back[0], 104.0, atol=1e-10)
    assert gcj02_to_wgs84([], [])[0].shape == (0,)


def test_distances_within_a_county_hardly_change():
    # Pairs up to some 40 km apart, all over inner China.
    rng = np.random.default_rng(7)
    start = rng.uniform((98, 23), (122, 44), size=(2_000, 2))
    points = np.concatenate([start, start + rng.uniform(-0.2, 0.2, size=start.shape)])
    shifted = np.column_stack(wgs84_to_gcj02(points[:, 0], points[:, 1]))
    first, second = np.arange(2_000), np.arange(2_000, 4_000)
    gps, gcj = (
        GeodesicTable(GeodesicTravel(), places_at(p.tolist())).straight_line_m(first, second)
        for p in (points, shifted)
    )
    change = np.abs(gcj / gps - 1)
    assert change.mean() < 0.0012
    assert change.max() < 0.0065
