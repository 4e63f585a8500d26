"""Solution ↔ Plan: the only other crossing between indices and ids."""

from __future__ import annotations

from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop, TripPlan
from vrpcore.models.plan import (
    Activity,
    Break,
    DeliveredLine,
    Delivery,
    Pickup,
    Plan,
    Reload,
    Route,
    Trip,
)
from vrpcore.models.problem import Problem


def lift(problem: Problem, solution: Solution) -> Plan:
    """Turn a solver's indices into a plan; empty routes are left out."""
    routes = []
    for route in solution.routes:
        if any(isinstance(stop, Stop) for trip in route.trips for stop in trip.stops):
            slot = problem.slots[route.slot]
            trips = tuple(
                Trip(depot_id=problem.depots[trip.depot].id, activities=_activities(problem, trip, nth))
                for nth, trip in enumerate(route.trips)
            )
            routes.append(Route(vehicle_id=slot.vehicle_id, date=slot.date, trips=trips))
    held = tuple(problem.orders[order].id for order in sorted(solution.held))
    return Plan(routes=tuple(routes), held_order_ids=held)


def _activities(problem: Problem, trip: TripPlan, nth: int) -> tuple[Activity, ...]:
    activities: list[Activity] = [Reload()] if nth else []
    for stop in trip.stops:
        if isinstance(stop, RestStop):
            activities.append(Break(break_idx=stop.rest))
            continue
        orders = [problem.orders[order] for order in stop.orders]
        customer_id = orders[0].customer_id or ""
        order_ids = tuple(order.id for order in orders)
        if orders[0].direction == "pickup":
            activities.append(Pickup(customer_id=customer_id, order_ids=order_ids))
        else:
            activities.append(
                Delivery(customer_id=customer_id, order_ids=order_ids, quantities=_lines(problem, stop))
            )
    return tuple(activities)


def _lines(problem: Problem, stop: Stop) -> tuple[DeliveredLine, ...] | None:
    if stop.quantities is None:
        return None
    return tuple(
        DeliveredLine(order_id=problem.orders[order].id, product_id=line.product_id, cases=cases)
        for order, quantities in zip(stop.orders, stop.quantities, strict=True)
        for line, cases in zip(problem.orders[order].lines, quantities, strict=True)
        if cases
    )


def lower_plan(problem: Problem, plan: Plan) -> Solution:
    """Turn a plan, for example a warm start, into indices. Its ids must exist (`evaluate` checks them)."""
    slot_idx = {(slot.vehicle_id, slot.date): idx for idx, slot in enumerate(problem.slots)}
    depot_idx = {depot.id: idx for idx, depot in enumerate(problem.depots)}
    order_idx = {order.id: idx for idx, order in enumerate(problem.orders)}
    routes = tuple(
        RoutePlan(
            slot_idx[route.vehicle_id, route.date],
            tuple(
                TripPlan(depot_idx[trip.depot_id], _stops(problem, order_idx, trip)) for trip in route.trips
            ),
        )
        for route in plan.routes
    )
    return Solution(routes, tuple(order_idx[order_id] for order_id in plan.held_order_ids))


def _stops(problem: Problem, order_idx: dict[str, int], trip: Trip) -> tuple[Stop | RestStop, ...]:
    stops: list[Stop | RestStop] = []
    for activity in trip.activities:
        if activity.kind == "break":
            stops.append(RestStop(activity.break_idx))
        elif activity.kind == "pickup":
            stops.append(Stop(tuple(order_idx[order_id] for order_id in activity.order_ids)))
        elif activity.kind == "delivery":
            orders = tuple(order_idx[order_id] for order_id in activity.order_ids)
            if activity.quantities is None:
                stops.append(Stop(orders))
                continue
            brought = {(line.order_id, line.product_id): line.cases for line in activity.quantities}
            quantities = tuple(
                tuple(
                    brought.get((order_id, line.product_id), 0) for line in problem.order_of[order_id].lines
                )
                for order_id in activity.order_ids
            )
            stops.append(Stop(orders, quantities))
    return tuple(stops)
