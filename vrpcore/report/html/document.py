"""Everything that the page shows, as plain values for JSON. Money and reasons come as finished texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from vrpcore.models.calendar import TimeWindow
from vrpcore.models.evaluation import Evaluation, OrderOutcome, Reason, StopKind
from vrpcore.models.location import Location, Polygon
from vrpcore.models.order import Order
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import colours, sections
from vrpcore.report.figures import RouteFigures, has_clock, kilometres, money, route_figures, share
from vrpcore.report.outcomes import reason_lines
from vrpcore.report.place_names import emptiest_place
from vrpcore.report.scene import Plane, Points, places_of
from vrpcore.report.text import Table
from vrpcore.report.windows import Windows

# Any: JSON, nested to any depth.
Json = dict[str, Any]

_VISITS: tuple[StopKind, ...] = ("delivery", "pickup")


def document(
    problem: Problem, plan: Plan, evaluation: Evaluation, served: Mapping[str, tuple[Reason, ...]]
) -> Json:
    """The whole page but for its language and tiles.

    Parameters
    ----------
    problem, plan, evaluation
        What was planned, how, and what that means.
    served
        Why served orders are served as they are, by order id.
    """
    figures = route_figures(problem, plan, evaluation)
    days = problem.horizon.working_days
    used = Counter(f.schedule.vehicle_id for f in figures)
    return {
        "name": problem.name or "plan",
        "clock": has_clock(problem),
        "planar": problem.coordinate_system == "planar",
        "feasible": evaluation.is_feasible,
        "cost": problem.currency.text(evaluation.cost),
        "days": [f"{day:%a %Y-%m-%d}" for day in days],
        "violations": [{"rule": v.rule, "what": v.what, "where": v.where} for v in evaluation.violations],
        "outcomes": _outcomes(problem, evaluation),
        "key_figures": sections.key_figures(problem, evaluation),
        "townships": _townships(problem),
        "depots": _depots(problem),
        "customers": _customers(problem),
        "orders": _orders(problem, evaluation, served),
        "vehicles": _vehicles(problem, used),
        "routes": _routes(problem, figures),
        "tables": _tables(problem, plan, evaluation, figures),
    }


def _outcomes(problem: Problem, evaluation: Evaluation) -> list[tuple[str, int]]:
    """How many orders end how, for the head of the page."""
    kpis = evaluation.kpis
    found = [("orders", kpis.num_orders)]
    if any(depot.kind == "store" for depot in problem.depots):
        found += [("by centre", kpis.num_by_center), ("by store", kpis.num_by_store)]
    else:
        found.append(("delivered", kpis.num_delivered))
    if kpis.num_partly:
        found.append(("delivered in part", kpis.num_partly))
    return [*found, ("held", kpis.num_held), ("unserved", kpis.num_unserved), ("routes", kpis.num_routes)]


def _at(problem: Problem, location: Location | None) -> tuple[float, float] | None:
    """Latitude and longitude; on a plane, metres (or units) to the north and to the east."""
    if location is None:
        return None
    if problem.coordinate_system != "planar":
        return round(location.y, 6), round(location.x, 6)
    scale = problem.travel.scale if problem.travel.kind == "planar" else 1
    return round(location.y * scale, 3), round(location.x * scale, 3)


def _townships(problem: Problem) -> list[Json]:
    drawn = [(township, township.polygon) for township in problem.townships if township.polygon is not None]
    if not drawn or all(place.location is None for place in places_of(problem)):
        return []
    plane = Plane(problem)
    obstacles = plane.points(place.location for place in places_of(problem))
    with_center = {depot.township_id for depot in problem.depots if depot.kind == "center"}
    return [
        {
            "name": township.name or township.id,
            "outline": [_at(problem, corner) for corner in polygon],
            "label": _at(problem, _label(plane, polygon, obstacles)),
            "center": township.id in with_center,
        }
        for township, polygon in drawn
    ]


def _label(plane: Plane, polygon: Polygon, obstacles: Points) -> Location:
    """Where the name of a township stands; its first corner where there is no room at all."""
    place = emptiest_place(plane.points(polygon), obstacles)
    return polygon[0] if place is None else plane.location(place)


def _depots(problem: Problem) -> list[Json]:
    return [
        {
            "id": depot.id,
            "name": _title(depot.id, depot.name),
            "kind": depot.kind,
            "at": _at(problem, depot.location),
            "radius_m": None if depot.reach is None else depot.reach.radius_m,
        }
        for depot in problem.depots
    ]


def _customers(problem: Problem) -> list[Json]:
    return [
        {
            "id": customer.id,
            "name": _title(customer.id, customer.name),
            "at": _at(problem, customer.location),
            "township": customer.township_id or "",
            "kind": customer.kind,
            "tier": customer.tier,
            "windows": _windows_text(customer.service_windows, has_clock(problem)),
        }
        for customer in problem.customers
    ]


def _title(id_: str, name: str) -> str:
    return f"{id_} {name}" if name and name != id_ else id_


def _windows_text(windows: Iterable[TimeWindow], clock: bool) -> str:
    def moment(seconds: int) -> str:
        return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}" if clock else f"{seconds:,}"

    def when(window: TimeWindow) -> str:
        days = [*(window.weekdays or ()), *(f"{date:%m-%d}" for date in window.dates or ())]
        return f" ({', '.join(days)})" if days else ""

    return ", ".join(f"{moment(w.earliest)}–{moment(w.latest)}{when(w)}" for w in windows)


def _orders(problem: Problem, evaluation: Evaluation, served: Mapping[str, tuple[Reason, ...]]) -> list[Json]:
    number_of = {customer.id: number for number, customer in enumerate(problem.customers)}
    return [
        _order(problem, problem.order_of[outcome.order_id], outcome, served, number_of)
        for outcome in evaluation.orders
    ]


def _order(
    problem: Problem,
    order: Order,
    outcome: OrderOutcome,
    served: Mapping[str, tuple[Reason, ...]],
    number_of: Mapping[str, int],
) -> Json:
    grams = sum(line.cases * problem.product_of[line.product_id].case_weight_g for line in order.lines)
    facts = []
    if order.direction == "pickup":
        facts.append(("pickup", ""))
    if order.service_level == "express" or order.nature != "cycle":
        facts.append(("kind", order.service_level if order.service_level == "express" else order.nature))
    for label, seconds in (("release", problem.release_s(order)), ("due", problem.due_s(order))):
        if seconds is not None:
            text = (
                f"{problem.horizon.moment(seconds):%a %m-%d %H:%M}" if has_clock(problem) else f"{seconds:,}"
            )
            facts.append((label, text))
    for label, price in (
        ("hold price", problem.hold_cost(order)),
        ("unserved price", problem.unserved_cost(order)),
    ):
        if price is not None:
            facts.append((label, problem.currency.text(price)))
    return {
        "id": order.id,
        "customer": None if order.customer_id is None else number_of[order.customer_id],
        "outcome": outcome.outcome,
        "cases": order.cases,
        "kg": f"{grams / 1000:,.1f}",
        "lines": [f"{line.product_id} × {line.cases}" for line in order.lines],
        "facts": facts,
        "why": reason_lines(outcome.reasons),
        "why_so": reason_lines(served.get(order.id, ())),
    }


def _vehicles(problem: Problem, used: Mapping[str, int]) -> list[Json]:
    """Used vehicles, those of centres first."""
    colour_of = colours.vehicle_colours(problem, used)
    found = {
        slot.vehicle_id: {
            "id": slot.vehicle_id,
            "type": _title(slot.vehicle_type.id, slot.vehicle_type.name),
            "depot": slot.vehicle_type.depot_id,
            "store": problem.depot_of[slot.vehicle_type.depot_id].kind == "store",
            "colour": colour_of[slot.vehicle_id],
        }
        for slot in problem.slots
        if slot.vehicle_id in used
    }
    return sorted(found.values(), key=lambda vehicle: bool(vehicle["store"]))


def _routes(problem: Problem, figures: Iterable[RouteFigures]) -> list[Json]:
    """Every route with its stops; times in seconds after midnight of its day."""
    customer = {c.id: number for number, c in enumerate(problem.customers)}
    depot = {d.id: number for number, d in enumerate(problem.depots)}
    order = {o.id: number for number, o in enumerate(problem.orders)}
    windows = Windows(problem)
    days = {day: number for number, day in enumerate(problem.horizon.working_days)}
    routes = []
    for f in figures:
        schedule = f.schedule
        midnight = problem.horizon.midnight(schedule.date)
        stops: list[Json] = []
        for stop in schedule.stops:
            place: Json = {}
            if stop.kind in _VISITS:
                place = {
                    "customer": customer[stop.place_id],
                    "orders": [order[id_] for id_ in stop.order_ids],
                }
                window = windows.of(stop)
                if window is not None:
                    place["window"] = [moment - midnight for moment in window]
            elif stop.kind != "break":  # a break is taken where the vehicle is
                place = {"depot": depot[stop.place_id]}
            stops.append(
                {
                    "kind": stop.kind,
                    "trip": stop.trip_idx,
                    "arrival": stop.arrival_s - midnight,
                    "start": stop.start_s - midnight,
                    "departure": stop.departure_s - midnight,
                    "metres": stop.distance_m,
                    "load": f"{stop.load_g / 1000:,.0f}",
                    "load_cases": stop.load_cases,
                    **place,
                }
            )
        routes.append(
            {
                "vehicle": schedule.vehicle_id,
                "day": days[schedule.date],
                "visits": f.num_visits,
                "km": kilometres(schedule.distance_m) if has_clock(problem) else f"{schedule.distance_m:,}",
                "fullest": None if f.fullest is None else share(f.fullest, 1),
                "cost": money(problem.currency, schedule.cost.total),
                "start": schedule.start_s - midnight,
                "end": schedule.end_s - midnight,
                "stops": stops,
            }
        )
    return routes


def _tables(
    problem: Problem, plan: Plan, evaluation: Evaluation, figures: tuple[RouteFigures, ...]
) -> list[Json]:
    several_days = len(problem.horizon.working_days) > 1
    found: list[tuple[str, Table | None]] = [
        ("Channels", sections.channels(problem, plan, evaluation)),
        ("Cost by item", sections.costs(problem, evaluation)),
        ("Days", sections.days(problem, evaluation, figures) if several_days else None),
        ("Vehicles", sections.vehicles(problem, figures) if several_days and figures else None),
        ("Routes", sections.routes(problem, figures) if figures else None),
        ("Stock", sections.stock(problem, evaluation)),
    ]
    return [
        {
            "title": title,
            "header": table.header,
            "rows": table.rows,
            "words": table.words,
            "total": table.total,
        }
        for title, table in found
        if table is not None
    ]
