"""The cheapest way found against brute force: every plan with the missing order put in, evaluated afresh."""

from collections import Counter
from itertools import product

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from vrpcore.evaluation import evaluate
from vrpcore.evaluation.reasons import codes
from vrpcore.lowering import lift, lower
from vrpcore.models import DeliveredLine, Delivery, Feature, Pickup, Plan, Route, Trip
from vrpcore.testing.strategies import problems, solutions
from vrpcore.testing.strategies.problems import SUPPORTED

PART = " missing could be served"
"""In the text of reasons that propose a part."""
FITS = {codes.COSTS_MORE, codes.COULD_BE_SERVED}


@st.composite
def cases(draw, always=frozenset()):
    """Problems without breaks (tested elsewhere) and plans of which only sound routes are left."""
    problem = draw(problems(features=SUPPORTED - {Feature.BREAKS}, always=always))
    drawn = lift(problem, draw(solutions(lower(problem))))
    routes = ()
    for route in drawn.routes:
        trips = tuple(without_reload(trip) for trip in route.trips)
        while trips and not is_sound(problem, Plan(routes=(*routes, route_of(route, trips)))):
            trips = shorter(trips)
        is_used = any(trip.activities for trip in trips)  # else the vehicle is free, whatever its trips
        if is_used and draw(st.sampled_from((True, True, False))):
            routes = (*routes, route_of(route, trips))
    return problem, Plan(routes=routes, held_order_ids=drawn.held_order_ids)


def route_of(route, trips):
    return route.model_copy(update={"trips": trips})


def without_reload(trip):
    """The trip ready for changes: a reload would have to stay its first activity."""
    return trip.model_copy(update={"activities": tuple(a for a in trip.activities if a.kind != "reload")})


def shorter(trips):
    """The trips without their last activity."""
    *others, last = trips
    if not last.activities:
        return tuple(others)
    return (*others, last.model_copy(update={"activities": last.activities[:-1]}))


def is_sound(problem, plan):
    return keeps_rules(evaluate(problem, plan, explain=False))


def keeps_rules(result):
    """Whether nothing is wrong but that orders are left out."""
    return all(violation.rule == "required" for violation in result.violations)


def goods(problem, visit):
    """Cases by order and product of a visit."""
    if isinstance(visit, Delivery) and visit.quantities is not None:
        found = Counter()
        for part in visit.quantities:
            found[part.order_id, part.product_id] += part.cases
        return found
    orders = [problem.order_of[order_id] for order_id in visit.order_ids]
    return Counter({(order.id, line.product_id): line.cases for order in orders for line in order.lines})


def visit_with(problem, order, found):
    """A visit that moves some goods, all of one customer."""
    order_ids = tuple(dict.fromkeys(order_id for order_id, _ in found))
    if order.direction == "pickup":
        return Pickup(customer_id=order.customer_id, order_ids=order_ids)
    lines = [DeliveredLine(order_id=o, product_id=p, cases=cases) for (o, p), cases in found.items()]
    return Delivery(customer_id=order.customer_id, order_ids=order_ids, quantities=lines)


def missing_goods(problem, plan, order):
    found = Counter({(order.id, line.product_id): line.cases for line in order.lines})
    for route in plan.routes:
        for trip in route.trips:
            for activity in trip.activities:
                if isinstance(activity, Delivery | Pickup):
                    moved = goods(problem, activity)
                    found.subtract({key: cases for key, cases in moved.items() if key[0] == order.id})
    return +found


def changed_trips(problem, trips, vehicle_type, order, found):
    """Every way to take goods in on a route that has some trips."""
    visit = visit_with(problem, order, found)
    for idx, trip in enumerate(trips):
        for position in range(len(trip.activities) + 1):
            activities = (*trip.activities[:position], visit, *trip.activities[position:])
            yield (*trips[:idx], trip.model_copy(update={"activities": activities}), *trips[idx + 1 :])
        for position, activity in enumerate(trip.activities):
            if activity.kind == visit.kind and activity.customer_id == visit.customer_id:
                joint = visit_with(problem, order, goods(problem, activity) + found)
                activities = (*trip.activities[:position], joint, *trip.activities[position + 1 :])
                yield (*trips[:idx], trip.model_copy(update={"activities": activities}), *trips[idx + 1 :])
    for idx in range(len(trips) + 1):
        for depot_id in {vehicle_type.depot_id, *vehicle_type.reload_depot_ids}:
            yield (*trips[:idx], Trip(depot_id=depot_id, activities=[visit]), *trips[idx:])


def changed_plans(problem, plan, order, found):
    """Every plan with some missing goods of an order taken in, the rest unchanged."""
    held = tuple(order_id for order_id in plan.held_order_ids if order_id != order.id)
    for slot in problem.slots:
        idx = next(
            (i for i, r in enumerate(plan.routes) if (r.vehicle_id, r.date) == (slot.vehicle_id, slot.date)),
            None,
        )
        home = (Trip(depot_id=slot.vehicle_type.depot_id, activities=()),)
        trips = home if idx is None else plan.routes[idx].trips
        others = plan.routes if idx is None else (*plan.routes[:idx], *plan.routes[idx + 1 :])
        for new_trips in changed_trips(problem, trips, slot.vehicle_type, order, found):
            route = Route(vehicle_id=slot.vehicle_id, date=slot.date, trips=new_trips)
            yield Plan(routes=(*others, route), held_order_ids=held)


@given(cases())
@settings(max_examples=200)
def test_the_cheapest_way_is_found_if_there_is_one(case):
    problem, plan = case
    result = evaluate(problem, plan)
    assume(keeps_rules(result))  # a held order may be served as well
    for outcome in result.orders:
        if outcome.outcome == "delivered":
            continue
        order = problem.order_of[outcome.order_id]
        tried = (
            evaluate(problem, new, explain=False)
            for new in changed_plans(problem, plan, order, missing_goods(problem, plan, order))
        )
        best = min((new.cost for new in tried if keeps_rules(new)), default=None)
        reasons = {reason.code: reason for reason in outcome.reasons if PART not in reason.text}
        if best is None:
            assert not FITS & set(reasons)
            continue
        paid = _price(problem, plan, outcome)
        extra = best - result.cost + (paid or 0)
        worth_it = paid is None or extra < paid
        reason = reasons[codes.COULD_BE_SERVED if worth_it else codes.COSTS_MORE]
        assert f"costs {problem.currency.text(extra)} more" in reason.text


@given(cases(always={Feature.SPLIT_DELIVERIES, Feature.OPTIONAL_ORDERS, Feature.STOCK}))
@settings(max_examples=200)
def test_parts_that_are_proposed_can_be_brought_for_what_is_said(case):
    problem, plan = case
    result = evaluate(problem, plan)
    assume(keeps_rules(result))
    for outcome in result.orders:
        for reason in outcome.reasons:
            if PART not in reason.text:
                continue
            order = problem.order_of[outcome.order_id]
            details = reason.message.details
            tried = (
                evaluate(problem, new, explain=False)
                for part in parts_of(missing_goods(problem, plan, order), details["part"].details["number"])
                for new in changed_plans(problem, plan, order, part)
            )
            gains = {problem.currency.text(result.cost - new.cost) for new in tried if keeps_rules(new)}
            event("a part is proposed")
            assert reason.code == codes.COULD_BE_SERVED
            assert f"gains {details['gain']}" in {f"gains {gain}" for gain in gains}


def parts_of(missing, number):
    """Every part of some goods that has a number of cases."""
    for amounts in product(*(range(cases + 1) for cases in missing.values())):
        if sum(amounts) == int(number):
            yield +Counter(dict(zip(missing, amounts, strict=True)))


def _price(problem, plan, outcome):
    """What the plan pays for leaving the order out."""
    order = problem.order_of[outcome.order_id]
    if outcome.outcome == "held":
        return problem.hold_cost(order)
    if order.unserved_price is None:
        return None
    without = problem.model_copy(
        update={"orders": tuple(one for one in problem.orders if one.id == order.id)}
    )
    alone = Plan(
        routes=[
            route.model_copy(update={"trips": tuple(_only(problem, trip, order.id) for trip in route.trips)})
            for route in plan.routes
        ]
    )
    return evaluate(without, alone, explain=False).breakdown.unserved


def _only(problem, trip, order_id):
    """A trip with what it brings of one order."""
    visits = []
    for activity in trip.activities:
        if isinstance(activity, Delivery | Pickup):
            found = Counter(
                {key: cases for key, cases in goods(problem, activity).items() if key[0] == order_id}
            )
            if found:
                visits.append(visit_with(problem, problem.order_of[order_id], found))
    return trip.model_copy(update={"activities": tuple(visits)})
