import numpy as np
import pytest

from tests.travel.roads import town
from vrpcore.errors import FileFormatError, InvalidInputError
from vrpcore.travel.roads import VAN, NetworkRoads, network_from_edges, read_edges

PLACES = np.array([0.0, 1000.0, 0.0, 1000.0]), np.array([0.0, 0.0, 1000.0, 1000.0])


def test_tables_with_known_answers():
    network = network_from_edges(town.JUNCTIONS, town.EDGES, coordinate_system="planar")
    found = NetworkRoads(network, VAN).matrices(*PLACES)
    assert found.distances_m.tolist() == [
        [0, 1000, 1000, 2500],
        [1000, 0, 2000, 3500],
        [1000, 2500, 0, 1500],  # by d: longer, but faster
        [2000, 1000, 1500, 0],
    ]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_serve_as_well(library):
    frames = pytest.importorskip(library)
    network = network_from_edges(
        frames.DataFrame(town.JUNCTIONS), frames.DataFrame(town.EDGES), coordinate_system="planar"
    )
    plain = network_from_edges(town.JUNCTIONS, town.EDGES, coordinate_system="planar")
    assert network.fingerprint == plain.fingerprint
    with pytest.raises(InvalidInputError, match="no column 'from'"):
        network_from_edges(frames.DataFrame(town.JUNCTIONS), frames.DataFrame(town.JUNCTIONS))


def test_csv_files(tmp_path):
    junctions, edges = tmp_path / "junctions.csv", tmp_path / "edges.csv"
    for path, table in ((junctions, town.JUNCTIONS), (edges, town.EDGES)):
        rows = [
            ",".join(table),
            *(
                ",".join("" if v is None else str(v) for v in row)
                for row in zip(*table.values(), strict=True)
            ),
        ]
        path.write_text("\n".join(rows) + "\n\n", encoding="utf-8-sig")
    network = read_edges(junctions, edges, coordinate_system="planar")
    plain = network_from_edges(town.JUNCTIONS, town.EDGES, coordinate_system="planar")
    assert network.fingerprint == plain.fingerprint
    edges.write_text("from,to\na,b,c\n", encoding="utf-8")
    with pytest.raises(FileFormatError, match="line 2: 3 cells"):
        read_edges(junctions, edges)


def test_all_faults_come_together_with_row_and_column():
    junctions = {"id": ["a", "a"], "x": [0.0, "east"], "y": [0.0, 0.0]}
    edges = {
        "from": ["a", "q"],
        "to": ["a", "a"],
        "road_class": ["lane", ""],
        "oneway": ["maybe", 1],
        "length_m": [-5, 1],
    }
    with pytest.raises(InvalidInputError) as caught:
        network_from_edges(junctions, edges)
    assert [fault.where for fault in caught.value.faults] == [
        "junctions, row 2, column x",
        "junctions, row 2, column id",
        "edges, row 2, column from",
        "edges, row 1, column length_m",
        "edges, row 1, column road_class",
        "edges, row 1, column oneway",
    ]


def test_who_may_drive_and_how_fast():
    edges = {**town.EDGES, "van": [1, 0, 1, 1], "max_speed_kmh": [20, None, None, None]}
    network = network_from_edges(town.JUNCTIONS, edges, coordinate_system="planar")
    roads = NetworkRoads(network, VAN)
    found = roads.matrices(*PLACES)
    # Without the road between a and c, from b there is no way to d; what is an island has no places.
    assert found.distances_m[3, 1] == 1000
    assert found.durations_s[0, 1] == 180
