from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.solvers.milp.strategies import key, solved
from vrpcore.solvers.milp.part import make_part, orders_of
from vrpcore.testing.strategies import solutions

FILTERING = settings(
    max_examples=60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def draw_part(data, instance, solution):
    slots = data.draw(st.sets(st.integers(0, instance.num_slots - 1), min_size=1))
    brought = {order for route in solution.routes for order in orders_of(route)}
    undelivered = sorted(set(range(instance.num_orders)) - brought)
    extra = data.draw(st.sets(st.sampled_from(undelivered))) if undelivered else set()
    return make_part(instance, solution, slots, extra)


@FILTERING
@given(st.data())
def test_merging_what_was_cut_out_changes_nothing(data):
    instance, solution = data.draw(solved(max_slots=6))
    assume(instance.num_slots)
    part = draw_part(data, instance, solution)
    assert part.merge(part.solution).routes == solution.routes
    assert sorted(part.merge(part.solution).held) == sorted(solution.held)
    assert part.instance.num_orders == len(part.orders)
    assert part.instance.num_slots == len(part.slots)


@FILTERING
@given(st.data())
def test_a_better_part_makes_the_whole_better_by_as_much(data):
    instance, solution = data.draw(solved(max_slots=6))
    assume(instance.num_slots)
    part = draw_part(data, instance, solution)
    other = data.draw(solutions(part.instance))
    before, after = key(part.instance, part.solution), key(part.instance, other)
    assert before is not None
    assume(after is not None)
    whole_before, whole_after = key(instance, solution), key(instance, part.merge(other))
    assert whole_after is not None
    assert [b - a for b, a in zip(before, after, strict=True)] == [
        b - a for b, a in zip(whole_before, whole_after, strict=True)
    ]
