import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.travel.build import problem_with
from vrpcore.errors import TravelError
from vrpcore.models import Location, MatrixProfile, MatrixTravel, Reach
from vrpcore.travel import reach_mask, travel_table

SQUARE = [Location(x=0.0, y=0.0), Location(x=4.0, y=0.0), Location(x=4.0, y=4.0), Location(x=0.0, y=4.0)]
CUSTOMERS = [(1.0, 1.0, "east"), (4.0, 2.0, "east"), (5.0, 2.0, "west"), (3.0, 4.0, None)]


def mask(reach, customers=CUSTOMERS, origin=0):
    problem = problem_with([(0.0, 0.0, "east"), (5.0, 0.0, "west")], customers)
    return reach_mask(problem, travel_table(problem), reach, origin).tolist()


def test_no_reach_and_no_conditions_admit_everyone():
    assert mask(None) == mask(Reach()) == [True] * 4


def test_each_condition_by_itself():
    assert mask(Reach(townships=["east"])) == [True, True, False, False]
    assert mask(Reach(customers=["c2", "c3"])) == [False, False, True, True]
    # c1 and c3 lie on the border.
    assert mask(Reach(polygon=SQUARE)) == [True, True, False, True]
    # Distances from (0, 0): 1.41, 4.47, 5.39, 5.00; the radius itself is within.
    assert mask(Reach(radius_m=5.0)) == [True, True, False, True]
    # From (5, 0): 4.12, 2.24, 2.00, 4.47.
    assert mask(Reach(radius_m=2.5), origin=1) == [False, True, True, False]


def test_all_conditions_given_must_hold():
    reach = Reach(townships=["east"], customers=["c0", "c2"], polygon=SQUARE, radius_m=5.0)
    assert mask(reach) == [True, False, False, False]


def test_empty_lists_admit_no_one():
    assert mask(Reach(customers=[])) == [False] * 4
    assert mask(Reach(townships=[])) == [False] * 4


@given(st.lists(st.tuples(st.integers(-2, 6), st.integers(-2, 6)), min_size=1, max_size=20))
def test_a_square_polygon_is_a_comparison_of_coordinates(points):
    customers = [(float(x), float(y), None) for x, y in points]
    assert mask(Reach(polygon=SQUARE), customers) == [0 <= x <= 4 and 0 <= y <= 4 for x, y in points]


def test_a_polygon_needs_coordinates():
    problem = problem_with([(0.0, 0.0, None)], [(1.0, 1.0, None)])
    nowhere = problem.customers[0].model_copy(update={"location": None})
    square = [[0, 1], [1, 0]]
    travel = MatrixTravel(
        place_ids=["d0", "c0"], profiles=[MatrixProfile(distances_m=square, durations_s=square)]
    )
    problem = problem.model_copy(update={"customers": (nowhere,), "travel": travel})
    table = travel_table(problem)
    with pytest.raises(TravelError, match="no coordinates for 'c0', but a reach is a polygon"):
        reach_mask(problem, table, Reach(polygon=SQUARE), 0)
    with pytest.raises(TravelError, match="no coordinates for 'c0'"):
        reach_mask(problem, table, Reach(radius_m=1.0), 0)
