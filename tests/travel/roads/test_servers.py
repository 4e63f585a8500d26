"""Routing servers, played by a local one that computes real ways in a network of its own."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from vrpcore.errors import TravelError
from vrpcore.travel.roads import TRUCK, NetworkRoads, OsrmServer, ValhallaServer, network_from_edges
from vrpcore.travel.roads.valhalla import decoded

SIDE = 6
NETWORK = network_from_edges(
    {
        "id": range(SIDE * SIDE + 2),
        "x": [113.0 + 0.01 * (k % SIDE) for k in range(SIDE * SIDE)] + [113.2, 113.21],
        "y": [28.0 + 0.01 * (k // SIDE) for k in range(SIDE * SIDE)] + [28.2, 28.2],
    },
    {
        "from": [k for k in range(SIDE * SIDE) if k % SIDE < SIDE - 1]
        + list(range(SIDE * SIDE - SIDE))
        + [SIDE * SIDE],
        "to": [k + 1 for k in range(SIDE * SIDE) if k % SIDE < SIDE - 1]
        + [k + SIDE for k in range(SIDE * SIDE - SIDE)]
        + [SIDE * SIDE + 1],
    },
)
ROADS = NetworkRoads(NETWORK, TRUCK)
X = np.array([113.001, 113.043, 113.02, 113.05, 113.0, 113.205, 113.031])
Y = np.array([28.0, 28.01, 28.033, 28.05, 28.02, 28.2, 28.04])
LIMIT = 4


class Server(BaseHTTPRequestHandler):
    """Speaks as much of both protocols as their documentation says."""

    def log_message(self, *args):
        """Silence."""

    def answer(self, value, status=200):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = urlsplit(self.path)
        if path.path.startswith("/broken"):
            return self.answer(b"<html>")
        if path.path.startswith("/list"):
            return self.answer([1])
        service, version, _profile, points = path.path.strip("/").split("/")
        assert version == "v1"
        x, y = np.array([[float(value) for value in point.split(",")] for point in points.split(";")]).T
        options = parse_qs(path.query)
        if service == "route":
            (line,) = ROADS.lines(x, y)
            if not line:
                return self.answer({"code": "NoRoute", "message": "Impossible route"}, 200)
            assert options["geometries"] == ["geojson"]
            return self.answer({"code": "Ok", "routes": [{"geometry": {"coordinates": line}}]})
        if len(x) > LIMIT:
            return self.answer({"code": "TooBig", "message": f"Too many table coordinates: {len(x)}"}, 400)
        found = ROADS.matrices(x, y)
        rows = [int(k) for k in options["sources"][0].split(";")]
        columns = [int(k) for k in options["destinations"][0].split(";")]
        return self.answer(
            {
                "code": "Ok",
                "distances": nulls(found.distances_m[np.ix_(rows, columns)], 0.2),
                "durations": nulls(found.durations_s[np.ix_(rows, columns)], 0.2),
                "sources": [
                    {"location": [found.x[k], found.y[k]], "distance": found.snap_m[k], "name": ""}
                    for k in rows
                ],
            }
        )

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert question["units"] == "kilometers"
        assert question["costing_options"] == {"truck": {"height": 2.8}}
        if self.path == "/route":
            x, y = points_of(question["locations"])
            (line,) = ROADS.lines(x, y)
            return self.answer({"trip": {"legs": [{"shape": encoded(line)}]}})
        from_x, from_y = points_of(question["sources"])
        to_x, to_y = points_of(question["targets"])
        if len(from_x) > LIMIT or len(to_x) > LIMIT:
            return self.answer({"error_code": 150, "error": "Exceeded max locations"}, 400)
        found = ROADS.matrices(np.concatenate((from_x, to_x)), np.concatenate((from_y, to_y)))
        size = len(from_x)
        cells = [
            [
                {"distance": None, "time": None}
                if found.distances_m[row, column] < 0
                else {
                    "distance": found.distances_m[row, column] / 1000,
                    "time": int(found.durations_s[row, column]),
                }
                for column in range(size, size + len(to_x))
            ]
            for row in range(size)
        ]
        return self.answer({"sources_to_targets": cells})


def nulls(figures, more):
    return [[None if figure < 0 else figure + more for figure in row] for row in figures.tolist()]


def points_of(places):
    return np.array([place["lon"] for place in places]), np.array([place["lat"] for place in places])


def encoded(line):
    text, last = "", (0, 0)
    for lon, lat in line:
        point = round(lat * 1e6), round(lon * 1e6)
        for value, before in zip(point, last, strict=True):
            bits = (value - before) << 1
            bits = ~bits if value < before else bits
            while bits >= 32:
                text += chr((32 | (bits & 31)) + 63)
                bits >>= 5
            text += chr(bits + 63)
        last = point
    return text


@pytest.fixture(name="url", scope="module")
def running_server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def servers(url):
    return [
        OsrmServer(url + "/", max_places=LIMIT),
        ValhallaServer(url, costing_options={"height": 2.8}, max_places=LIMIT),
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_matrices_in_parts_are_those_of_the_network(url, which):
    found, expected = servers(url)[which].matrices(X, Y), ROADS.matrices(X, Y)
    assert (expected.distances_m[5, :5] == -1).all()
    assert np.array_equal(found.distances_m, expected.distances_m)
    assert np.array_equal(found.durations_s, expected.durations_s)
    assert (
        found.snap_m == pytest.approx(expected.snap_m, abs=0.2)
        if which == 0
        else np.isnan(found.snap_m).all()
    )


@pytest.mark.parametrize("which", [0, 1])
def test_ways_are_those_of_the_network(url, which):
    found, expected = servers(url)[which].lines(X[:4], Y[:4]), ROADS.lines(X[:4], Y[:4])
    for line, other in zip(found, expected, strict=True):
        assert np.array(line) == pytest.approx(np.array(other), abs=1e-6)


def test_no_way_is_no_line(url):
    assert servers(url)[0].lines(X[4:6], Y[4:6]) == [[]]


def test_what_a_server_refuses_is_told(url):
    with pytest.raises(TravelError, match=r"HTTP 400.*Too many table coordinates"):
        OsrmServer(url, max_places=100).matrices(X, Y)
    with pytest.raises(TravelError, match=r"HTTP 400.*Exceeded max locations"):
        ValhallaServer(url, costing_options={"height": 2.8}, max_places=100).matrices(X, Y)
    with pytest.raises(TravelError, match="does not answer in JSON"):
        OsrmServer(url + "/broken").matrices(X, Y)
    with pytest.raises(TravelError, match="JSON object"):
        OsrmServer(url + "/list").matrices(X, Y)


def test_nobody_there():
    with pytest.raises(TravelError, match="cannot be reached"):
        OsrmServer("http://127.0.0.1:9", timeout_s=2).matrices(X[:2], Y[:2])


def test_shapes_that_are_none():
    # The example of the format's documentation, with six decimals instead of five.
    assert decoded("_p~iF~ps|U") == [(-12.02, 3.85)]
    for wrong in ("_p~iF~ps|", "_p~iF ~"):
        with pytest.raises(TravelError, match="shape"):
            decoded(wrong)
