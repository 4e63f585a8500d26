"""Whole problems on roads."""

import numpy as np
import pytest

import vrpcore
from tests.travel.build import problem_with
from tests.travel.roads import town
from vrpcore.errors import TravelError
from vrpcore.models import GeodesicTravel, PlanarTravel, TravelProfile, VehicleType
from vrpcore.travel.gcj02 import wgs84_to_gcj02
from vrpcore.travel.roads import (
    EBIKE,
    TRUCK,
    NetworkRoads,
    cache_folder,
    network_from_edges,
    road_lines,
    road_travel,
)

DEPOT = [(0.0, 0.0, None)]
CUSTOMERS = [(1000.0, 0.0, None), (0.0, 1000.0, None), (1000.0, 1000.0, None)]


def square(system="planar", **columns):
    edges = {**town.EDGES, **columns}
    if system == "planar":
        return network_from_edges(town.JUNCTIONS, edges, coordinate_system="planar")
    junctions = {"id": town.JUNCTIONS["id"]}
    junctions["x"] = [113.0 + x / 1e5 for x in town.JUNCTIONS["x"]]
    junctions["y"] = [28.0 + y / 1e5 for y in town.JUNCTIONS["y"]]
    return network_from_edges(junctions, edges)


class Counted:
    """A source that counts how often it computes."""

    def __init__(self, roads):
        self.roads, self.asked = roads, 0
        self.coordinate_system, self.fingerprint = roads.coordinate_system, roads.fingerprint

    def matrices(self, x, y):
        self.asked += 1
        return self.roads.matrices(x, y)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_a_plan_on_roads():
    problem = problem_with(DEPOT, CUSTOMERS)
    truck = VehicleType(id="truck", depot_id="d0", cost_per_km=1.0)
    problem = problem.model_copy(update={"vehicle_types": [truck]})
    found = road_travel(problem, NetworkRoads(square(), TRUCK))
    on_roads = found.applied_to(problem)
    result = vrpcore.solve(on_roads, "cpsat", time_limit=30)
    assert result.evaluation.kpis.distance_m == 4500
    assert found.unreachable == {"default": ()}
    assert "farthest from a road: " in str(found)
    assert "no way from any home of its vehicles and back: none" in str(found)
    assert vrpcore.io.problem_from_json(on_roads.model_dump_json()) == on_roads


def test_each_profile_has_its_roads():
    problem = problem_with(DEPOT, [(500.0, 0.0, None), (1100.0, 300.0, None)])
    types = [
        VehicleType(id="truck", depot_id="d0", profile="truck"),
        VehicleType(id="bike", depot_id="d0", profile="bike"),
    ]
    problem = problem.model_copy(
        update={
            "vehicle_types": types,
            "travel": PlanarTravel(profiles=[TravelProfile(id="truck"), TravelProfile(id="bike")]),
        }
    )
    # Behind a path for bikes lies a street that trucks could use, if they got there.
    network = network_from_edges(
        {"id": [0, 1, 2, 3], "x": [0.0, 1000.0, 1000.0, 1200.0], "y": [0.0, 0.0, 300.0, 300.0]},
        {"from": [0, 1, 2], "to": [1, 2, 3], "truck": [1, 0, 1]},
        coordinate_system="planar",
    )
    with pytest.raises(TravelError, match="no roads for the travel profiles 'bike'"):
        road_travel(problem, {"truck": NetworkRoads(network, TRUCK)})
    sources = {"truck": NetworkRoads(network, TRUCK), "bike": NetworkRoads(network, EBIKE)}
    found = road_travel(problem, sources)
    assert found.unreachable == {"truck": ("c1",), "bike": ()}
    plan = vrpcore.solve(found.applied_to(problem), "cpsat", time_limit=30).plan
    by_type = {
        order: route.vehicle_id
        for route in plan.routes
        for trip in route.trips
        for activity in trip.activities
        for order in getattr(activity, "order_ids", ())
    }
    assert by_type["o1"].startswith("bike")


def test_places_far_from_roads_are_named():
    problem = problem_with(DEPOT, [*CUSTOMERS, (5000.0, 0.0, None)])
    with pytest.raises(TravelError, match=r"'c3' 4,000 m \(default\); allowed: up to 1,000 m"):
        road_travel(problem, NetworkRoads(square(), TRUCK))
    found = road_travel(problem, NetworkRoads(square(), TRUCK), max_snap_m=5_000)
    assert (found.snaps[0].place_id, found.snaps[0].distance_m) == ("c3", 4000)
    assert (found.snaps[0].x, found.snaps[0].y) == (1000, 0)


def test_degrees_of_map_services_are_turned_into_those_of_gps():
    lon, lat = wgs84_to_gcj02([113.0, 113.01, 113.0], [28.0, 28.0, 28.01])
    places = [(x, y, None) for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]
    problem = problem_with(places[:1], places[1:], GeodesicTravel(), "gcj02")
    roads = NetworkRoads(square("wgs84"), TRUCK)
    found = road_travel(problem, roads)
    assert max(snap.distance_m for snap in found.snaps) < 0.01
    assert found.travel.profiles[0].distances_m[0].tolist()[1] == 1000
    by_place = {snap.place_id: (snap.x, snap.y) for snap in found.snaps}
    assert by_place["d0"] == pytest.approx(places[0][:2], abs=1e-7)
    (line,) = road_lines(problem, roads, ["d0", "c0"])
    assert line[0] == pytest.approx(places[0][:2], abs=1e-7)
    assert line[-1] == pytest.approx(places[1][:2], abs=1e-7)


def test_lines_follow_the_roads_and_ids_are_checked():
    problem, roads = problem_with(DEPOT, CUSTOMERS), NetworkRoads(square(), TRUCK)
    lines = road_lines(problem, roads, ["d0", "c0", "c2"])
    assert lines == [[(0, 0), (1000, 0)], [(1000, 0), (0, 0), (0, 1000), (1000, 1000)]]
    assert road_lines(problem, roads, []) == []
    with pytest.raises(TravelError, match="no places 'x'"):
        road_lines(problem, roads, ["d0", "x"])


@pytest.mark.parametrize(("system", "message"), [("wgs84", "both planar"), ("gcj02", "both planar")])
def test_coordinates_must_mean_the_same(system, message):
    places = [(113.0, 28.0, None)]
    problem = problem_with(places, places, GeodesicTravel(), system)
    with pytest.raises(TravelError, match=message):
        road_travel(problem, NetworkRoads(square(), TRUCK))


def test_matrices_are_kept_by_content(cache):
    problem = problem_with(DEPOT, CUSTOMERS)
    roads = Counted(NetworkRoads(square(), TRUCK))
    first = road_travel(problem, roads)
    second = road_travel(problem, roads)
    assert roads.asked == 1
    assert first.travel == second.travel
    assert first.snaps == second.snaps
    assert next(iter(cache_folder().iterdir())).suffix == ".npz"
    assert cache_folder().is_relative_to(cache)
    # Other places, other roads, other speeds: other figures.
    road_travel(problem_with(DEPOT, CUSTOMERS[:2]), roads)
    assert roads.asked == 2
    for other in (
        NetworkRoads(square(), EBIKE),
        NetworkRoads(square(length_m=[999, 1000, 1500, 1000]), TRUCK),
    ):
        counted = Counted(other)
        road_travel(problem, counted)
        assert counted.asked == 1
    road_travel(problem, roads, cache=False)
    assert roads.asked == 3


def test_a_spoilt_or_forbidden_cache_does_no_harm(tmp_path):
    problem = problem_with(DEPOT, CUSTOMERS)
    roads = Counted(NetworkRoads(square(), TRUCK))
    folder = tmp_path / "kept"
    first = road_travel(problem, roads, cache=folder)
    (path,) = folder.iterdir()
    for spoilt in (b"", path.read_bytes()[:200], b"PK nonsense"):
        path.write_bytes(spoilt)
        assert road_travel(problem, roads, cache=folder).travel == first.travel
    assert roads.asked == 4
    road_travel(problem, roads, cache=path / "no folder")  # a file is in the way
    assert roads.asked == 5


def test_an_isolated_depot_is_named_and_not_its_customers():
    network = network_from_edges(
        {"id": range(4), "x": [0.0, 100.0, 5000.0, 5100.0], "y": [0.0] * 4},
        {"from": [0, 2], "to": [1, 3]},
        coordinate_system="planar",
    )
    depots = [(0.0, 0.0, None), (5000.0, 0.0, None)]
    problem = problem_with(depots, [(100.0, 0.0, None)])
    assert road_travel(problem, NetworkRoads(network, TRUCK)).unreachable == {"default": ("d1",)}
    # What another depot could reach is lost to vehicles that do not live there.
    problem = problem_with(depots, [(100.0, 0.0, None), (5100.0, 0.0, None)])
    truck = VehicleType(id="truck", depot_id="d0")
    problem = problem.model_copy(update={"vehicle_types": (truck,)})
    assert road_travel(problem, NetworkRoads(network, TRUCK)).unreachable == {"default": ("d1", "c1")}
    single = problem_with([(5000.0, 0.0, None)], [(100.0, 0.0, None)])
    assert road_travel(single, NetworkRoads(network, TRUCK)).unreachable == {"default": ("d0", "c0")}
    assert np.isfinite(
        [snap.distance_m for snap in road_travel(single, NetworkRoads(network, TRUCK)).snaps]
    ).all()
