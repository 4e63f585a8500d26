import numpy as np
import pytest

from tests.travel.build import problem_with
from vrpcore.errors import TravelError
from vrpcore.models import GeodesicTravel, MatrixProfile, MatrixTravel, PlanarTravel, TravelProfile
from vrpcore.travel import travel_table
from vrpcore.travel.geodesic import GeodesicTable
from vrpcore.travel.matrix import MatrixTable
from vrpcore.travel.planar import PlanarTable

DEPOTS = [(0.0, 0.0, None), (0.0, 10.0, None)]
CUSTOMERS = [(30.0, 0.0, None), (0.0, 50.0, None)]


def test_depots_are_numbered_before_customers():
    table = travel_table(problem_with(DEPOTS, CUSTOMERS))
    assert table.num_places == 4
    assert table.matrix(0)[0][0].tolist() == [0, 10, 30, 50]


@pytest.mark.parametrize(
    ("travel", "system", "expected"),
    [
        (PlanarTravel(), "planar", PlanarTable),
        (GeodesicTravel(), "wgs84", GeodesicTable),
        (GeodesicTravel(), "gcj02", GeodesicTable),
        (
            MatrixTravel(
                place_ids=["d0", "d1", "c0", "c1"],
                profiles=[MatrixProfile(distances_m=np.ones((4, 4), int), durations_s=np.ones((4, 4), int))],
            ),
            "planar",
            MatrixTable,
        ),
    ],
)
def test_each_kind_of_travel_has_its_table(travel, system, expected):
    assert isinstance(travel_table(problem_with(DEPOTS, CUSTOMERS, travel, system)), expected)


def test_profiles_are_found_by_id_and_unknown_ones_named():
    profiles = [TravelProfile(), TravelProfile(id="bike", speed_kmh=15.0)]
    table = travel_table(problem_with(DEPOTS, CUSTOMERS, PlanarTravel(profiles=profiles)))
    assert table.num_profiles == 2
    assert table.profile_idx("bike") == 1
    with pytest.raises(TravelError, match="no travel profile 'boat'; allowed: 'default', 'bike'"):
        table.profile_idx("boat")
