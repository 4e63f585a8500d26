"""What holds for every problem and every plan, broken ones included."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from vrpcore.evaluation import evaluate
from vrpcore.evaluation.reasons import codes
from vrpcore.lowering import lift, lower
from vrpcore.models import CostBreakdown
from vrpcore.testing.strategies import problems, solutions


@st.composite
def cases(draw):
    problem = draw(problems())
    return problem, lift(problem, draw(solutions(lower(problem))))


@given(cases())
@settings(max_examples=150)
def test_the_parts_add_up(case):
    problem, plan = case
    result = evaluate(problem, plan)
    assert result.cost == result.breakdown.total
    routes = [route.cost.total for route in result.schedule]
    assert result.cost == sum(routes) + result.breakdown.held + result.breakdown.unserved
    for item in CostBreakdown.model_fields:
        if item not in ("held", "unserved"):
            assert getattr(result.breakdown, item) == sum(getattr(r.cost, item) for r in result.schedule)
    kpis = result.kpis
    assert kpis.num_orders == len(problem.orders) == len(result.orders)
    assert kpis.num_orders == kpis.num_delivered + kpis.num_partly + kpis.num_held + kpis.num_unserved
    assert kpis.num_by_center + kpis.num_by_store == kpis.num_delivered + kpis.num_partly
    assert kpis.delivered_cases == sum(use.used_cases for use in result.stock_use)
    assert 0 <= kpis.fill_rate <= 1


@given(cases())
@settings(max_examples=150)
def test_schedules_run_forward(case):
    problem, plan = case
    for route in evaluate(problem, plan, explain=False).schedule:
        stops = route.stops
        assert [stops[0].kind, stops[1].kind, stops[-1].kind] == ["start", "load", "end"]
        assert (stops[0].start_s, stops[-1].start_s) == (route.start_s, route.end_s)
        assert route.distance_m == sum(stop.distance_m for stop in stops)
        for before, after in pairwise(stops):
            assert before.departure_s <= after.arrival_s <= after.start_s <= after.departure_s
        assert all(min(stop.load_g, stop.load_cm3, stop.load_cases) >= 0 for stop in stops)


@given(cases())
@settings(max_examples=150)
def test_reasons_are_given_where_something_is_missing_and_change_nothing_else(case):
    problem, plan = case
    explained, plain = evaluate(problem, plan), evaluate(problem, plan, explain=False)
    assert all(not order.reasons for order in plain.orders)
    for order in explained.orders:
        assert bool(order.reasons) == (order.outcome != "delivered")
        assert {reason.code for reason in order.reasons} <= codes.ALL
    without = tuple(order.model_copy(update={"reasons": ()}) for order in explained.orders)
    assert explained.model_copy(update={"orders": without}) == plain


@given(cases())
@settings(max_examples=50)
def test_leaving_a_route_out_saves_its_cost_and_pays_for_its_orders(case):
    problem, plan = case
    whole = evaluate(problem, plan, explain=False)
    for idx, route in enumerate(plan.routes):
        rest = plan.model_copy(update={"routes": plan.routes[:idx] + plan.routes[idx + 1 :]})
        shorter = evaluate(problem, rest, explain=False)
        saved = sum(
            found.cost.total
            for found in whole.schedule
            if (found.vehicle_id, found.date) == (route.vehicle_id, route.date)
        )
        paid = shorter.breakdown.unserved - whole.breakdown.unserved
        assert shorter.cost == whole.cost - saved + paid
