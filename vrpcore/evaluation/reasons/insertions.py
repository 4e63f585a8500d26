"""Where a plan could take a missing order in: every position, visit, further trip and free vehicle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Literal

from vrpcore.evaluation.facts import Visit
from vrpcore.evaluation.reasons.books import Base, Books
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.models.depot import Depot
from vrpcore.models.message import Message, message

Pairs = Set[tuple[str, str]]
"""(depot id, vehicle type id): which vehicles may bring the order from where."""

_HOW = {
    "own": "vehicle {vehicle!r} on {day} from depot {depot!r}, on a route of its own",
    "trip": "vehicle {vehicle!r} on {day} from depot {depot!r}, on a further trip",
    "first": "vehicle {vehicle!r} on {day} from depot {depot!r}, as the first stop",
    "break": "vehicle {vehicle!r} on {day} from depot {depot!r}, after a break",
    "join": "vehicle {vehicle!r} on {day} from depot {depot!r}, with the visit of customer {customer!r}",
    "after": "vehicle {vehicle!r} on {day} from depot {depot!r}, after customer {customer!r}",
}


@dataclass(frozen=True, slots=True)
class Insertion:
    """One way to take a missing order in."""

    base: Base
    depot: Depot
    after_idx: int
    """The event that the new stops follow (-1: the start), or, for a joined visit, its own event."""
    kind: Literal["insert", "join", "trip"]
    """A new stop on a trip, a part of a visit that exists, or a new trip."""

    def text(self) -> Message:
        """The insertion in words."""
        slot = self.base.route.slot
        activity = None if self.base.is_new else self.base.route.events[self.after_idx].activity
        neighbour = {}
        if self.base.is_new:
            how = "own"
        elif self.kind == "trip":
            how = "trip"
        elif isinstance(activity, Visit):
            how = "join" if self.kind == "join" else "after"
            neighbour = {"customer": activity.customer.id}
        else:
            how = "first" if activity is None else "break"
        return message(
            _HOW[how], vehicle=slot.vehicle_id, day=str(slot.date), depot=self.depot.id, **neighbour
        )


def on_empty_route(base: Base, depot: Depot) -> Insertion:
    """The order alone on an empty route: on its first trip from home, or on a second from elsewhere."""
    at_home = depot.id == base.route.vehicle_type.depot_id
    return Insertion(base, depot, 0, "insert" if at_home else "trip")


class Positions:
    """Where a plan could take orders in: worked out once, since it is much the same for all of them."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._new_stops: dict[int, dict[str, list[Insertion]]] = {}
        self._visits: dict[int, dict[str, list[tuple[int, Visit]]]] = {}

    def of(self, missing: Missing, pairs: Pairs, bases: Iterable[Base]) -> Iterator[Insertion]:
        """All insertions of an order in the given routes of the plan and on free vehicles.

        Joining a visit is tried whatever `pairs` says: the order may be too small alone, but not together.
        """
        customer_id = missing.visit.customer.id
        for base in bases:
            type_id = base.route.vehicle_type.id
            for depot_id, found in self._new_stops_in(base).items():
                if (depot_id, type_id) in pairs:
                    yield from found
            for idx, visit in self._visits_in(base).get(customer_id, ()):
                if _may_join(self._books, visit, missing):
                    yield Insertion(base, base.route.events[idx].trip.depot, idx, "join")
        for base in self._books.free:
            for depot_id in _loading_depots(base):
                if (depot_id, base.route.vehicle_type.id) in pairs:
                    yield on_empty_route(base, self._books.tables.problem.depot_of[depot_id])

    def _new_stops_in(self, base: Base) -> dict[str, list[Insertion]]:
        """New stops and further trips of a route by the depot where the goods would be loaded."""
        if id(base) not in self._new_stops:
            found: defaultdict[str, list[Insertion]] = defaultdict(list)
            for insertion in _new_stops(self._books, base):
                found[insertion.depot.id].append(insertion)
            self._new_stops[id(base)] = dict(found)
        return self._new_stops[id(base)]

    def _visits_in(self, base: Base) -> dict[str, list[tuple[int, Visit]]]:
        """The visits of a route with their positions, by customer."""
        if id(base) not in self._visits:
            found: defaultdict[str, list[tuple[int, Visit]]] = defaultdict(list)
            for idx, event in enumerate(base.route.events):
                if isinstance(event.activity, Visit):
                    found[event.activity.customer.id].append((idx, event.activity))
            self._visits[id(base)] = dict(found)
        return self._visits[id(base)]


def _loading_depots(base: Base) -> tuple[str, ...]:
    vehicle_type = base.route.vehicle_type
    return tuple(dict.fromkeys((vehicle_type.depot_id, *vehicle_type.reload_depot_ids)))


def _new_stops(books: Books, base: Base) -> Iterator[Insertion]:
    problem = books.tables.problem
    route = base.route
    home_id, max_trips = route.vehicle_type.depot_id, route.vehicle_type.max_trips
    may_reload = max_trips is None or len(route.trips) < max_trips
    further = [problem.depot_of[depot_id] for depot_id in _loading_depots(base)] if may_reload else []
    if further:
        yield Insertion(base, problem.depot_of[home_id], -1, "trip")
    for idx, event in enumerate(route.events[:-1]):
        yield Insertion(base, event.trip.depot, idx, "insert")
        if route.events[idx + 1].kind in ("load", "end"):
            for depot in further:
                yield Insertion(base, depot, idx, "trip")


def _may_join(books: Books, visit: Visit, missing: Missing) -> bool:
    """Whether one visit may bring both; a further part of an order that it has needs no consolidation."""
    return (
        visit.kind == missing.visit.kind
        and visit.customer.id == missing.visit.customer.id
        and (
            books.tables.problem.policy.consolidate
            or all(order.id == missing.order.id for order in visit.orders)
        )
    )


def joined_visit(insertion: Insertion) -> Visit:
    """The visit of the plan that is to bring more."""
    activity = insertion.base.route.events[insertion.after_idx].activity
    assert isinstance(activity, Visit)
    return activity
