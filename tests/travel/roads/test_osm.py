import builtins
import gzip
import math

import numpy as np
import pytest

from tests.travel.roads import town
from vrpcore.errors import FileFormatError, MissingPackageError
from vrpcore.travel.roads import EBIKE, TRUCK, NetworkRoads, read_osm

pytest.importorskip("osmium", reason="the package osmium is not installed")


@pytest.fixture(name="path", params=["xml", "xml.gz", "pbf"])
def town_path(request, tmp_path):
    xml = tmp_path / "town.osm"
    xml.write_text(town.osm_xml(), encoding="utf-8")
    if request.param == "xml":
        return xml
    if request.param == "xml.gz":
        packed = tmp_path / "town.osm.gz"
        packed.write_bytes(gzip.compress(xml.read_bytes()))
        return packed
    import osmium

    path = tmp_path / "town.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for item in osmium.FileProcessor(str(xml)):
            writer.add(item)
    return path


def at(*refs):
    return tuple(
        np.array(column, dtype=np.float64) for column in zip(*(town.NODES[ref] for ref in refs), strict=True)
    )


def test_a_town_with_known_answers(path):
    network = read_osm(path)
    found = NetworkRoads(network, TRUCK).matrices(*at(1, 2, 3, 4))
    side = town.SIDE_M
    # From 2 the primary road up to 4 is closed: around by 1 and 3.
    lengths = np.array([[0, 1, 1, 2], [1, 0, 2, 3], [1, 2, 0, 1], [2, 1, 1, 0]]) * side
    assert found.distances_m.tolist() == np.rint(lengths).astype(int).tolist()
    assert found.snap_m.max() < 0.01
    tertiary_30, residential = side * 3.6 / 30, side * 3.6 / TRUCK.speeds_kmh["residential"]
    assert found.durations_s[0, 1] == round(tertiary_30)
    assert found.durations_s[2, 1] == round(min(residential + tertiary_30, side * 3.6 * (1 / 38 + 1 / 50)))


def test_vehicles_part_at_a_bollard_and_on_the_cycleway(path):
    network = read_osm(path)
    truck = NetworkRoads(network, TRUCK).matrices(*at(1, 7))
    ebike = NetworkRoads(network, EBIKE).matrices(*at(1, 7, 5))
    assert truck.distances_m.tolist() == [[0, -1], [-1, 0]]
    assert ebike.distances_m[0].tolist() == [round(k * town.SIDE_M) for k in (0, 2, 3)]


def test_ways_have_the_shape_of_the_road(path):
    roads = NetworkRoads(read_osm(path), TRUCK)
    line = roads.lines(*at(1, 4))[0]
    assert [tuple(round(value, 6) for value in point) for point in line] == [town.NODES[k] for k in (1, 3, 4)]
    bend = roads.lines(*at(1, 2))[0]
    assert tuple(round(value, 6) for value in bend[1]) == town.NODES[8]


def test_the_border_of_an_extract_cuts_roads(tmp_path):
    text = town.osm_xml().replace('<node id="8" version="1" lat="0.0" lon="100.005"></node>', "")
    path = tmp_path / "cut.osm"
    path.write_text(text, encoding="utf-8")
    assert "100.005" not in text
    network = read_osm(path)
    assert len(network.tail) == len(read_osm_of(tmp_path).tail) - 1


def read_osm_of(folder):
    path = folder / "whole.osm"
    path.write_text(town.osm_xml(), encoding="utf-8")
    return read_osm(path)


def test_files_that_are_no_extract(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_osm(tmp_path / "none.osm.pbf")
    for name, content in (("a.osm", b"<html></html>"), ("b.osm.pbf", b"nonsense"), ("c.txt", b"x")):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(FileFormatError, match="allowed: "):
            read_osm(path)
    empty = tmp_path / "empty.osm"
    empty.write_text('<osm version="0.6"></osm>', encoding="utf-8")
    with pytest.raises(FileFormatError, match="no roads"):
        read_osm(empty)


def test_without_osmium_it_says_what_to_install(tmp_path, monkeypatch):
    path = tmp_path / "town.osm"
    path.write_text(town.osm_xml(), encoding="utf-8")
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "osmium":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPackageError, match=r"vrpcore\[osm\]"):
        read_osm(path)


def test_a_network_tells_its_size_and_is_named_by_its_content(path):
    one, other = read_osm(path), read_osm(path)
    assert one.fingerprint == other.fingerprint
    assert "junctions" in repr(one)
    assert math.isinf(one.max_speed_kmh.max())
