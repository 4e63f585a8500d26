"""Starting from a given solution, as far as it keeps the rules."""

from __future__ import annotations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop
from vrpcore.lowering.visit import make_visit
from vrpcore.solvers.costing import SolutionCost, solution_cost
from vrpcore.solvers.greedy.route import Trips
from vrpcore.solvers.greedy.state import State, goods_of
from vrpcore.solvers.stock import StockLedger


class PartsLeft:
    """Cases of each order line that no stop has brought yet."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._cases: list[list[int]] = [
            instance.orders.line_cases[begin:end].tolist()
            for begin, end in zip(
                instance.orders.line_begin[:-1].tolist(), instance.orders.line_begin[1:].tolist(), strict=True
            )
        ]
        self._whole = [tuple(cases) for cases in self._cases]

    def take(self, stop: Stop) -> bool:
        """Take what a stop brings, if it may bring that: False, and nothing taken, otherwise."""
        orders = self._instance.orders
        if not stop.orders or len(set(stop.orders)) < len(stop.orders):
            return False
        customers = {(int(orders.customer[o]), bool(orders.is_pickup[o])) for o in stop.orders}
        if len(customers) > 1 or (len(stop.orders) > 1 and not self._instance.consolidates):
            return False
        wanted = stop.quantities or tuple(self._whole[order] for order in stop.orders)
        for order, cases in zip(stop.orders, wanted, strict=True):
            left = self._cases[order]
            if (
                len(cases) != len(left)
                or not any(cases)
                or any(not 0 <= some <= most for some, most in zip(cases, left, strict=True))
            ):
                return False
            if tuple(cases) != self._whole[order] and not orders.is_splittable[order]:
                return False
        for order, cases in zip(stop.orders, wanted, strict=True):
            self._cases[order] = [most - some for most, some in zip(self._cases[order], cases, strict=True)]
        return True

    def rest(self) -> tuple[list[int], list[Stop]]:
        """Orders of which nothing is taken, and stops for what is left of the others."""
        whole = [order for order, cases in enumerate(self._cases) if tuple(cases) == self._whole[order]]
        parts = [
            Stop((order,), (tuple(cases),))
            for order, cases in enumerate(self._cases)
            if any(cases) and tuple(cases) != self._whole[order]
        ]
        return whole, parts


def load_initial(state: State, initial: Solution) -> tuple[list[int], list[int]]:
    """Take over the routes of a solution; return the orders, and visits of parts of orders, that are left.

    Stops that are against the rules are left out: those of unknown orders, brought twice or impossible
    in their place.
    """
    instance = state.space.instance
    parts = PartsLeft(instance)
    table = state.space.table
    for plan in initial.routes:
        if not 0 <= plan.slot < instance.num_slots or plan.slot in state.routes:
            continue
        stops = [
            [stop for stop in trip.stops if isinstance(stop, Stop) and parts.take(stop)]
            for trip in plan.trips
        ]
        trips = tuple(
            (trip.depot, tuple(table.add(found)))
            for trip, found in zip(plan.trips, stops, strict=True)
            if found
        )
        state.activate(visit for _, visits in trips for visit in visits)
        if state.change({plan.slot: trips}, below=None) is None:
            _take_what_fits(state, plan.slot, trips)
    whole, left = parts.rest()
    return whole, table.add(left)


def _take_what_fits(state: State, slot: int, trips: Trips) -> None:
    """Take over visits one by one, each at the end of its trip, skipping those that break a rule."""
    kept: Trips = ()
    for depot, visits in trips:
        trip: tuple[int, ...] = ()
        for visit in visits:
            tried = (*kept, (depot, (*trip, visit)))
            if state.change({slot: tried}, below=None) is not None:
                trip = (*trip, visit)
        if trip:
            kept = (*kept, (depot, trip))


def valid_cost(instance: Instance, solution: Solution) -> SolutionCost | None:
    """Cost of a solution that keeps every rule, but perhaps leaves required orders out; None otherwise."""
    parts = PartsLeft(instance)
    slots = [plan.slot for plan in solution.routes]
    if len(set(slots)) < len(slots) or not all(0 <= slot < instance.num_slots for slot in slots):
        return None
    ledger = StockLedger(instance)
    for plan in solution.routes:
        stops = [stop for trip in plan.trips for stop in trip.stops if not isinstance(stop, RestStop)]
        if (
            not stops
            or not all(parts.take(stop) for stop in stops)
            or not _is_in_stock(instance, ledger, plan)
        ):
            return None
    whole = set(parts.rest()[0])
    if len(set(solution.held)) < len(solution.held) or not whole.issuperset(solution.held):
        return None
    if any(instance.orders.hold_cost[order] < 0 for order in solution.held):
        return None
    return solution_cost(instance, solution)


def _is_in_stock(instance: Instance, ledger: StockLedger, plan: RoutePlan) -> bool:
    """Draw a route's goods, if there are enough."""
    for trip in plan.trips:
        visits = [make_visit(instance, stop) for stop in trip.stops if isinstance(stop, Stop)]
        draw = (trip.depot, *goods_of(visits))
        if not ledger.fits(plan.slot, *draw):
            return False
        ledger.draw(plan.slot, *draw)
    return True
