"""From the engine's routes to the solver's answer, checked once more by the contract's own costing."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from vrpcore.lowering.instance import NO_PRICE, Instance, IntArray
from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop, TripPlan
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.costing import SolutionCost, outcome_cost, route_cost
from vrpcore.solvers.native.engine import Contents, Routes
from vrpcore.solvers.native.visits import EngineVisits
from vrpcore.solvers.stock import StockLedger
from vrpcore.solvers.stops import lines_of

_log = logging.getLogger(__name__)


class Answer:
    """Turns routes of the engine into a solution that keeps every rule, and its exact cost.

    Parameters
    ----------
    instance
        The problem.
    visits
        The engine's visits.
    slots
        The slot of each of the engine's slots.
    """

    def __init__(self, instance: Instance, visits: EngineVisits, slots: IntArray) -> None:
        self._instance = instance
        self._nodes = visits.nodes
        self._portions = visits.portions
        self._slots = slots
        self._visits: dict[Stop, Visit] = {
            node.visit.stop: node.visit for node in visits.nodes if node.group is None
        }

    def solution(self, routes: Routes, contents: Contents) -> tuple[Solution, SolutionCost]:
        """The plan; absent orders are held or unserved, whichever is cheaper."""
        stops = {visit: self._stop(portions) for visit, portions in contents}
        for stop in stops.values():
            self._visits[stop] = make_visit(self._instance, stop)
        plans = [self._plan(slot, trips, stops) for slot, trips in routes]
        found = self._checked(sorted(plans, key=lambda plan: plan.slot))
        whole = self._without_broken_orders(found[0])
        if whole is not None:
            other = self._checked(whole)
            if other[1].rank < found[1].rank:
                return other
        return found

    def _stop(self, portions: list[int]) -> Stop:
        """What a visit of a group brings, without quantities where all orders come whole."""
        cases: dict[int, list[int]] = {}
        for position in portions:
            portion = self._portions[position]
            sums = cases.setdefault(portion.order, [0] * len(portion.cases))
            cases[portion.order] = [sum_ + more for sum_, more in zip(sums, portion.cases, strict=True)]
        orders = tuple(sorted(cases))
        quantities = tuple(tuple(cases[order]) for order in orders)
        is_whole = quantities == tuple(lines_of(self._instance, order) for order in orders)
        return Stop(orders, None if is_whole else quantities)

    def _plan(self, slot: int, trips: list[tuple[int, list[int]]], stops_of: dict[int, Stop]) -> RoutePlan:
        def stop(number: int) -> Stop | RestStop:
            if number < 0:
                return RestStop(~number)
            return stops_of[number] if number in stops_of else self._nodes[number].visit.stop

        return RoutePlan(
            int(self._slots[slot]),
            tuple(TripPlan(depot, tuple(stop(number) for number in numbers)) for depot, numbers in trips),
        )

    def _checked(self, plans: Sequence[RoutePlan]) -> tuple[Solution, SolutionCost]:
        """Cost the routes; one that breaks a rule would be a bug of the engine, and is left out."""
        instance = self._instance
        ledger = StockLedger(instance)
        kept = []
        total = 0
        for plan in plans:
            cost = route_cost(instance, plan, self._visits.__getitem__)
            if cost is None or not self._draw(ledger, plan):
                _log.warning("a route of the native engine breaks a rule and is left out; please report this")
                continue
            kept.append(plan)
            total += cost.cost
        served = {order for plan in kept for stop in _stops(plan) for order in stop.orders}
        hold, unserved = instance.orders.hold_cost.tolist(), instance.orders.unserved_cost.tolist()
        held = tuple(
            order
            for order in range(instance.num_orders)
            if order not in served
            and hold[order] != NO_PRICE
            and (unserved[order] == NO_PRICE or hold[order] <= unserved[order])
        )
        solution = Solution(tuple(kept), held)
        outcome = outcome_cost(instance, solution)
        return solution, SolutionCost(total + outcome.cost, outcome.num_required_unserved)

    def _draw(self, ledger: StockLedger, plan: RoutePlan) -> bool:
        for trip in plan.trips:
            for stop in trip.stops:
                if isinstance(stop, Stop):
                    visit = self._visits[stop]
                    if visit.is_pickup:
                        continue
                    if not ledger.fits(plan.slot, trip.depot, visit.products, visit.load[0]):
                        return False
                    ledger.draw(plan.slot, trip.depot, visit.products, visit.load[0])
        return True

    def _without_broken_orders(self, solution: Solution) -> list[RoutePlan] | None:
        """The routes without the parts of orders that came in part only, though held or whole is a must."""
        orders = self._instance.orders
        brought: dict[int, int] = {}
        for plan in solution.routes:
            for stop in _stops(plan):
                for order, cases in zip(stop.orders, stop.quantities or (), strict=False):
                    brought[order] = brought.get(order, 0) + sum(cases)
        broken = {
            order
            for order, cases in brought.items()
            if cases < orders.load[order, 2]
            and orders.unserved_cost[order] == NO_PRICE
            and orders.hold_cost[order] != NO_PRICE
        }
        if not broken:
            return None
        routes = []
        for plan in solution.routes:
            trips = [self._without(trip, broken) for trip in plan.trips]
            if any(isinstance(stop, Stop) for trip in trips for stop in trip.stops):
                routes.append(RoutePlan(plan.slot, tuple(trips)))
        return routes

    def _without(self, trip: TripPlan, orders: set[int]) -> TripPlan:
        """The trip without some orders; where pickups come last, they go with its last delivery."""
        kept = [stop for stop in trip.stops if not _brings(stop, orders)]
        if self._instance.backhaul_last and all(
            self._visits[stop].is_pickup for stop in kept if isinstance(stop, Stop)
        ):
            kept = [stop for stop in kept if isinstance(stop, RestStop)]
        return TripPlan(trip.depot, tuple(kept))


def _stops(plan: RoutePlan) -> list[Stop]:
    return [stop for trip in plan.trips for stop in trip.stops if isinstance(stop, Stop)]


def _brings(stop: Stop | RestStop, orders: set[int]) -> bool:
    return isinstance(stop, Stop) and not orders.isdisjoint(stop.orders)
