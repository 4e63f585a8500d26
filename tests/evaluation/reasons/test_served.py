"""Why served orders are served as they are: every figure against plans that really are otherwise."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.build import deliver, make_plan, make_problem, make_route, order
from vrpcore.evaluation import evaluate, explain_served
from vrpcore.lowering import lift, lower
from vrpcore.models import Delivery, Pickup, Plan
from vrpcore.testing.strategies import problems, solutions


def codes_of(reasons):
    return [(reason.code, reason.depot_id) for reason in reasons]


def test_the_price_of_a_visit_and_the_reach_of_the_store():
    reasons = explain_served(make_problem(), make_plan())
    assert reasons.keys() == {"o-a", "o-b", "o-c"}
    # Without b the truck turns at 3 km: 6 km less at 2.00, and 160 kg less for the loaders at 0.03.
    assert codes_of(reasons["o-b"]) == [("costs_less", "C"), ("outside_reach", "S")]
    assert reasons["o-b"][0].text == (
        "this visit adds 16.80 CNY to the cost of its route; leaving it out would cost 500.00 CNY"
    )


def test_what_another_depot_would_cost():
    base = make_problem()
    problem = make_problem(
        policy=base.policy.model_copy(update={"center_band": base.policy.store_band}),
        vehicle_types=base.vehicle_types,
    )
    plan = Plan(routes=(make_route("truck", "C", deliver("d")), make_route("clerk", "S", deliver("c"))))
    (saving, other) = explain_served(problem, plan)["o-c"]
    # From S: 1 km at 0.50 and 60 kg at 0.035. From C: 500 m beyond S and back, less what d's tour has anyway.
    assert saving.text.startswith("this visit adds 2.60 CNY")
    moved = Plan(routes=(make_route("truck", "C", deliver("d"), deliver("c")),))
    change = evaluate(problem, moved).cost - evaluate(problem, plan).cost
    assert codes_of([other]) == [("other_depot", "C")]
    assert other.text.endswith(f"{problem.currency.text(change)} more in all")
    assert other.vehicle_id == "truck"


def test_a_dearer_choice_is_called_so():
    problem = make_problem()
    band = problem.policy.center_band.model_copy(update={"waiver_below": 60.0})
    problem = problem.model_copy(update={"policy": problem.policy.model_copy(update={"center_band": band})})
    plan = Plan(routes=(make_route("truck", "C", deliver("a"), deliver("c")),))
    reasons = explain_served(problem, plan)["o-c"]
    assert codes_of(reasons) == [("costs_less", "C"), ("other_depot_cheaper", "S")]
    moved = Plan(routes=(make_route("truck", "C", deliver("a")), make_route("clerk", "S", deliver("c"))))
    change = evaluate(problem, plan).cost - evaluate(problem, moved).cost
    assert reasons[1].text.endswith(f"{problem.currency.text(change)} less")


def test_stock_that_is_used_up_is_told():
    base = make_problem()
    near = base.customer_of["c"].model_copy(update={"id": "n"})
    problem = make_problem(
        customers=(*base.customers, near), orders=(*base.orders, order("n", 5, unserved_price=9.0))
    )
    stock = problem.depots[1].stock[0].model_copy(update={"cases": 6})
    store = problem.depots[1].model_copy(update={"stock": (stock,)})
    problem = problem.model_copy(update={"depots": (problem.depots[0], store)})
    plan = Plan(routes=(make_route("truck", "C", deliver("n")), make_route("clerk", "S", deliver("c"))))
    assert codes_of(explain_served(problem, plan)["o-n"]) == [("costs_less", "C"), ("out_of_stock", "S")]


def without(plan, route_idx, trip_idx, activity_idx):
    route = plan.routes[route_idx]
    trip = route.trips[trip_idx]
    activities = (*trip.activities[:activity_idx], *trip.activities[activity_idx + 1 :])
    trips = list(route.trips)
    trips[trip_idx] = trip.model_copy(update={"activities": activities})
    routes = list(plan.routes)
    routes[route_idx] = route.model_copy(update={"trips": tuple(trips)})
    return plan.model_copy(update={"routes": tuple(routes)})


def visits_of(plan):
    """Positions of the visits that are not the only one of their trip."""
    for route_idx, route in enumerate(plan.routes):
        for trip_idx, trip in enumerate(route.trips):
            visits = [n for n, a in enumerate(trip.activities) if isinstance(a, Delivery | Pickup)]
            for activity_idx in visits if len(visits) > 1 else ():
                yield route_idx, trip_idx, activity_idx


def cost_of_routes(problem, plan):
    return sum(schedule.cost.total for schedule in evaluate(problem, plan, explain=False).schedule)


@settings(max_examples=100)
@given(st.data())
def test_a_visit_costs_what_the_plan_without_it_saves(data):
    problem = data.draw(problems())
    plan = lift(problem, data.draw(solutions(lower(problem))))
    reasons = explain_served(problem, plan)
    assert reasons.keys() == {
        order_id
        for route in plan.routes
        for trip in route.trips
        for activity in trip.activities
        if isinstance(activity, Delivery | Pickup)
        for order_id in activity.order_ids
    }
    cost = cost_of_routes(problem, plan)
    for route_idx, trip_idx, activity_idx in visits_of(plan):
        activity = plan.routes[route_idx].trips[trip_idx].activities[activity_idx]
        saving = cost - cost_of_routes(problem, without(plan, route_idx, trip_idx, activity_idx))
        wanted = f"this visit adds {problem.currency.text(saving)} to the cost of its route"
        texts = [reason.text for reason in reasons[activity.order_ids[0]]]
        assert any(text.startswith(wanted) for text in texts), (wanted, texts)
