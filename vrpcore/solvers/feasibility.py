"""Whether a solution keeps every rule, and at what cost: for solvers that judge each other's answers."""

from __future__ import annotations

from collections import Counter

from vrpcore.lowering.instance import NO_PRICE, Instance
from vrpcore.lowering.solution import RoutePlan, Solution, Stop
from vrpcore.lowering.visit import make_visit
from vrpcore.solvers.costing import SolutionCost, solution_cost
from vrpcore.solvers.stock import StockLedger


def verified_cost(instance: Instance, solution: Solution) -> SolutionCost | None:
    """Cost of a solution that keeps every rule but `required`; None for any other.

    Parameters
    ----------
    solution
        Any solution whose indices exist.

    Returns
    -------
    SolutionCost or None
        The exact cost and the number of required orders it leaves unserved.
    """
    if not _outcomes_are_consistent(instance, solution) or not _stock_suffices(instance, solution):
        return None
    return solution_cost(instance, solution)


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
                    here = whole if stop.quantities is None else stop.quantities[position][nth]
                    brought[order, nth] += here
                    if brought[order, nth] > whole or (here < whole and not orders.is_splittable[order]):
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


def _stock_suffices(instance: Instance, solution: Solution) -> bool:
    """Whether stock over time and daily tonnage hold for all routes together."""
    ledger = StockLedger(instance)
    for route in solution.routes:
        for depot, stop in _stops(route):
            visit = make_visit(instance, stop)
            if not visit.is_pickup:
                if not ledger.fits(route.slot, depot, visit.products, visit.load[0]):
                    return False
                ledger.draw(route.slot, depot, visit.products, visit.load[0])
    return True
