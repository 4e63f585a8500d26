"""Plans that cannot be evaluated, because they refer to things that their problem does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from vrpcore.errors import Fault, InvalidPlanError
from vrpcore.models.plan import Break, Delivery, Pickup, Plan, Reload, Route
from vrpcore.models.problem import Problem


def raise_faults(problem: Problem, plan: Plan) -> None:
    """Raise with all faults of a plan at once.

    Raises
    ------
    InvalidPlanError
        If there are any.
    """
    faults = [*_routes(problem, plan), *_held(problem, plan)]
    if faults:
        raise InvalidPlanError("the plan cannot be evaluated", faults)


def _unknown(where: str, kind: str, found: str) -> Fault:
    return Fault(
        "unknown_id",
        where,
        f"there is no {kind} {found!r}",
        f"ids of the problem's {kind}s",
        "correct the id, or add it to the problem",
    )


def _held(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for idx, order_id in enumerate(plan.held_order_ids):
        if order_id not in problem.order_of:
            yield _unknown(f"held_order_ids.{idx}", "order", order_id)


def _routes(problem: Problem, plan: Plan) -> Iterator[Fault]:
    vehicle_ids = {slot.vehicle_id for slot in problem.slots}
    seen: dict[tuple[str, object], int] = {}
    for idx, route in enumerate(plan.routes):
        where = f"routes.{idx}"
        if route.vehicle_id not in vehicle_ids:
            yield _unknown(f"{where}.vehicle_id", "vehicle", route.vehicle_id)
        elif (route.vehicle_id, route.date) not in problem.slot_of:
            yield Fault(
                "no_slot",
                f"{where}.date",
                f"vehicle {route.vehicle_id!r} has no shift on {route.date}",
                "working days of the horizon on which the vehicle type's shift applies",
                "choose another date or vehicle",
            )
        first = seen.setdefault((route.vehicle_id, route.date), idx)
        if first != idx:
            yield Fault(
                "duplicate_slot",
                where,
                f"vehicle {route.vehicle_id!r} already has route {first} on {route.date}",
                "one route for each vehicle and day",
                "join the two as trips of one route",
            )
        yield from _trips(problem, route, where)


def _trips(problem: Problem, route: Route, route_where: str) -> Iterator[Fault]:
    slot = problem.slot_of.get((route.vehicle_id, route.date))
    num_breaks = None if slot is None else len(slot.vehicle_type.breaks)
    for trip_idx, trip in enumerate(route.trips):
        trip_where = f"{route_where}.trips.{trip_idx}"
        if trip.depot_id not in problem.depot_of:
            yield _unknown(f"{trip_where}.depot_id", "depot", trip.depot_id)
        for idx, activity in enumerate(trip.activities):
            where = f"{trip_where}.activities.{idx}"
            if isinstance(activity, Delivery | Pickup):
                yield from _visit(problem, activity, where)
            elif isinstance(activity, Reload) and (trip_idx == 0 or idx > 0):
                yield Fault(
                    "misplaced_reload",
                    where,
                    f"a reload is activity {idx} of trip {trip_idx}",
                    "a reload as the first activity of a second or later trip",
                    "begin a new trip with it, or leave it out: every trip loads",
                )
            elif isinstance(activity, Break) and num_breaks is not None and activity.break_idx >= num_breaks:
                yield Fault(
                    "unknown_break",
                    f"{where}.break_idx",
                    f"break {activity.break_idx} of vehicle {route.vehicle_id!r}, which has {num_breaks}",
                    "positions of the vehicle type's breaks, from 0",
                    "correct the position, or remove the break",
                )


def _visit(problem: Problem, visit: Delivery | Pickup, where: str) -> Iterator[Fault]:
    if visit.customer_id not in problem.customer_of:
        yield _unknown(f"{where}.customer_id", "customer", visit.customer_id)
    for idx, order_id in enumerate(visit.order_ids):
        order = problem.order_of.get(order_id)
        if order is None:
            yield _unknown(f"{where}.order_ids.{idx}", "order", order_id)
            continue
        if visit.customer_id in problem.customer_of and order.customer_id != visit.customer_id:
            yield Fault(
                "wrong_customer",
                f"{where}.order_ids.{idx}",
                f"order {order_id!r} is of customer {order.customer_id!r}, not {visit.customer_id!r}",
                "orders of the visited customer",
                "move the order to a visit of its customer",
            )
        direction: Literal["delivery", "pickup"] = visit.kind
        if order.direction != direction:
            yield Fault(
                "wrong_direction",
                f"{where}.order_ids.{idx}",
                f"order {order_id!r} is a {order.direction}, the visit a {direction}",
                f"orders with direction {direction!r}",
                f"serve it by a {order.direction}",
            )
    if isinstance(visit, Delivery) and visit.quantities is not None:
        yield from _quantities(problem, visit, where)


def _quantities(problem: Problem, visit: Delivery, where: str) -> Iterator[Fault]:
    assert visit.quantities is not None
    brought: Counter[tuple[str, str]] = Counter()
    for idx, part in enumerate(visit.quantities):
        here = f"{where}.quantities.{idx}"
        if part.order_id not in problem.order_of:
            yield _unknown(f"{here}.order_id", "order", part.order_id)
            continue
        if part.order_id not in visit.order_ids:
            yield Fault(
                "unnamed_order",
                f"{here}.order_id",
                f"order {part.order_id!r} is not among the order_ids of the visit",
                "orders that the visit names",
                "add it to order_ids, or remove the quantity",
            )
        if part.product_id not in problem.product_of:
            yield _unknown(f"{here}.product_id", "product", part.product_id)
            continue
        ordered = _ordered_cases(problem, part.order_id, part.product_id)
        brought[part.order_id, part.product_id] += part.cases
        if brought[part.order_id, part.product_id] > ordered:
            yield Fault(
                "bad_quantity",
                f"{here}.cases",
                f"{brought[part.order_id, part.product_id]} cases of product {part.product_id!r}, "
                f"of which order {part.order_id!r} has {ordered}",
                f"up to {ordered} cases",
                "bring no more of a product than its order has",
            )
    for idx, order_id in enumerate(visit.order_ids):
        if all(part.order_id != order_id for part in visit.quantities):
            yield Fault(
                "no_quantity",
                f"{where}.order_ids.{idx}",
                f"quantities are given, but none of order {order_id!r}",
                "either no quantities (all orders in full), or those of every order of the visit",
                "add the order's quantities, or remove the order",
            )


def _ordered_cases(problem: Problem, order_id: str, product_id: str) -> int:
    lines = problem.order_of[order_id].lines
    return sum(line.cases for line in lines if line.product_id == product_id)
