"""Cost item by item, in exact cost units."""

from __future__ import annotations

from collections.abc import Iterable

from vrpcore.evaluation.constraints.order_band import waiver_cost
from vrpcore.evaluation.constraints.required import missing_cases
from vrpcore.evaluation.constraints.township import passing_over_cost
from vrpcore.evaluation.facts import PlanFacts, RouteFacts, Visit
from vrpcore.evaluation.tables import Tables
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import CostBreakdown
from vrpcore.models.money import half_even
from vrpcore.models.order import Order
from vrpcore.models.rates import VehicleRates


def route_cost(tables: Tables, route: RouteFacts) -> CostBreakdown:
    """What a used route costs."""
    rates = route.rates
    charges = [
        delivery_cost(tables, rates, trip.depot, visit) for trip in route.trips for visit in trip.deliveries
    ]
    loaders, depot_fees, waivers, township = (sum(item) for item in zip((0, 0, 0, 0), *charges, strict=True))
    return CostBreakdown(
        distance=rates.per_metre * route.distance_m,
        duration=rates.per_second * (route.end_s - route.start_s),
        fixed=rates.fixed_per_day,
        wages=rates.wage_per_day,
        loaders=loaders,
        depot_fees=depot_fees,
        waivers=waivers,
        township=township,
    )


def delivery_cost(
    tables: Tables, rates: VehicleRates, depot: Depot, visit: Visit
) -> tuple[int, int, int, int]:
    """What one delivery costs besides driving: loaders, depot fee, waiver, and passing over its store."""
    return (
        rates.loader_per_gram * visit.cargo.grams,
        tables.fee_per_gram[depot.id] * visit.cargo.grams,
        waiver_cost(tables, depot, visit),
        passing_over_cost(tables, depot, visit),
    )


def unserved_cost(tables: Tables, order: Order, missing: int) -> int:
    """Price of the missing cases of an order; 0 where it has no price, which is a violation instead."""
    price = tables.problem.unserved_cost(order)
    return 0 if price is None else half_even(price * missing, order.cases)


def outcome_cost(plan: PlanFacts) -> CostBreakdown:
    """What held and unserved orders cost."""
    problem = plan.tables.problem
    held_ids = set(plan.plan.held_order_ids)
    held = unserved = 0
    for order in problem.orders:
        if order.id in held_ids:
            held += problem.hold_cost(order) or 0
        else:
            missing = missing_cases(plan, order)
            unserved += unserved_cost(plan.tables, order, missing) if missing else 0
    return CostBreakdown(held=held, unserved=unserved)


def total_cost(parts: Iterable[CostBreakdown]) -> CostBreakdown:
    """The sum of breakdowns, item by item."""
    sums = dict.fromkeys(CostBreakdown.model_fields, 0)
    for part in parts:
        for item in sums:
            sums[item] += getattr(part, item)
    return CostBreakdown(**sums)
