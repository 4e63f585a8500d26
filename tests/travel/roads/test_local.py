"""Ways in networks: against an independent search, with places anywhere on the roads."""

import heapq
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vrpcore.errors import TravelError
from vrpcore.models.location import Location
from vrpcore.travel.roads import VAN, NetworkRoads, RoadProfile, network_from_edges

WALK = RoadProfile("van", {"unclassified": 36.0})  # ten metres a second


def grid(side, length=100.0, **columns):
    """A square grid of roads, all drivable both ways, in metres."""
    ids = [f"{column},{row}" for row in range(side) for column in range(side)]
    pairs = [
        (f"{column},{row}", f"{column + right},{row + 1 - right}")
        for row in range(side)
        for column in range(side)
        for right in (0, 1)
        if column + right < side and row + 1 - right < side
    ]
    junctions = {
        "id": ids,
        "x": [length * int(name.split(",")[0]) for name in ids],
        "y": [length * int(name.split(",")[1]) for name in ids],
    }
    edges = {"from": [pair[0] for pair in pairs], "to": [pair[1] for pair in pairs], **columns}
    return network_from_edges(junctions, edges, coordinate_system="planar")


def by_hand(network, source):
    """Milliseconds and millimetres from a junction to all, by a textbook search on whole links."""
    forward, backward = network.may_drive(WALK)
    speed = network.speeds_kmh(WALK)
    ways = {}
    for link in range(network.num_links):
        effort = round(network.length_m[link] * 3600 / speed[link]), round(network.length_m[link] * 1000)
        tail, head = int(network.tail[link]), int(network.head[link])
        if forward[link]:
            ways.setdefault(tail, []).append((head, effort))
        if backward[link]:
            ways.setdefault(head, []).append((tail, effort))
    best = {}
    heap = [((0, 0), source)]
    while heap:
        effort, node = heapq.heappop(heap)
        if node in best:
            continue
        best[node] = effort
        for head, (duration, length) in ways.get(node, ()):
            heapq.heappush(heap, ((effort[0] + duration, effort[1] + length), head))
    return best


@st.composite
def networks(draw):
    size = draw(st.integers(2, 12))
    num_edges = draw(st.integers(1, 30))
    ends = [draw(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))) for _ in range(num_edges)]
    return network_from_edges(
        {
            "id": range(size),
            "x": [100.0 * k for k in range(size)],
            "y": [10.0 * (k * k % 7) for k in range(size)],
        },
        {
            "from": [a for a, _ in ends],
            "to": [b for _, b in ends],
            "length_m": [draw(st.integers(0, 500)) for _ in ends],
            "oneway": [draw(st.booleans()) for _ in ends],
            "max_speed_kmh": [draw(st.sampled_from([None, 18, 12])) for _ in ends],
        },
        coordinate_system="planar",
    )


@given(networks(), st.data())
@settings(max_examples=150, deadline=None)
def test_matrices_are_those_of_a_textbook_search(network, data):
    from vrpcore.travel.roads.graph import road_graph
    from vrpcore.travel.roads.native import load

    closed = np.zeros(network.num_links, dtype=bool)
    graph = road_graph(network, WALK, closed).graph
    nodes = np.arange(network.num_junctions, dtype=np.int32)
    threads = data.draw(st.integers(1, 3))
    metres, seconds = load().many_to_many(graph, nodes, nodes, threads)
    for source in range(network.num_junctions):
        best = by_hand(network, source)
        for target in range(network.num_junctions):
            assert (seconds[source, target], metres[source, target]) == best.get(target, (-1, -1))


def test_places_between_junctions():
    roads = NetworkRoads(grid(3), WALK)
    # On the lower street at 30 and 80 m, on the left street at 50 m, and 7 m beside the right one.
    x, y = np.array([30.0, 80.0, 0.0, 207.0]), np.array([0.0, 0.0, 50.0, 120.0])
    found = roads.matrices(x, y)
    assert found.distances_m.tolist() == [
        [0, 50, 80, 290],
        [50, 0, 130, 240],
        [80, 130, 0, 270],
        [290, 240, 270, 0],
    ]
    assert (found.durations_s == np.rint(found.distances_m / 10)).all()
    assert found.snap_m.tolist() == pytest.approx([0, 0, 0, 7])
    assert (found.x[3], found.y[3]) == pytest.approx((200, 120))


def test_one_way_streets_hold_between_places_on_one_street():
    network = network_from_edges(
        {"id": [0, 1, 2], "x": [0.0, 100.0, 50.0], "y": [0.0, 0.0, 50.0]},
        {"from": [0, 1, 2], "to": [1, 2, 0], "length_m": [100, 80, 80], "oneway": [1, 0, 0]},
        coordinate_system="planar",
    )
    found = NetworkRoads(network, WALK).matrices(np.array([20.0, 70.0]), np.array([0.0, 0.0]))
    assert found.distances_m.tolist() == [[0, 50], [210, 0]]


def test_closures_close_the_roads_they_touch():
    square = tuple(
        Location(x=x, y=y) for x, y in ((140.0, -10.0), (160.0, -10.0), (160.0, 10.0), (140.0, 10.0))
    )
    ends = np.array([0.0, 200.0]), np.array([0.0, 0.0])
    assert NetworkRoads(grid(3), WALK).matrices(*ends).distances_m[0, 1] == 200
    closed = NetworkRoads(grid(3), WALK, closures=[square])
    assert closed.closed.sum() == 1
    assert closed.matrices(*ends).distances_m[0, 1] == 400
    everything = tuple(
        Location(x=x, y=y) for x, y in ((-9.0, -9.0), (900.0, -9.0), (900.0, 900.0), (-9.0, 900.0))
    )
    with pytest.raises(TravelError, match="no road of the network is open"):
        NetworkRoads(grid(3), WALK, closures=[everything]).matrices(*ends)
    assert (
        len({NetworkRoads(grid(3), WALK, closures=c).fingerprint for c in ((), (square,), (everything,))})
        == 3
    )


def test_nobody_is_joined_to_an_island():
    whole = grid(20)
    junctions = {"id": range(402), "x": [*whole.x, 50.0, 50.0], "y": [*whole.y, 40.0, 60.0]}
    edges = {"from": [*whole.tail, 400], "to": [*whole.head, 401]}
    network = network_from_edges(junctions, edges, coordinate_system="planar")
    found = NetworkRoads(network, WALK).matrices(np.array([50.0, 300.0]), np.array([50.0, 0.0]))
    assert found.snap_m[0] == pytest.approx(50)  # the yard in the middle leads nowhere
    assert found.distances_m[0, 1] > 0


def test_threads_and_order_of_places_change_nothing():
    rng = np.random.default_rng(0)
    network = grid(15, length_m=rng.integers(50, 150, 2 * 15 * 14).tolist())
    x, y = rng.uniform(0, 1400, 40), rng.uniform(0, 1400, 40)
    one = NetworkRoads(network, VAN, threads=1).matrices(x, y)
    three = NetworkRoads(network, VAN, threads=3).matrices(x, y)
    assert np.array_equal(one.distances_m, three.distances_m)
    assert np.array_equal(one.durations_s, three.durations_s)
    order = rng.permutation(40)
    other = NetworkRoads(network, VAN).matrices(x[order], y[order])
    # Pieces of a road are rounded to millimetres, so that the order can change the last metre at most.
    assert np.abs(other.distances_m - one.distances_m[np.ix_(order, order)]).max() <= 1


def test_lines_are_as_long_as_the_distances_say():
    network = grid(8)
    roads = NetworkRoads(network, WALK)
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 700, 12), rng.uniform(0, 700, 12)
    found = roads.matrices(x, y)
    for leg, line in enumerate(roads.lines(x, y)):
        assert line[0] == pytest.approx((found.x[leg], found.y[leg]))
        assert line[-1] == pytest.approx((found.x[leg + 1], found.y[leg + 1]))
        length = sum(math.dist(a, b) for a, b in itertools.pairwise(line))
        assert length == pytest.approx(found.distances_m[leg, leg + 1], abs=1)


def test_it_can_be_ended():
    with pytest.raises(TravelError, match="ended"):
        NetworkRoads(grid(5), WALK, threads=1, goes_on=lambda: False).matrices(
            np.array([0.0, 1.0]), np.array([0.0, 1.0])
        )


@pytest.mark.parametrize(
    ("vehicle", "speeds", "message"),
    [("tram", {}, "allowed: truck"), ("van", {"lane": 3}, "lane"), ("van", {"primary": 0}, "above 0")],
)
def test_profiles_are_checked(vehicle, speeds, message):
    with pytest.raises(ValueError, match=message):
        RoadProfile(vehicle, speeds)
