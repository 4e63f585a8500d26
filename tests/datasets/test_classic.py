"""Random benchmark problems: planar, exact, deterministic, and never impossible from the start."""

import hashlib
from math import dist

import numpy as np
import pytest

from vrpcore.datasets import random_cvrp, random_vrptw
from vrpcore.errors import InvalidInputError
from vrpcore.travel import travel_table

LAYOUTS = ("uniform", "clustered", "mixed")


def test_same_seed_same_problem_on_every_platform():
    texts = [random_cvrp(20, seed=1).model_dump_json(exclude_defaults=True)]
    texts += [random_vrptw(20, seed=1, layout="mixed").model_dump_json(exclude_defaults=True)]
    assert [hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts] == [
        "fd932ca1ecdd3348",
        "14f84bf91b75b106",
    ]
    assert random_cvrp(20, seed=2).customers != random_cvrp(20, seed=1).customers


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("make", [random_cvrp, random_vrptw])
def test_a_vehicle_can_serve_about_as_many_customers_as_asked(make, layout):
    problem = make(200, seed=3, layout=layout, customers_per_route=12)
    demands = [order.cases for order in problem.orders]
    capacity = problem.vehicle_types[0].capacity_cases
    assert len(problem.customers) == len(problem.orders) == problem.vehicle_types[0].count == 200
    assert max(demands) <= 100 <= capacity
    assert capacity // (sum(demands) / 200) == pytest.approx(12, abs=1)
    assert all(0 <= c.location.x <= 1_000 and 0 <= c.location.y <= 1_000 for c in problem.customers)


def test_clusters_are_denser_than_a_uniform_layout():
    def mean_nearest(layout: str) -> float:
        places = [(c.location.x, c.location.y) for c in random_cvrp(150, seed=4, layout=layout).customers]
        return sum(min(dist(a, b) for b in places if b is not a) for a in places) / len(places)

    assert mean_nearest("clustered") < 0.7 * mean_nearest("uniform")


@pytest.mark.parametrize(("depot", "expected"), [("center", (500, 500)), ("corner", (0, 0))])
def test_depot_place(depot, expected):
    place = random_cvrp(5, depot=depot).depots[0].location
    assert (place.x, place.y) == expected


def test_cost_and_time_are_the_distance_in_whole_metres():
    problem = random_cvrp(30, seed=5)
    table = travel_table(problem)
    assert problem.currency.scale == 1
    assert problem.currency.rate(problem.vehicle_types[0].cost_per_km, 1_000) == 1
    idx = range(31)
    distances, durations = table.legs(0, np.arange(31)[:, None], np.arange(31))
    assert (distances == durations).all()
    places = [(t.location.x, t.location.y) for t in (*problem.depots, *problem.customers)]
    assert all(distances[i, j] == round(dist(places[i], places[j])) for i in idx for j in idx)


@pytest.mark.parametrize("window_s", [60, 3_600, 28_800])
def test_every_window_can_be_kept_by_a_vehicle_of_its_own(window_s):
    problem = random_vrptw(150, seed=6, depot="corner", window_s=window_s)
    home = problem.depots[0].location
    shift = problem.vehicle_types[0].shift
    for customer in problem.customers:
        (window,) = customer.service_windows
        away = round(dist((home.x, home.y), (customer.location.x, customer.location.y)))
        assert max(shift.earliest + away, window.earliest) <= window.latest
        assert window.latest + customer.service_duration_s + away <= shift.latest


def test_share_of_customers_with_a_window():
    def num(percent: int) -> int:
        return sum(bool(c.service_windows) for c in random_vrptw(100, with_window_percent=percent).customers)

    assert num(0) == 0
    assert 20 < num(40) < 60
    assert num(100) == 100


def test_bad_arguments_are_named():
    with pytest.raises(InvalidInputError) as caught:
        random_cvrp(0, seed="x", layout="ring", depot="moon", customers_per_route=0)
    assert len(caught.value.faults) == 5
    with pytest.raises(InvalidInputError, match="window_s"):
        random_vrptw(5, window_s=1)
