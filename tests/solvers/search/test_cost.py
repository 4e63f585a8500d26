"""The engine's own cost is the evaluator's, whatever the problem asks for."""

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.solvers.search.engine import WHOLE, Stated
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.testing.strategies import problems, solutions


def check(problem, stated, found):
    solution, cost = stated.answer.solution(found.routes)
    assert len(solution.routes) == len(found.routes), "a route breaks a rule"
    verdict = evaluate(problem, lift(problem, solution), explain=False)
    assert not {violation.rule for violation in verdict.violations} - {"required"}
    assert cost.cost == verdict.cost
    event("feasible" if verdict.is_feasible else "required orders absent")
    absent = {n for n in range(len(stated.nodes)) if n not in brought(found.routes)}
    assert found.num_absent_required == sum(stated.nodes[n].is_required for n in absent)
    # A visit of which one order is required counts nothing for the others while it is absent.
    if not any(stated.nodes[n].is_required for n in absent):
        assert found.cost == verdict.cost


def brought(routes):
    return {stop for _, trips in routes for _, stops in trips for stop in stops if stop >= 0}


@settings(max_examples=150)
@given(problems(max_orders=10, max_slots=5, features=WHOLE), st.integers(0, 9))
def test_random_problems(problem, seed):
    stated = Stated(lower(problem))
    check(problem, stated, stated.search(300, seed=seed))


@settings(max_examples=150)
@given(st.data())
def test_from_random_plans(data):
    problem = data.draw(problems(max_orders=8, max_slots=4, features=WHOLE))
    instance = lower(problem)
    stated = Stated(instance, data.draw(solutions(instance)))
    check(problem, stated, stated.search(data.draw(st.sampled_from((0, 50)))))


@settings(max_examples=100)
@given(st.data())
def test_from_rubbish(data):
    problem = data.draw(problems(max_orders=8, max_slots=4, features=WHOLE))
    stated = Stated(lower(problem))
    small = st.integers(-6, 10)
    trips = st.lists(st.tuples(small, st.lists(small, max_size=8)), max_size=4)
    routes = data.draw(st.lists(st.tuples(small, trips), max_size=6))
    check(problem, stated, stated.search(20, routes))


@settings(max_examples=100)
@given(problems(max_orders=10, max_slots=5, features=WHOLE))
def test_a_plan_of_the_engine_is_taken_over_as_it_is(problem):
    stated = Stated(lower(problem))
    first = stated.search(100)
    again = stated.search(0, first.routes)
    assert again.num_absent_required <= first.num_absent_required
    if again.num_absent_required == first.num_absent_required:
        assert again.cost <= first.cost
