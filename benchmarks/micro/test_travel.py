"""Travel at the size of a large county: 2,000 x 2,000 legs are to take less than 1 s."""

import numpy as np
import pytest

from tests.travel.build import places_at
from vrpcore.models import AreaSpeed, GeodesicTravel, PlanarTravel, TravelProfile
from vrpcore.travel.geodesic import GeodesicTable
from vrpcore.travel.planar import PlanarTable

NUM_PLACES = 2_000
AREAS = [AreaSpeed(township_id="town", speed_kmh=20.0)]


def _places():
    rng = np.random.default_rng(0)
    points = rng.uniform((104.0, 30.3), (104.6, 30.9), size=(NUM_PLACES, 2))
    return places_at(points.tolist(), ["town", None] * (NUM_PLACES // 2))


TABLES = {
    "planar": lambda places: PlanarTable(PlanarTravel(scale=1000), places),
    "geodesic": lambda places: GeodesicTable(GeodesicTravel(), places),
    "geodesic with area speeds": lambda places: GeodesicTable(
        GeodesicTravel(profiles=[TravelProfile(area_speeds=AREAS)]), places
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_matrix(benchmark, kind):
    places = _places()
    distances, _ = benchmark.pedantic(lambda: TABLES[kind](places).matrix(0), rounds=5, warmup_rounds=1)
    assert distances.shape == (NUM_PLACES, NUM_PLACES)


@pytest.mark.parametrize("kind", TABLES)
def test_legs_of_a_route(benchmark, kind):
    table = TABLES[kind](_places())
    stops = np.arange(40)
    distances, _ = benchmark(lambda: table.legs(0, stops[:-1], stops[1:]))
    assert distances.shape == (39,)
