import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.solvers.native.planar import random_customers
from vrpcore.lowering import lower
from vrpcore.solvers.native import profiles
from vrpcore.solvers.native.hilbert import hilbert_order
from vrpcore.solvers.native.visits import make_visits


def test_a_grid_is_walked_without_jumps():
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(64.0), np.arange(64.0)))
    order = hilbert_order(x, y)
    assert (np.abs(np.diff(x[order])) + np.abs(np.diff(y[order])) == 1).all()


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))))
def test_every_point_is_met_once(points):
    x, y = np.array(points).reshape(-1, 2).T
    assert sorted(hilbert_order(x, y).tolist()) == list(range(len(points)))


def test_visits_follow_the_curve_where_legs_are_computed(monkeypatch, tmp_path):
    instance = lower(random_customers(50, tmp_path / "random.vrp"))
    stops = [node.visit.stop.orders for node in make_visits(instance).nodes]
    assert stops == [(order,) for order in range(50)]
    monkeypatch.setattr(profiles, "MOST_PLANAR_PLACES_OF_MATRIX", 0)
    along = [node.visit.stop.orders for node in make_visits(instance).nodes]
    assert sorted(along) == stops
    formula = instance.travel.formula(0)
    places = instance.num_depots + instance.orders.customer
    assert along == [(order,) for order in hilbert_order(formula.x[places], formula.y[places]).tolist()]
