"""Legs without a way, in distance or in duration; the rest goes on as if they took none."""

from tests.evaluation.build import bring, county, customer, order, plan, route, trip, truck
from vrpcore.evaluation import evaluate
from vrpcore.models import MatrixProfile, MatrixTravel


def case(way_out=(100, 10), way_back=(200, 20)):
    """C to a and back with the (metres, seconds) of each leg; on foot there is a way in any case."""
    distances, durations = ([[0, out], [back, 0]] for out, back in zip(way_out, way_back, strict=True))
    travel = MatrixTravel(
        place_ids=["C", "a"],
        profiles=[
            MatrixProfile(distances_m=distances, durations_s=durations),
            MatrixProfile(id="foot", distances_m=[[0, 7], [7, 0]], durations_s=[[0, 7], [7, 0]]),
        ],
    )
    walker = truck(id="walker", profile="foot")
    problem = county([customer("a", 0)], [order("o", "a", 1)], travel=travel, vehicle_types=[truck(), walker])
    result = evaluate(problem, plan(route("truck-1", trip("C", bring("a", "o")))))
    found = [(v.rule, v.where, v.excess) for v in result.violations]
    return found, result.kpis.distance_m, result.kpis.duration_s


def test_there_and_back():
    assert case() == ([], 300, 30)


def test_no_way_there():
    expected = [("unreachable", "routes.0.trips.0.activities.0", 1)]
    assert case(way_out=(-1, -1)) == (expected, 200, 20)


def test_no_way_back():
    expected = [("unreachable", "routes.0.trips.0", 1)]
    assert case(way_back=(-1, -1)) == (expected, 100, 10)


def test_a_leg_that_misses_one_figure_is_no_leg():
    expected = [("unreachable", "routes.0.trips.0.activities.0", 1)]
    assert case(way_out=(100, -1)) == (expected, 200, 20)
    assert case(way_out=(-1, 10)) == (expected, 200, 20)
