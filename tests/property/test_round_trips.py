"""What goes from ids to indices and back, or through JSON, comes back as it was."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vrpcore.lowering import Stop, lift, lower, lower_plan
from vrpcore.models import Plan, Problem, features_of
from vrpcore.testing.strategies import SUPPORTED, problems, solutions


def without_empty_routes(solution):
    return tuple(
        route
        for route in solution.routes
        if any(isinstance(stop, Stop) for trip in route.trips for stop in trip.stops)
    )


@settings(max_examples=150)
@given(st.data())
def test_solutions_survive_lifting_and_lowering(data):
    problem = data.draw(problems())
    solution = data.draw(solutions(lower(problem)))
    back = lower_plan(problem, lift(problem, solution))
    assert back.routes == without_empty_routes(solution)
    assert back.held == solution.held


@settings(max_examples=150)
@given(st.data())
def test_plans_survive_lowering_and_lifting(data):
    problem = data.draw(problems())
    plan = lift(problem, data.draw(solutions(lower(problem))))
    assert lift(problem, lower_plan(problem, plan)) == plan
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@settings(max_examples=100)
@given(problems())
def test_problems_survive_json(problem):
    assert Problem.model_validate_json(problem.model_dump_json()) == problem


@settings(max_examples=150)
@given(st.data())
def test_random_problems_keep_to_the_features_they_are_given(data):
    allowed = frozenset(data.draw(st.sets(st.sampled_from(sorted(SUPPORTED)))))
    assert features_of(data.draw(problems(features=allowed))) <= allowed


@settings(max_examples=100)
@given(problems(max_orders=5, min_orders=2, max_slots=3))
def test_random_problems_keep_to_their_size(problem):
    assert 2 <= len(problem.orders) <= 5
    assert 1 <= len(problem.slots) <= 3
