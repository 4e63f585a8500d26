"""The store's reach: township and radius must both hold, for deliveries and pickups alike."""

import pytest

from tests.evaluation.build import (
    STORE,
    bike,
    bring,
    broken,
    collect,
    county,
    customer,
    order,
    plan,
    route,
    trip,
)
from vrpcore.models import Reach

STORE_1KM = STORE.model_copy(update={"reach": Reach(townships=["east"], radius_m=1000.0)})


@pytest.mark.parametrize(
    ("x", "township", "expected"),
    [
        (11_000, "east", []),  # on the border
        (11_001, "east", [("reach", "routes.0.trips.0.activities.0", 1)]),
        (10_500, "west", [("reach", "routes.0.trips.0.activities.0", 1)]),
    ],
)
@pytest.mark.parametrize("direction", ["delivery", "pickup"])
def test_every_condition_must_hold(x, township, expected, direction):
    problem = county(
        [customer("a", x, township_id=township)],
        [order("o", "a", 1, direction=direction)],
        depots=[STORE_1KM],
        vehicle_types=[bike()],
    )
    visit = bring("a", "o") if direction == "delivery" else collect("a", "o")
    assert broken(problem, plan(route("bike-1", trip("S", visit)))) == expected
