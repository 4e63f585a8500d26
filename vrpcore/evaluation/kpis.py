"""Figures by which planners judge a plan."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from vrpcore.evaluation.facts import PlanFacts, RouteFacts
from vrpcore.evaluation.outcomes import Outcome
from vrpcore.evaluation.tables import Tables
from vrpcore.models.evaluation import Kpis


def _load_rates(tables: Tables, route: RouteFacts) -> list[Fraction]:
    """Fullest dimension of each trip on leaving its depot; none for vehicles without limits."""
    limits = tables.limits_of(route.vehicle_type)
    rates = []
    for trip in route.trips:
        cargos = [visit.cargo for visit in trip.deliveries]
        load = (sum(c.grams for c in cargos), sum(c.cm3 for c in cargos), sum(c.cases for c in cargos))
        shares = [Fraction(part, limit) for part, limit in zip(load, limits, strict=True) if limit]
        if shares:
            rates.append(max(shares))
    return rates


def kpis(plan: PlanFacts, outcomes: dict[str, Outcome]) -> Kpis:
    """All figures of a plan."""
    tables = plan.tables
    problem = tables.problem
    kinds = Counter(outcome.kind for outcome in outcomes.values())
    channels = Counter(
        problem.depot_of[outcome.served.depot_id].kind for outcome in outcomes.values() if outcome.served
    )
    delivered = [
        (trip.depot.kind, visit.cargo)
        for route in plan.routes
        for trip in route.trips
        for visit in trip.deliveries
    ]
    ordered = fulfilled = 0
    for order in problem.orders:
        if order.direction == "delivery":
            ordered += order.cases
            fulfilled += order.cases - outcomes[order.id].missing_cases
    rates = [rate for route in plan.routes for rate in _load_rates(tables, route)]
    return Kpis(
        num_orders=len(problem.orders),
        num_delivered=kinds["delivered"],
        num_partly=kinds["partly"],
        num_held=kinds["held"],
        num_unserved=kinds["unserved"],
        num_by_center=channels["center"],
        num_by_store=channels["store"],
        num_routes=len(plan.routes),
        num_trips=sum(len(route.trips) for route in plan.routes),
        num_visits=sum(1 for route in plan.routes for _ in route.visits),
        distance_m=sum(route.distance_m for route in plan.routes),
        duration_s=sum(route.end_s - route.start_s for route in plan.routes),
        wait_duration_s=sum(
            event.start_s - event.arrival_s for route in plan.routes for event in route.events
        ),
        delivered_g=sum(cargo.grams for _, cargo in delivered),
        delivered_by_store_g=sum(cargo.grams for kind, cargo in delivered if kind == "store"),
        delivered_cases=sum(cargo.cases for _, cargo in delivered),
        fill_rate=float(Fraction(fulfilled, ordered)) if ordered else 1.0,
        mean_load_rate=float(sum(rates, Fraction()) / len(rates)) if rates else 0.0,
    )
