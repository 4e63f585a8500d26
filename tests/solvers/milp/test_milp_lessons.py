"""What did not work out is not tried again in the same way."""

from tests.solvers.milp.build import scarce_stock
from vrpcore.lowering import Solution, lower
from vrpcore.solvers.milp.admission import Admission
from vrpcore.solvers.milp.choices import make_round
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.lessons import Lessons


def test_a_visit_that_found_no_place_is_not_offered_again():
    context = Context(lower(scarce_stock()))
    admission, lessons = Admission(context), Lessons()

    def offered():
        return make_round(context, admission, Solution(), per_visit=8, orders_per_subset=4, lessons=lessons)

    first = offered()
    refused = [choice for choice in first.choices if choice.orders == (0,) and choice.depot == 1]
    assert len(refused) == 1
    lessons.learn(context, first, refused, Solution())
    kept = {(choice.orders, choice.depot) for choice in offered().choices}
    assert kept == {(choice.orders, choice.depot) for choice in first.choices} - {((0,), 1)}


def test_caution_grows_faster_where_a_route_cost_more_than_estimated():
    context = Context(lower(scarce_stock()))
    lessons = Lessons()
    round_ = make_round(
        context, Admission(context), Solution(), per_visit=8, orders_per_subset=4, lessons=lessons
    )
    before = lessons.caution(0)
    lessons.learn(context, round_, [c for c in round_.choices if c.bin_idx == 0], Solution())
    assert lessons.caution(0) > before
    assert lessons.caution(1) == before
