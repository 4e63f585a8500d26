"""GeoJSON that any map takes."""

import json

import pytest
from shapely.geometry import shape

from tests.report.build import make_plan, make_problem
from vrpcore import Plan, report, solve
from vrpcore.datasets import example_county
from vrpcore.travel.gcj02 import gcj02_to_wgs84


@pytest.fixture(scope="module")
def result():
    return solve(example_county(), "greedy", time_limit=5)


def test_every_feature_is_valid(result):
    collection = json.loads(json.dumps(report.to_geojson(result.problem, result.plan)))
    assert collection["type"] == "FeatureCollection"
    kinds = [feature["properties"]["feature"] for feature in collection["features"]]
    assert kinds.count("depot") == 2
    assert kinds.count("route") == len(result.plan.routes)
    assert kinds.count("order") == result.evaluation.kpis.num_held
    for feature in collection["features"]:
        west, south, east, north = shape(feature["geometry"]).bounds
        assert 111 < west <= east < 113
        assert 29 < south <= north < 31


def test_lines_go_from_stop_to_stop(result):
    features = report.to_geojson(result.problem, result.plan)["features"]
    line = next(f for f in features if f["properties"]["feature"] == "route")
    stops = [
        f["geometry"]["coordinates"]
        for f in features
        if f["properties"]["feature"] == "stop"
        and f["properties"]["vehicle_id"] == line["properties"]["vehicle_id"]
    ]
    assert line["geometry"]["coordinates"] == stops
    assert line["properties"]["start"].startswith("2026-01-05T")


def test_chinese_degrees_become_gps_degrees(result):
    problem = result.problem.model_copy(update={"coordinate_system": "gcj02"})
    depot = report.to_geojson(problem, Plan())["features"][0]
    longitude, latitude = gcj02_to_wgs84(112.02, 29.99)
    assert depot["geometry"]["coordinates"] == [round(float(longitude), 6), round(float(latitude), 6)]
    assert depot["geometry"]["coordinates"] != [112.02, 29.99]


def test_planar_metres_are_refused():
    with pytest.raises(ValueError, match="coordinates are planar metres; allowed: wgs84, gcj02"):
        report.to_geojson(make_problem(), make_plan())
