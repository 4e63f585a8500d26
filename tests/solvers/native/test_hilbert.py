import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.solvers.native.planar import random_customers
from vrpcore.lowering import lower
from vrpcore.solvers.native import profiles
from vrpcore.solvers.native.hilbert import along_curve, hilbert_order
from vrpcore.solvers.native.start import start_from


def test_a_grid_is_walked_without_jumps():
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(64.0), np.arange(64.0)))
    order = hilbert_order(x, y)
    assert (np.abs(np.diff(x[order])) + np.abs(np.diff(y[order])) == 1).all()


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))))
def test_every_point_is_met_once(points):
    x, y = np.array(points).reshape(-1, 2).T
    assert sorted(hilbert_order(x, y).tolist()) == list(range(len(points)))


def test_routes_keep_their_stops(monkeypatch, tmp_path):
    monkeypatch.setattr(profiles, "MOST_PLANAR_PLACES_OF_MATRIX", 0)
    instance = lower(random_customers(50, tmp_path / "random.vrp"))
    stops, _ = start_from(instance, None)
    routes = [(3, [(0, [4, ~0, 7]), (0, [49])])]
    sorted_stops, renumbered = along_curve(instance, stops, routes)
    assert sorted(stop.orders for stop in sorted_stops) == sorted(stop.orders for stop in stops)
    assert sorted_stops != stops
    [(slot, [(_, [first, rest, second]), (_, [third])])] = renumbered
    assert (slot, rest) == (3, ~0)
    assert [sorted_stops[at] for at in (first, second, third)] == [stops[at] for at in (4, 7, 49)]
