"""The last step: insert what pays, whole or in parts, and nothing else."""

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from tests.solvers.invariant import SCARCE, left_behind
from vrpcore.lowering import Solution, lift, lower
from vrpcore.solvers.completion import complete
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.outcomes import orders_in_parts, visited_orders
from vrpcore.testing.strategies import problems, solutions


@st.composite
def drafts(draw, **given_problems):
    """A problem, its instance, and the routes of a random solution that keep all rules together."""
    problem = draw(problems(**given_problems))
    instance = lower(problem)
    kept = ()
    for route in draw(solutions(instance)).routes:
        if draw(st.booleans()) and verified_cost(instance, Solution((*kept, route))) is not None:
            kept = (*kept, route)
    return problem, instance, Solution(kept)


@settings(max_examples=300)
@given(drafts(always=SCARCE) | drafts())
def test_nothing_stays_behind_that_pays(case):
    problem, instance, before = case
    after = complete(instance, before)
    found, given_cost = verified_cost(instance, after), verified_cost(instance, before)
    assert found.rank <= given_cost.rank
    event("inserted" if found.rank < given_cost.rank else "nothing to insert")
    assert not left_behind(problem, lift(problem, after))


@settings(max_examples=100)
@given(drafts())
def test_it_is_done_when_done(case):
    _, instance, before = case
    after = complete(instance, before)
    assert complete(instance, after) == after


@settings(max_examples=100)
@given(drafts(always=SCARCE), st.integers(0, 30))
def test_it_stops_when_it_must(case, patience):
    _, instance, before = case
    asked = iter(range(patience))
    after = complete(instance, before, may_go_on=lambda: next(asked, None) is not None)
    assert verified_cost(instance, after).rank <= verified_cost(instance, before).rank


@settings(max_examples=50)
@given(drafts())
def test_what_is_there_stays(case):
    _, instance, before = case
    assume(before.routes)
    after = {route.slot: orders_of(route) for route in complete(instance, before).routes}
    cut = set(orders_in_parts(before.routes))
    for route in before.routes:
        assert orders_of(route) - cut <= after.get(route.slot, set())


def orders_of(route):
    return visited_orders([route])
