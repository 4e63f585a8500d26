"""First trips load at home, later ones there or at a reload depot."""

from tests.evaluation.build import (
    CENTER,
    STORE,
    bring,
    broken,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
)

FREE_STORE = STORE.model_copy(update={"kind": "center", "reach": None})


def case(reload_depot_ids, *depot_ids):
    problem = county(
        [customer("a", 1000), customer("b", 2000)],
        [order("o0", "a", 1), order("o1", "b", 1)],
        depots=[CENTER, FREE_STORE],
        vehicle_types=[truck(max_trips=2, reload_depot_ids=reload_depot_ids)],
    )
    visits = [bring("a", "o0"), bring("b", "o1")]
    trips = [trip(depot_id, visit) for depot_id, visit in zip(depot_ids, visits, strict=True)]
    return broken(problem, plan(route("truck-1", *trips)))


def test_home_twice():
    assert case([], "C", "C") == []


def test_a_reload_depot_for_later_trips():
    assert case(["S"], "C", "S") == []
    assert case([], "C", "S") == [("depot", "routes.0.trips.1", 1)]


def test_a_reload_depot_is_not_for_the_first_trip():
    assert case(["S"], "S", "C") == [("depot", "routes.0.trips.0", 1)]
