"""The OSRM library itself, on a town with known answers. It needs Python 3.12."""

import builtins
import sys
from importlib.util import find_spec

import numpy as np
import pytest

import vrpcore
from tests.travel.roads import town
from vrpcore import io
from vrpcore.cli import exit_codes, main
from vrpcore.errors import FileFormatError, MissingPackageError, TravelError
from vrpcore.travel.roads import EBIKE, TRUCK, VAN, OsrmRoads, RoadProfile, osrm_data, road_lines, road_travel

needs_osrm = pytest.mark.skipif(
    find_spec("osrm") is None, reason="the package osrm-bindings is not installed; it needs Python 3.12"
)
ELLIPSOID = 0.006
"""OSRM measures on an ellipsoid, the town's side is one of a sphere."""


@pytest.fixture(name="path")
def town_path(tmp_path):
    return written(tmp_path / "town.osm", town.osm_xml())


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(name="cache", autouse=True)
def cache_in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "vrpcore" / "roads" / "osrm"


def at(*refs):
    return tuple(
        np.array(column, dtype=np.float64) for column in zip(*(town.NODES[ref] for ref in refs), strict=True)
    )


@needs_osrm
@pytest.mark.parametrize("algorithm", ["MLD", "CH"])
@pytest.mark.parametrize("max_places", [2_000, 3])
def test_a_town_with_known_answers(path, algorithm, max_places):
    found = OsrmRoads(path, TRUCK, algorithm, max_places=max_places).matrices(*at(1, 2, 3, 4))
    # From 2 the primary road up to 4 is closed: around by 1 and 3.
    sides = np.array([[0, 1, 1, 2], [1, 0, 2, 3], [1, 2, 0, 1], [2, 1, 1, 0]])
    assert found.distances_m == pytest.approx(sides * town.SIDE_M, rel=ELLIPSOID)
    hours = town.SIDE_M / 1000 / np.array([30, *(TRUCK.speeds_kmh[k] for k in ("residential", "tertiary"))])
    assert found.durations_s[0, [1, 2]] == pytest.approx(3600 * hours[:2], rel=ELLIPSOID)
    assert found.durations_s[2, 3] == pytest.approx(3600 * hours[2], abs=1)
    assert found.snap_m.max() < 0.2


@needs_osrm
def test_vehicles_part_at_a_bollard_and_on_the_cycleway(path):
    truck = OsrmRoads(path, TRUCK).matrices(*at(1, 7))
    assert truck.distances_m.tolist() == [[0, -1], [-1, 0]]
    assert truck.durations_s.tolist() == [[0, -1], [-1, 0]]
    ebike = OsrmRoads(path, EBIKE).matrices(*at(1, 7, 5))
    assert ebike.distances_m[0] == pytest.approx([0, 2 * town.SIDE_M, 3 * town.SIDE_M], rel=ELLIPSOID)
    assert ebike.durations_s[0, 2] - ebike.durations_s[0, 1] < 3600  # it rides, and pushes nowhere


@needs_osrm
def test_speeds_and_classes_are_those_of_the_profile(path):
    fast = RoadProfile("van", {"tertiary": 90.0}, max_speed_kmh=60.0)
    found = OsrmRoads(path, fast).matrices(*at(1, 2, 3, 4))
    assert found.durations_s[2, 3] == pytest.approx(town.SIDE_M * 3.6 / 60, abs=1)
    assert found.durations_s[0, 1] == pytest.approx(town.SIDE_M * 3.6 / 30, abs=1)  # the road's own limit
    assert found.durations_s[0, 2] == -1  # by the residential road only


@needs_osrm
def test_ways_have_the_shape_of_the_road(path):
    lines = OsrmRoads(path).lines(*at(1, 4, 7, 2))
    assert np.array(lines[0]) == pytest.approx(np.array([town.NODES[k] for k in (1, 3, 4)]))
    assert lines[1:] == [[], []]  # nobody gets by the bollard
    assert OsrmRoads(path).lines(*at(1, 2))[0][1] == pytest.approx(town.NODES[8])


@needs_osrm
def test_forbidden_turns_hold_for_whom_they_are_made(tmp_path):
    turn = ({"restriction:hgv": "no_right_turn"}, town.FROM_3_BY_4_TO_2)
    path = written(tmp_path / "turn.osm", town.osm_xml([turn]))
    expected = {TRUCK: (3, 1, 2), VAN: (3, 4, 2)}
    for profile, refs in expected.items():
        line = OsrmRoads(path, profile).lines(*at(3, 2))[0]
        assert [point for point in line if point != town.NODES[8]] == [town.NODES[ref] for ref in refs]


@needs_osrm
def test_a_problem_on_roads(path):
    model = vrpcore.Model()
    centre = model.add_center("centre", town.NODES[1])
    for name, ref in (("near", 3), ("beyond", 7)):
        model.add_order(model.add_customer(name, town.NODES[ref]), 5)
    model.add_vehicle_type("truck", centre, cost_per_km=1.0)
    problem = model.problem()
    found = road_travel(problem, OsrmRoads(path))
    assert found.unreachable == {"default": ("beyond",)}
    assert max(snap.distance_m for snap in found.snaps) < 0.2
    again = road_travel(problem, OsrmRoads(path))  # by now from the cache
    assert np.array_equal(again.travel.profiles[0].distances_m, found.travel.profiles[0].distances_m)
    assert len(road_lines(problem, OsrmRoads(path), ["centre", "near", "centre"])) == 2
    with pytest.raises(TravelError, match="too far from any road"):
        road_travel(moved(problem), OsrmRoads(path))


def moved(problem):
    far = problem.customers[0].location.model_copy(update={"y": 1.0})
    customer = problem.customers[0].model_copy(update={"location": far})
    return problem.model_copy(update={"customers": (customer, *problem.customers[1:])})


@needs_osrm
def test_one_place_and_none(path):
    roads = OsrmRoads(path)
    assert roads.matrices(*at(3)).durations_s.tolist() == [[0]]
    nowhere = np.zeros(0)
    assert roads.matrices(nowhere, nowhere).distances_m.shape == (0, 0)
    assert roads.lines(*at(3)) == []


@needs_osrm
def test_an_extract_is_prepared_once_for_each_content(path, cache, monkeypatch):
    OsrmRoads(path).matrices(*at(1, 2))
    (folder,) = cache.iterdir()  # nothing half done is left
    monkeypatch.setattr(osrm_data, "_run", None)
    OsrmRoads(path).matrices(*at(1, 2))
    assert OsrmRoads(path).fingerprint == folder.name
    assert OsrmRoads(path, VAN).fingerprint != folder.name
    assert OsrmRoads(path, algorithm="CH").fingerprint != folder.name
    written(path, town.osm_xml().replace("residential", "service"))
    assert OsrmRoads(path).fingerprint != folder.name


@needs_osrm
def test_profiles_in_the_language_of_osrm(path, tmp_path):
    car = OsrmRoads(path, "car").matrices(*at(1, 8))
    assert car.durations_s[0, 1] == pytest.approx(town.SIDE_M / 2 * 3.6 / 24, abs=1)  # 0.8 of the limit
    script = written(
        tmp_path / "half.lua",
        "local car = require('car')\nlocal setup = car.setup\n"
        "car.setup = function() local p = setup() p.speed_reduction = 0.4 return p end\nreturn car\n",
    )
    half = OsrmRoads(path, script).matrices(*at(1, 8))
    assert half.durations_s[0, 1] == pytest.approx(2 * car.durations_s[0, 1], abs=1)


@needs_osrm
def test_what_osrm_cannot_use_is_told(path, tmp_path):
    with pytest.raises(FileNotFoundError, match="no such file"):
        OsrmRoads(tmp_path / "none.osm.pbf")
    with pytest.raises(FileNotFoundError, match="car, bicycle, foot"):
        OsrmRoads(path, "lorry")
    with pytest.raises(ValueError, match="allowed: MLD, CH"):
        OsrmRoads(path, TRUCK, "A*")
    for name, text, said in (
        ("a.osm", "<html></html>", "Unknown top-level element"),
        ("b.osm.pbf", "nonsense", "PBF error"),
        ("c.txt", "x", "format"),
        ("d.osm", '<osm version="0.6"></osm>', "no edges remaining"),
    ):
        with pytest.raises(FileFormatError, match=rf"osrm-extract\): .*({said}).*; allowed: "):
            OsrmRoads(written(tmp_path / name, text)).matrices(*at(1, 2))
    wrong = written(tmp_path / "wrong.lua", "return require('nothing')")
    with pytest.raises(FileFormatError, match="module 'nothing' not found"):
        OsrmRoads(path, wrong).matrices(*at(1, 2))
    with pytest.raises(TravelError, match=r"cannot be written .* remedy: "):
        OsrmRoads(path, folder=path).matrices(*at(1, 2))


@needs_osrm
def test_data_that_was_damaged_is_told(path, cache):
    OsrmRoads(path).matrices(*at(1, 2))
    (folder,) = cache.iterdir()
    (folder / "roads.osrm.mldgr").unlink()
    with pytest.raises(TravelError, match="delete that folder"):
        OsrmRoads(path).matrices(*at(1, 2))


@needs_osrm
def test_the_command_line_takes_an_extract(path, tmp_path, capsys):
    model = vrpcore.Model()
    centre = model.add_center("centre", town.NODES[1])
    model.add_order(model.add_customer("Li", town.NODES[3]), 5)
    model.add_vehicle_type("truck", centre, cost_per_km=1.0)
    io.write_json(model.problem(), tmp_path / "problem.json")
    arguments = ["roads", str(tmp_path / "problem.json"), "-o", str(tmp_path / "out.json"), "--osrm"]
    assert main([*arguments, str(path), "--vehicle", "van"]) == exit_codes.OK
    profile = io.read_json(tmp_path / "out.json").travel.profiles[0]
    speed = VAN.speeds_kmh["residential"]
    assert profile.durations_s[0][1] == pytest.approx(town.SIDE_M * 3.6 / speed, rel=0.01)
    assert main([*arguments, "localhost:5000"]) == exit_codes.BAD_INPUT
    assert "http://" in capsys.readouterr().err


@pytest.mark.parametrize(("version", "said"), [((3, 11), r"cannot have.*Python 3\.12"), ((3, 12), "needs")])
def test_without_osrm_it_says_what_to_install(path, monkeypatch, version, said):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "osrm":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(MissingPackageError, match=rf"{said}.*vrpcore\[osrm\].*OsrmServer"):
        OsrmRoads(path)
