"""From an assignment to routes: what stays keeps its order, what comes goes where it costs least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop
from vrpcore.solvers.insertion import insert
from vrpcore.solvers.milp.admission import Admission
from vrpcore.solvers.milp.bins import Bin
from vrpcore.solvers.milp.choice import Choice
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.outcomes import leaving_cost, with_outcomes
from vrpcore.solvers.rests import with_rests
from vrpcore.solvers.stock import StockLedger
from vrpcore.solvers.stops import tidy

_MAX_TRIES = 8
"""Positions of a route that are costed exactly for one visit, the most promising first."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A visit to be put into a route, loaded at a depot."""

    stop: Stop
    depot: int


def sequence(
    context: Context, admission: Admission, bins: tuple[Bin, ...], chosen: Iterable[Choice]
) -> Solution:
    """Build routes that realise an assignment as far as they can.

    Visits that do not fit into their bin go wherever they cost least, or are left out.

    Parameters
    ----------
    bins
        The bins for which the assignment was made, with the routes of that time.
    chosen
        The visits of the new assignment.
    """
    instance = context.instance
    tasks: dict[int, list[_Task]] = defaultdict(list)
    for choice in chosen:
        tasks[choice.bin_idx].append(_Task(choice.visit.stop, choice.depot))
    ledger = StockLedger(instance)
    drafts: list[tuple[Bin, RoutePlan | None, list[_Task]]] = []
    for idx, bin_ in enumerate(bins):
        kept, new = _keep(context, bin_, tasks[idx])
        drafts.append((bin_, kept, new))
        if kept is not None:
            draw(context, ledger, kept, 1)
    routes: dict[int, RoutePlan] = {}
    left: list[_Task] = []
    for bin_, kept, new in drafts:
        filled, missing = _fill(context, ledger, bin_, kept, new)
        routes.update((route.slot, route) for route in filled)
        left += missing
    for task in left:
        _put_anywhere(context, admission, ledger, routes, task.stop)
    return with_outcomes(instance, routes.values())


def draw(context: Context, ledger: StockLedger, route: RoutePlan, sign: int) -> None:
    """Take the goods of a route from the stock (``sign=1``) or give them back (``sign=-1``)."""
    for trip in route.trips:
        for stop in trip.stops:
            if isinstance(stop, Stop):
                visit = context.visit(stop)
                if not visit.is_pickup:
                    ledger.draw(route.slot, trip.depot, visit.products, visit.load[0], sign=sign)


def _keep(context: Context, bin_: Bin, tasks: list[_Task]) -> tuple[RoutePlan | None, list[_Task]]:
    """Return the present route without what leaves it, and the tasks that it does not contain yet."""
    if bin_.route is None:
        return None, tasks
    wanted = {(tuple(sorted(task.stop.orders)), task.depot): task for task in tasks}

    def stays(stop: Stop | RestStop, depot: int) -> bool:
        if isinstance(stop, RestStop) or stop.quantities is not None:
            return True
        return wanted.pop((tuple(sorted(stop.orders)), depot), None) is not None

    trips = [
        replace(trip, stops=tuple(stop for stop in trip.stops if stays(stop, trip.depot)))
        for trip in bin_.route.trips
    ]
    route = tidy(replace(bin_.route, trips=tuple(trips)))
    if route is not None and context.route_cost(route) is None:
        route = with_rests(context, route)
        if route is None:  # cannot be repaired by moving rests: everything comes anew
            return None, tasks
    return route, list(wanted.values())


def _fill(
    context: Context, ledger: StockLedger, bin_: Bin, kept: RoutePlan | None, tasks: list[_Task]
) -> tuple[list[RoutePlan], list[_Task]]:
    """Insert tasks into the slots of a bin, hardest first, opening equal slots as they fill up."""
    seconds = context.travel(context.type_of(bin_.slot).profile)[1]
    slots = context.instance.slots
    start, end = int(slots.start[bin_.slot]), int(slots.end[bin_.slot])

    def ease(task: _Task) -> tuple[bool, float, tuple[int, ...]]:
        """Sort visits with little choice of time first, then far ones."""
        visit = context.visit(task.stop)
        ready = max(start, visit.release)
        freedom = sum(max(0, min(latest, end) - max(earliest, ready)) for earliest, latest in visit.spans)
        place = context.instance.place_of(visit.customer)
        return 2 * freedom >= end - start, -float(seconds[task.depot, place]), task.stop.orders

    left = sorted(tasks, key=ease)
    routes = []
    for slot in bin_.slots:
        route = kept if slot == bin_.slot else None
        waiting = []
        for task in left:
            context.check()
            visit = context.visit(task.stop)
            grown = None
            if visit.is_pickup or ledger.fits(slot, task.depot, visit.products, visit.load[0]):
                grown = insert(context, slot, route, task.stop, task.depot, max_tries=_MAX_TRIES)
            if grown is None:
                waiting.append(task)
                continue
            if not visit.is_pickup:
                ledger.draw(slot, task.depot, visit.products, visit.load[0])
            route = grown
        left = waiting
        if route is not None:
            routes.append(route)
        if not left:
            break
    return routes, left


def _put_anywhere(
    context: Context, admission: Admission, ledger: StockLedger, routes: dict[int, RoutePlan], stop: Stop
) -> None:
    """Insert a stop where it costs least, unless leaving its orders costs less."""
    instance = context.instance
    visit = context.visit(stop)
    best: tuple[int, int, RoutePlan] | None = None
    left = sum(leaving_cost(instance, order) for order in stop.orders)
    for slot in range(instance.num_slots):
        context.check()
        for depot in admission.depots(stop.orders, slot):
            if not visit.is_pickup and not ledger.fits(slot, depot, visit.products, visit.load[0]):
                continue
            grown = insert(context, slot, routes.get(slot), stop, depot, max_tries=_MAX_TRIES)
            found = None if grown is None else context.route_cost(grown)
            if grown is None or found is None:
                continue
            before = context.route_cost(routes[slot]) if slot in routes else None
            extra = found.cost - (0 if before is None else before.cost)
            if extra < left and (best is None or extra < best[0]):
                best = (extra, depot, grown)
    if best is not None:
        routes[best[2].slot] = best[2]
        if not visit.is_pickup:
            ledger.draw(best[2].slot, best[1], visit.products, visit.load[0])
