"""Whether a solution keeps every rule, and at what cost: for solvers that judge each other's answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import RoutePlan, Solution, Stop
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.collector import collector_paused
from vrpcore.solvers.costing import MakeVisit, SolutionCost, solution_cost
from vrpcore.solvers.stock import StockLedger


def verified_cost(instance: Instance, solution: Solution) -> SolutionCost | None:
    """Cost of a solution that keeps every rule but `required`; None for any other.

    The verdict on the last solution is remembered: solvers hand the same one on to each other.

    Parameters
    ----------
    instance
        The problem.
    solution
        Any solution whose indices exist.

    Returns
    -------
    SolutionCost or None
        The exact cost and the number of required orders it leaves unserved.
    """
    last = instance.derived.get(__name__)
    if isinstance(last, _Verdict) and last.solution is solution:
        return last.cost
    visits: dict[Stop, Visit] = {}

    def visit_of(stop: Stop) -> Visit:
        if stop not in visits:
            visits[stop] = make_visit(instance, stop)
        return visits[stop]

    cost = None
    with collector_paused():
        if _outcomes_are_consistent(instance, solution) and _stock_suffices(instance, solution, visit_of):
            cost = solution_cost(instance, solution, visit_of)
    instance.derived[__name__] = _Verdict(solution, cost)
    return cost


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A solution, and what `verified_cost` found about it."""

    solution: Solution
    cost: SolutionCost | None


def _stops(route: RoutePlan) -> list[tuple[int, Stop]]:
    return [(trip.depot, stop) for trip in route.trips for stop in trip.stops if isinstance(stop, Stop)]


def _outcomes_are_consistent(instance: Instance, solution: Solution) -> bool:
    """Each slot has one route; each order one outcome, and parts only where it is splittable."""
    orders = instance.orders
    if len({route.slot for route in solution.routes}) < len(solution.routes):
        return False
    brought: Counter[tuple[int, int]] = Counter()
    served: Counter[int] = Counter()
    for route in solution.routes:
        for _, stop in _stops(route):
            if len(stop.orders) > 1 and not _may_share_a_visit(instance, stop):
                return False
            for position, order in enumerate(stop.orders):
                served[order] += 1
                lines = range(int(orders.line_begin[order]), int(orders.line_begin[order + 1]))
                for nth, line in enumerate(lines):
                    whole = int(orders.line_cases[line])
                    cases = whole if stop.quantities is None else stop.quantities[position][nth]
                    brought[order, nth] += cases
                    if brought[order, nth] > whole or (cases < whole and not orders.is_splittable[order]):
                        return False
    if any(count > 1 and not orders.is_splittable[order] for order, count in served.items()):
        return False
    return len(set(solution.held)) == len(solution.held) and all(
        order not in served and orders.hold_cost[order] != NO_PRICE for order in solution.held
    )


def _may_share_a_visit(instance: Instance, stop: Stop) -> bool:
    orders = instance.orders
    kinds = {(int(orders.customer[order]), bool(orders.is_pickup[order])) for order in stop.orders}
    return instance.consolidates and len(kinds) == 1 and len(set(stop.orders)) == len(stop.orders)


def _stock_suffices(instance: Instance, solution: Solution, visit_of: MakeVisit) -> bool:
    """Whether stock over time and daily tonnage hold for all routes together."""
    ledger = StockLedger(instance)
    for route in solution.routes:
        for depot, stop in _stops(route):
            visit = visit_of(stop)
            if not visit.is_pickup:
                if not ledger.fits(route.slot, depot, visit.products, visit.load[0]):
                    return False
                ledger.draw(route.slot, depot, visit.products, visit.load[0])
    return True
