import math

import pytest

from vrpcore.travel.roads.tags import blocked_by, way_of

TRUCK, VAN, EBIKE = 1, 2, 4
ALL = TRUCK | VAN | EBIKE


@pytest.mark.parametrize(
    ("tags", "road_class", "forward", "backward"),
    [
        ({"highway": "primary"}, "primary", ALL, ALL),
        ({"highway": "primary_link", "oneway": "yes"}, "primary", ALL, 0),
        ({"highway": "tertiary", "oneway": "-1"}, "tertiary", 0, ALL),
        ({"highway": "motorway"}, "motorway", TRUCK | VAN, 0),
        ({"highway": "motorway", "oneway": "no"}, "motorway", TRUCK | VAN, TRUCK | VAN),
        ({"highway": "trunk", "motorroad": "yes"}, "trunk", TRUCK | VAN, TRUCK | VAN),
        ({"highway": "residential", "junction": "roundabout"}, "residential", ALL, 0),
        ({"highway": "residential", "oneway": "yes", "oneway:bicycle": "no"}, "residential", ALL, EBIKE),
        ({"highway": "residential", "oneway": "yes", "cycleway": "opposite_lane"}, "residential", ALL, EBIKE),
        ({"highway": "service", "access": "private", "bicycle": "yes"}, "service", EBIKE, EBIKE),
        ({"highway": "tertiary", "hgv": "no"}, "tertiary", VAN | EBIKE, VAN | EBIKE),
        (
            {"highway": "tertiary", "motor_vehicle": "no", "hgv": "delivery"},
            "tertiary",
            TRUCK | EBIKE,
            TRUCK | EBIKE,
        ),
        ({"highway": "cycleway"}, "cycleway", EBIKE, EBIKE),
        ({"highway": "footway", "bicycle": "yes"}, "path", EBIKE, EBIKE),
        ({"highway": "track"}, "track", ALL, ALL),
    ],
)
def test_who_may_drive_where(tags, road_class, forward, backward):
    way = way_of(tags)
    assert (way.road_class, way.forward, way.backward) == (road_class, forward, backward)


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"building": "yes"},
        {"highway": "construction"},
        {"highway": "steps"},
        {"highway": "footway"},
        {"highway": "service", "access": "no"},
        {"highway": "pedestrian", "area": "yes"},
    ],
)
def test_where_nobody_drives(tags):
    assert way_of(tags) is None


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("60", 60),
        ("30 mph", 48.28032),
        ("40 km/h", 40),
        ("none", math.inf),
        ("CN:urban", math.inf),
        ("0", math.inf),
    ],
)
def test_speed_limits(text, kmh):
    assert way_of({"highway": "primary", "maxspeed": text}).max_speed_kmh == pytest.approx(kmh)


@pytest.mark.parametrize(
    ("tags", "blocked"),
    [
        ({}, 0),
        ({"barrier": "gate"}, 0),
        ({"barrier": "gate", "access": "private"}, ALL),
        ({"barrier": "bollard"}, TRUCK | VAN),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, 0),
        ({"barrier": "lift_gate", "hgv": "no"}, TRUCK),
    ],
)
def test_what_a_barrier_stops(tags, blocked):
    assert blocked_by(tags) == blocked
