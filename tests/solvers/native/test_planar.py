"""Legs that the engine computes from coordinates, where a matrix would be too large."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.solvers.native.engine import CLAIMED, Stated, core
from tests.solvers.native.planar import random_customers
from tests.solvers.native.test_cost import check
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import PlanarTravel, TravelProfile
from vrpcore.models.travel import AreaSpeed
from vrpcore.solvers.native import profiles
from vrpcore.testing.strategies import problems
from vrpcore.travel.places import Places
from vrpcore.travel.planar import PlanarTable

COORDINATES = st.one_of(
    st.integers(-100_000, 100_000).map(float), st.floats(-1e5, 1e5, allow_subnormal=False)
)


@pytest.fixture(autouse=True)
def _no_matrices(monkeypatch):
    monkeypatch.setattr(profiles, "MOST_PLANAR_PLACES_OF_MATRIX", 0)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(COORDINATES, COORDINATES, st.sampled_from(("a", "b", None))), min_size=1, max_size=6),
    st.sampled_from((1, 10, 100)),
    st.floats(1, 10),
    st.sampled_from(("nearest", "down")),
    st.one_of(st.just(3.6), st.floats(1, 2000)),
    st.none() | st.floats(1, 2000),
)
def test_legs_are_those_of_the_travel_table(places, scale, detour, rounding, speed, area_speed):
    slower = () if area_speed is None else (AreaSpeed(township_id="a", speed_kmh=area_speed),)
    profile = TravelProfile(speed_kmh=speed, detour=detour, area_speeds=slower)
    table = PlanarTable(
        PlanarTravel(profiles=(profile,), scale=scale, rounding=rounding),
        Places(
            ids=tuple(map(str, range(len(places)))),
            township_ids=tuple(township for _, _, township in places),
            x=np.array([x for x, _, _ in places]),
            y=np.array([y for _, y, _ in places]),
        ),
    )
    every = np.arange(len(places))
    metres, seconds = table.legs(0, every[:, None], every)
    for most_of_matrix in (0, 10):  # computed again and again, or once
        problem = core.Problem()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(profiles, "MOST_PLANAR_PLACES_OF_MATRIX", most_of_matrix)
            longest = profiles.add_profiles(problem, SimpleNamespace(travel=table))
        for origin in every.tolist():
            for destination in every.tolist():
                expected = int(metres[origin, destination]), int(seconds[origin, destination])
                assert problem.leg(0, origin, destination) == expected
        assert metres.max() <= longest[0]
        assert seconds.max() <= longest[1]


@settings(max_examples=60)
@given(problems(max_orders=10, max_slots=5, features=CLAIMED), st.integers(0, 9))
def test_costs_are_exact(problem, seed):
    instance = lower(problem)
    stated = Stated(instance)
    check(problem, stated, stated.iterate(200, seed=seed))


def test_3000_customers_without_a_matrix(monkeypatch, tmp_path):
    problem = random_customers(3_000, tmp_path / "random.vrp")
    instance = lower(problem)
    monkeypatch.setattr(type(instance.travel), "matrix", None)
    stated = Stated(instance)
    found = stated.iterate(2_000)
    solution, cost = stated.solution(found.routes, found.contents)
    verdict = evaluate(problem, lift(problem, solution), explain=False)
    assert verdict.is_feasible
    assert verdict.cost == cost.cost == found.cost
    assert found.cost < stated.iterate(0).cost


def test_plans_are_as_good_with_and_without_a_matrix(monkeypatch, tmp_path):
    instance = lower(random_customers(200, tmp_path / "random.vrp"))
    assert profiles.computes_legs(instance)
    without = Stated(instance).iterate(500)
    monkeypatch.setattr(profiles, "MOST_PLANAR_PLACES_OF_MATRIX", 10**6)
    assert not profiles.computes_legs(instance)
    assert without.cost > 0
    assert Stated(instance).iterate(500).cost == pytest.approx(without.cost, rel=0.05)
