"""Routes along roads, on pages and in GeoJSON."""

import json
import re
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import LineCollection

import vrpcore
from vrpcore.cli import exit_codes, main
from vrpcore.report.scene import Plane, make_scene
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


@pytest.fixture(name="points")
def points_of_drawn_lines():
    """Locations through which the lines on a picture go."""

    def points(result, **options):
        ax = vrpcore.report.plot_plan(result.problem, result.plan, **options)
        plane = Plane(result.problem)
        drawn = [
            line
            for layer in ax.collections
            if isinstance(layer, LineCollection)
            for line in layer.get_segments()
        ]
        found = [plane.location(point) for line in drawn for point in line]
        return {(round(point.x, 6), round(point.y, 6)) for point in found}, ax

    yield points
    plt.close("all")


def test_pictures_follow_the_roads(result, points, tmp_path):
    on_roads, ax = points(result, roads=ROADS)
    straight, plain = points(result)
    assert on_roads >= set(NORTH)
    assert not straight & set(NORTH)
    assert straight <= on_roads  # the same places
    assert ax.get_ylim()[1] > plain.get_ylim()[1]  # the northern road is on the picture
    for name, options in (("roads.png", {"roads": {"default": ROADS}}), ("straight.png", {})):
        vrpcore.report.save_plan_picture(result.problem, result.plan, tmp_path / name, **options)
    assert (tmp_path / "roads.png").read_bytes() != (tmp_path / "straight.png").read_bytes()


def test_each_trip_is_drawn_on_its_own(result):
    problem = result.problem
    route = result.plan.routes[0]
    (trip,) = route.trips
    parts = [trip.model_copy(update={"activities": (activity,)}) for activity in trip.activities]
    plan = result.plan.model_copy(update={"routes": (route.model_copy(update={"trips": tuple(parts)}),)})
    verdict = vrpcore.evaluate(problem, plan)
    scene = make_scene(problem, plan, verdict, None, ways_of(problem, verdict, ROADS))
    assert len(scene.tours) == 2
    for tour in scene.tours:
        assert len(tour.legs) == 2
        for leg, ends in zip(tour.legs, pairwise(tour.line), strict=True):
            assert leg[[0, -1]] == pytest.approx(np.array(ends))


def test_a_report_on_roads_from_the_command_line(result, tmp_path):
    vrpcore.io.write_json(result.problem, tmp_path / "problem.json")
    vrpcore.io.write_json(result.plan, tmp_path / "plan.json")
    for name, table in (("junctions", JUNCTIONS), ("edges", EDGES)):
        rows = [",".join(table), *(",".join(map(str, row)) for row in zip(*table.values(), strict=True))]
        (tmp_path / f"{name}.csv").write_text("\n".join(rows), encoding="utf-8")
    arguments = ["report", str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]
    arguments += ["-o", str(tmp_path / "plan.html")]
    roads = ["--edges", str(tmp_path / "junctions.csv"), str(tmp_path / "edges.csv")]
    picture = tmp_path / "plan.png"
    assert main([*arguments, *roads, "--picture", str(picture)]) == exit_codes.OK
    assert picture.stat().st_size > 10_000
    assert '"way"' in (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert main(arguments) == exit_codes.OK
    assert '"way"' not in (tmp_path / "plan.html").read_text(encoding="utf-8")
