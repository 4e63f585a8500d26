"""Why a served order is served as it is: what its visit costs, and what other depots would mean instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vrpcore.evaluation.cost import route_cost, unserved_cost
from vrpcore.evaluation.facts import PlanFacts, RouteFacts, TripFacts, Visit
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Base, Books
from vrpcore.evaluation.reasons.cheapest import cheapest_insertion
from vrpcore.evaluation.reasons.depots import admission, supply
from vrpcore.evaluation.reasons.fitting import Budget
from vrpcore.evaluation.reasons.insertions import Insertion, Pairs, Positions
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.evaluation.reasons.vehicles import loads_at, obstacles
from vrpcore.evaluation.schedule import add_legs, add_times
from vrpcore.evaluation.tables import Tables
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Reason
from vrpcore.models.message import message

TOTAL_SCHEDULES, SCHEDULES = 40_000, (20, 500)
TOTAL_INSERTIONS, INSERTIONS = 400_000, (50, 1_000)
"""What may be tried for all visits together, and the least and most for one."""


def served_reasons(plan: PlanFacts) -> dict[str, tuple[Reason, ...]]:
    """Reasons by order id, for every order that a visit serves in full or in part.

    First what the plan would save without the visit, then each other depot: why it may not or cannot serve
    it, or what moving the visit there would cost, everything else as it is.
    """
    visits = [(route, trip, visit) for route in plan.routes for trip in route.trips for visit in trip.visits]
    if not visits:
        return {}
    books = Books(plan)
    positions = _OtherRoutes(books)
    num_schedules = min(max(TOTAL_SCHEDULES // len(visits), SCHEDULES[0]), SCHEDULES[1])
    num_insertions = min(max(TOTAL_INSERTIONS // len(visits), INSERTIONS[0]), INSERTIONS[1])
    found: dict[str, tuple[Reason, ...]] = {}
    for (route, trip, visit), saving in zip(visits, _savings(plan.tables, visits), strict=True):
        positions.own = route
        budget = Budget(num_schedules)
        reasons = [_saving(plan.tables, visit, saving, trip.depot)]
        for depot in plan.tables.problem.depots:
            if depot.id != trip.depot.id:
                reasons += _instead(books, positions, visit, depot, saving, budget, num_insertions)
        for order in visit.orders:
            found[order.id] = (*found.get(order.id, ()), *reasons)
    return found


class _OtherRoutes(Positions):
    """Every position but those of the route that makes the visit already."""

    own: RouteFacts | None = None

    def of(self, missing: Missing, pairs: Pairs, bases: Iterable[Base]) -> Iterator[Insertion]:
        """All insertions into other routes that start from one of the wanted depots."""
        wanted = {depot_id for depot_id, _ in pairs}
        others = [base for base in bases if base.route is not self.own]
        return (one for one in super().of(missing, pairs, others) if one.depot.id in wanted)


def _savings(tables: Tables, visits: list[tuple[RouteFacts, TripFacts, Visit]]) -> list[int]:
    """What each route would cost less without one of its visits."""
    shorter = [_without(route, trip, visit) for route, trip, visit in visits]
    left = [route for route in shorter if route.used]
    add_legs(tables, left)
    for route in left:
        add_times(route)
    cost_of = {id(route): route_cost(tables, route).total for route, _, _ in visits}
    return [
        cost_of[id(route)] - (route_cost(tables, rest).total if rest.used else 0)
        for (route, _, _), rest in zip(visits, shorter, strict=True)
    ]


def _without(route: RouteFacts, trip: TripFacts, visit: Visit) -> RouteFacts:
    """A route that leaves out one visit, and with it the trip if nothing is left of it."""
    rest = replace(trip, activities=tuple(one for one in trip.activities if one is not visit))
    others = [one for one in route.trips if one is not trip]
    # The first trip loads at home, so it stays, empty, where the next one loads elsewhere.
    if not rest.activities and others and others[0].place_idx == route.home_idx:
        trips = others
    else:
        trips = [rest if one is trip else one for one in route.trips]
    return RouteFacts(route.where, route.slot, route.rates, route.home_idx, tuple(trips))


def _saving(tables: Tables, visit: Visit, saving: int, depot: Depot) -> Reason:
    """What the visit costs, against the price of not making it."""
    problem = tables.problem
    prices = [min(_prices(tables, visit, order_id), default=None) for order_id in _order_ids(visit)]
    known = [price for price in prices if price is not None]
    added = problem.currency.text(saving)
    if len(known) < len(prices):
        text = message("this visit adds {saving} to the cost of its route; it is required", saving=added)
    else:
        text = message(
            "this visit adds {saving} to the cost of its route; leaving it out would cost {price}",
            saving=added,
            price=problem.currency.text(sum(known)),
        )
    return Reason.of(codes.COSTS_LESS, text, depot.id)


def _order_ids(visit: Visit) -> list[str]:
    return [order.id for order in visit.orders]


def _prices(tables: Tables, visit: Visit, order_id: str) -> Iterator[int]:
    """Prices of holding an order and of not serving what the visit brings of it, where allowed."""
    order = tables.problem.order_of[order_id]
    brought = sum(cases for id_, _, cases in visit.lines if id_ == order_id)
    hold = tables.problem.hold_cost(order)
    if hold is not None and brought == order.cases:
        yield hold
    if order.unserved_price is not None:
        yield unserved_cost(tables, order, brought)


def _instead(
    books: Books,
    positions: _OtherRoutes,
    visit: Visit,
    depot: Depot,
    saving: int,
    budget: Budget,
    num_insertions: int,
) -> Iterator[Reason]:
    """Why another depot does not serve a visit, or what it would cost if it did."""
    tables = books.tables
    release = {order.id: tables.problem.release_s(order) or 0 for order in visit.orders}
    last = max(visit.orders, key=lambda order: release[order.id])
    needed: Counter[str] = Counter()
    for _, product_id, cases in visit.lines:
        needed[product_id] += cases
    missing = Missing(last, visit, needed, held=False, price=None)
    against = list(admission(tables, depot, visit)) or list(supply(books, depot, missing))
    if against:
        yield from against
        return
    pairs = set()
    for vehicle_type in tables.problem.vehicle_types:
        if loads_at(vehicle_type, depot):
            obstacle = list(obstacles(tables, vehicle_type, depot, visit))
            yield from obstacle
            if not obstacle:
                pairs.add((depot.id, vehicle_type.id))
    if not pairs:
        return
    tries = cheapest_insertion(books, positions, missing, pairs, budget, num_insertions)
    if tries.best is None:
        text = message(
            "depot {depot!r} may serve it, but at none of the {number} positions tried it fits in",
            depot=depot.id,
            number=tries.num_insertions,
        )
        yield Reason.of(codes.OTHER_DEPOT_FULL, text, depot.id)
        return
    extra, insertion = tries.best.extra, tries.best.insertion
    currency = tables.problem.currency
    change = extra - saving
    text = message(
        "depot {depot!r} could serve it, cheapest by {insertion}, for {extra}: {change}",
        depot=depot.id,
        insertion=insertion.text(),
        extra=currency.text(extra),
        change=message(
            "{amount} more in all" if change >= 0 else "{amount} less", amount=currency.text(abs(change))
        ),
    )
    code = codes.OTHER_DEPOT if change >= 0 else codes.OTHER_DEPOT_CHEAPER
    yield Reason.of(code, text, depot.id, insertion.base.route.slot.vehicle_id)
