"""Routes along roads, on pages and in GeoJSON."""

import json
import re

import pytest

import vrpcore
from vrpcore.cli import exit_codes, main
from vrpcore.report.ways import ways_of
from vrpcore.travel.roads import TRUCK, NetworkRoads, network_from_edges, road_travel

# Streets around a block of 0.01 degrees: from the west to the east one has to go by the north.
JUNCTIONS = {
    "id": ["w", "nw", "ne", "e"],
    "x": [112.0, 112.0, 112.01, 112.01],
    "y": [30.0, 30.01, 30.01, 30.0],
}
EDGES = {"from": ["w", "nw", "ne"], "to": ["nw", "ne", "e"]}
ROADS = NetworkRoads(network_from_edges(JUNCTIONS, EDGES), TRUCK)
NORTH = [(112.0, 30.01), (112.01, 30.01)]


@pytest.fixture(name="result", scope="module")
def on_roads():
    model = vrpcore.Model()
    centre = model.add_center("centre", (112.0, 30.0))
    model.add_order(model.add_customer("east", (112.01, 30.0)), 5)
    model.add_order(model.add_customer("west", (112.0, 30.005)), 5)
    model.add_vehicle_type("truck", centre, cost_per_km=1.0)
    problem = model.problem()
    return vrpcore.solve(road_travel(problem, ROADS, cache=False).applied_to(problem), "greedy")


def test_each_stop_has_the_way_from_the_place_before(result):
    (ways,) = ways_of(result.problem, result.evaluation, ROADS)
    schedule = result.evaluation.schedule[0]
    assert ways[0] == []
    for before, stop, way in zip(schedule.stops, schedule.stops[1:], ways[1:], strict=False):
        goes_east = "east" in (before.place_id, stop.place_id)
        assert [point for point in way if point in NORTH] in ((NORTH, NORTH[::-1]) if goes_east else ([],))


def test_without_roads_there_are_no_ways(result):
    assert not any(way for ways in ways_of(result.problem, result.evaluation, None) for way in ways)


def test_lines_on_the_map_follow_the_roads(result):
    page = vrpcore.report.html_report(result.problem, result.plan, roads=ROADS)
    data = json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.S)[1])
    assert data["roads"] is True
    points = [tuple(point) for stop in data["routes"][0]["stops"] for point in stop.get("way", ())]
    assert {(y, x) for x, y in NORTH} <= set(points)
    plain = vrpcore.report.html_report(result.problem, result.plan)
    assert '"way"' not in plain


def test_geojson_follows_the_roads(result):
    def line(**options):
        features = result.to_geojson(**options)["features"]
        return next(f for f in features if f["properties"]["feature"] == "route")["geometry"]["coordinates"]

    assert [112.01, 30.01] in line(roads=ROADS)
    assert [112.01, 30.01] not in line()


def test_a_report_on_roads_from_the_command_line(result, tmp_path):
    vrpcore.io.write_json(result.problem, tmp_path / "problem.json")
    vrpcore.io.write_json(result.plan, tmp_path / "plan.json")
    for name, table in (("junctions", JUNCTIONS), ("edges", EDGES)):
        rows = [",".join(table), *(",".join(map(str, row)) for row in zip(*table.values(), strict=True))]
        (tmp_path / f"{name}.csv").write_text("\n".join(rows), encoding="utf-8")
    arguments = ["report", str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]
    arguments += ["-o", str(tmp_path / "plan.html")]
    roads = ["--edges", str(tmp_path / "junctions.csv"), str(tmp_path / "edges.csv")]
    assert main([*arguments, *roads]) == exit_codes.OK
    assert '"way"' in (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert main(arguments) == exit_codes.OK
    assert '"way"' not in (tmp_path / "plan.html").read_text(encoding="utf-8")
