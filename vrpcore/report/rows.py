"""A plan as plain tables: routes, visits, orders, costs, stops. What they become is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, get_args

from vrpcore.io.tables.schema import Kind
from vrpcore.language import Language
from vrpcore.models.evaluation import CostBreakdown, Evaluation, RouteSchedule, Stop
from vrpcore.models.plan import Delivery, Pickup, Plan, Route
from vrpcore.models.problem import Problem
from vrpcore.report.figures import Cargo, cargo_of, delivered_cargo

TableName = Literal["routes", "visits", "orders", "costs", "stops"]
TABLES: tuple[TableName, ...] = get_args(TableName)
Values = tuple[Kind, list[object]]
"""The kind of a column and its values, None where a cell is empty."""

_ITEMS = tuple(CostBreakdown.model_fields)
_ROUTE_ITEMS = tuple(item for item in _ITEMS if item not in ("held", "unserved"))

_STOPS: Mapping[str, Kind] = {
    "date": "date",
    "vehicle_id": "text",
    "vehicle_type_id": "text",
    "trip": "whole",
    "stop": "whole",
    "kind": "text",
    "place_id": "text",
    "place_name": "text",
    "township_id": "text",
    "order_ids": "text",
    "cases": "whole",
    "weight_kg": "number",
    "arrival": "moment",
    "start": "moment",
    "departure": "moment",
    "wait_duration_s": "whole",
    "stay_duration_s": "whole",
    "distance_m": "whole",
    "load_kg": "number",
    "load_m3": "number",
    "load_cases": "whole",
    "x": "number",
    "y": "number",
}
_ROUTES: Mapping[str, Kind] = {
    "date": "date",
    "vehicle_id": "text",
    "vehicle_type_id": "text",
    "depot_id": "text",
    "depot_kind": "text",
    "num_trips": "whole",
    "num_visits": "whole",
    "num_orders": "whole",
    "cases": "whole",
    "weight_kg": "number",
    "start": "moment",
    "end": "moment",
    "duration_s": "whole",
    "wait_duration_s": "whole",
    "distance_m": "whole",
    "cost": "number",
    **{f"cost_{item}": "number" for item in _ROUTE_ITEMS},
}
_ORDERS: Mapping[str, Kind] = {
    "order_id": "text",
    "customer_id": "text",
    "customer_name": "text",
    "township_id": "text",
    "cases": "whole",
    "weight_kg": "number",
    "direction": "text",
    "outcome": "text",
    "depot_id": "text",
    "depot_kind": "text",
    "vehicle_id": "text",
    "start": "moment",
    "due": "moment",
    "reasons": "text",
}
_COSTS: Mapping[str, Kind] = {
    "date": "date",
    "vehicle_id": "text",
    "item": "text",
    "cost": "number",
    "currency": "text",
}

Row = tuple[object, ...]


def table(
    problem: Problem, plan: Plan, evaluation: Evaluation, name: TableName, language: Language = "en"
) -> dict[str, Values]:
    """The columns of one of the tables; the language is that of reasons.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    makers: dict[str, tuple[Mapping[str, Kind], Callable[[], Iterable[Row]]]] = {
        "visits": (_STOPS, lambda: _visits(problem, plan, evaluation)),
        "stops": (_STOPS, lambda: _stops(problem, plan, evaluation)),
        "routes": (_ROUTES, lambda: _routes(problem, plan, evaluation)),
        "orders": (_ORDERS, lambda: _orders(problem, evaluation, language)),
        "costs": (_COSTS, lambda: _costs(problem, plan, evaluation)),
    }
    if name not in makers:
        raise ValueError(
            f"there is no table {name!r}; allowed: {', '.join(TABLES)}; remedy: choose one of these"
        )
    kinds, make = makers[name]
    rows = list(make())
    return {column: (kind, [row[idx] for row in rows]) for idx, (column, kind) in enumerate(kinds.items())}


def pairs(plan: Plan, evaluation: Evaluation) -> Iterator[tuple[Route, RouteSchedule]]:
    """The routes of a plan beside their schedules, by date and then in the order of the plan."""
    schedules = {(schedule.vehicle_id, schedule.date): schedule for schedule in evaluation.schedule}
    for route in sorted(plan.routes, key=lambda route: route.date):
        if (route.vehicle_id, route.date) in schedules:
            yield route, schedules[route.vehicle_id, route.date]


def _visits(problem: Problem, plan: Plan, evaluation: Evaluation) -> Iterator[Row]:
    at = tuple(_STOPS).index("kind")
    return (row for row in _stops(problem, plan, evaluation) if row[at] in ("delivery", "pickup"))


def _stops(problem: Problem, plan: Plan, evaluation: Evaluation) -> Iterator[Row]:
    moment = problem.horizon.moment
    for route, schedule in pairs(plan, evaluation):
        for number, stop in enumerate(schedule.stops, start=1):
            place = problem.customer_of.get(stop.place_id) or problem.depot_of[stop.place_id]
            cargo = _handed_over(problem, route, stop)
            yield (
                schedule.date,
                schedule.vehicle_id,
                schedule.vehicle_type_id,
                stop.trip_idx + 1,
                number,
                stop.kind,
                stop.place_id,
                place.name or None,
                place.township_id,
                "; ".join(stop.order_ids) or None,
                None if cargo is None else cargo.cases,
                None if cargo is None else cargo.grams / 1000,
                moment(stop.arrival_s),
                moment(stop.start_s),
                moment(stop.departure_s),
                stop.wait_duration_s,
                stop.departure_s - stop.start_s,
                stop.distance_m,
                stop.load_g / 1000,
                stop.load_cm3 / 10**6,
                stop.load_cases,
                None if place.location is None else place.location.x,
                None if place.location is None else place.location.y,
            )


def _handed_over(problem: Problem, route: Route, stop: Stop) -> Cargo | None:
    """What a visit brings or collects; None for other stops."""
    if stop.activity_idx is None or stop.kind not in ("delivery", "pickup"):
        return None
    activity = route.trips[stop.trip_idx].activities[stop.activity_idx]
    if isinstance(activity, Delivery) and activity.quantities is not None:
        return cargo_of(problem, ((part.product_id, part.cases) for part in activity.quantities))
    if not isinstance(activity, Delivery | Pickup):
        return None
    lines = (line for id_ in activity.order_ids for line in problem.order_of[id_].lines)
    return cargo_of(problem, ((line.product_id, line.cases) for line in lines))


def _routes(problem: Problem, plan: Plan, evaluation: Evaluation) -> Iterator[Row]:
    moment, amount = problem.horizon.moment, problem.currency.amount
    for route, schedule in pairs(plan, evaluation):
        depot = problem.depot_of[problem.vehicle_type_of[schedule.vehicle_type_id].depot_id]
        visits = [stop for stop in schedule.stops if stop.kind in ("delivery", "pickup")]
        cargo = sum((delivered_cargo(problem, trip) for trip in route.trips), Cargo())
        yield (
            schedule.date,
            schedule.vehicle_id,
            schedule.vehicle_type_id,
            depot.id,
            depot.kind,
            len(route.trips),
            len(visits),
            len({id_ for stop in visits for id_ in stop.order_ids}),
            cargo.cases,
            cargo.grams / 1000,
            moment(schedule.start_s),
            moment(schedule.end_s),
            schedule.duration_s,
            sum(stop.wait_duration_s for stop in schedule.stops),
            schedule.distance_m,
            float(amount(schedule.cost.total)),
            *(float(amount(getattr(schedule.cost, item))) for item in _ROUTE_ITEMS),
        )


def _orders(problem: Problem, evaluation: Evaluation, language: Language) -> Iterator[Row]:
    moment = problem.horizon.moment
    for outcome in evaluation.orders:
        order = problem.order_of[outcome.order_id]
        customer = None if order.customer_id is None else problem.customer_of[order.customer_id]
        cargo = cargo_of(problem, ((line.product_id, line.cases) for line in order.lines))
        due = problem.due_s(order)
        yield (
            order.id,
            order.customer_id,
            None if customer is None else customer.name or None,
            None if customer is None else customer.township_id,
            cargo.cases,
            cargo.grams / 1000,
            order.direction,
            outcome.outcome,
            outcome.depot_id,
            None if outcome.depot_id is None else problem.depot_of[outcome.depot_id].kind,
            outcome.vehicle_id,
            None if outcome.start_s is None else moment(outcome.start_s),
            None if due is None else moment(due),
            _sentences(language).join(r.text_in(language) for r in outcome.reasons) or None,
        )


def _sentences(language: Language) -> str:
    return "。" if language == "zh" else "; "


def _costs(problem: Problem, plan: Plan, evaluation: Evaluation) -> Iterator[Row]:
    """Every item of every route, and what the orders cost that are left behind: together the whole cost."""
    amount, code = problem.currency.amount, problem.currency.code
    for _, schedule in pairs(plan, evaluation):
        for item in _ROUTE_ITEMS:
            if cost := getattr(schedule.cost, item):
                yield schedule.date, schedule.vehicle_id, item, float(amount(cost)), code
    for item in ("held", "unserved"):
        if cost := getattr(evaluation.breakdown, item):
            yield None, None, item, float(amount(cost)), code
