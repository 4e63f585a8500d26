"""The engine's own cost is the evaluator's, whatever the problem asks for."""

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.solvers.native.engine import CLAIMED, Stated
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.testing.strategies import problems, solutions


def check(problem, stated, found):
    solution, cost = stated.solution(found.routes, found.contents)
    assert len(solution.routes) == len(found.routes), "a route breaks a rule"
    verdict = evaluate(problem, lift(problem, solution), explain=False)
    assert not {violation.rule for violation in verdict.violations} - {"required"}
    assert cost.cost == verdict.cost
    event("feasible" if verdict.is_feasible else "required orders absent")
    assert (found.num_absent_required == 0) == verdict.is_feasible
    if verdict.is_feasible:
        assert found.cost == verdict.cost


@settings(max_examples=150)
@given(problems(max_orders=10, max_slots=5, features=CLAIMED), st.integers(0, 9))
def test_random_problems(problem, seed):
    stated = Stated(lower(problem))
    check(problem, stated, stated.iterate(300, seed=seed))


@settings(max_examples=150)
@given(st.data())
def test_from_random_plans(data):
    problem = data.draw(problems(max_orders=8, max_slots=4, features=CLAIMED))
    instance = lower(problem)
    stated = Stated(instance, data.draw(solutions(instance)))
    check(problem, stated, stated.iterate(data.draw(st.sampled_from((0, 50)))))


@settings(max_examples=100)
@given(st.data())
def test_from_rubbish(data):
    problem = data.draw(problems(max_orders=8, max_slots=4, features=CLAIMED))
    stated = Stated(lower(problem))
    small = st.integers(-6, 10)
    trips = st.lists(st.tuples(small, st.lists(small, max_size=8)), max_size=4)
    routes = data.draw(st.lists(st.tuples(small, trips), max_size=6))
    check(problem, stated, stated.iterate(20, routes))


@settings(max_examples=100)
@given(problems(max_orders=10, max_slots=5, features=CLAIMED))
def test_a_plan_of_the_engine_is_taken_over_as_it_is(problem):
    stated = Stated(lower(problem))
    first = stated.iterate(100)
    again = stated.iterate(0, first.routes, first.contents)
    assert again.num_absent_required <= first.num_absent_required
    if again.num_absent_required == first.num_absent_required:
        assert again.cost <= first.cost
