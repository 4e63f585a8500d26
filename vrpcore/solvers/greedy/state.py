"""The plan under construction: routes by slot, where each visit is, and the goods still left at depots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, IntArray
from vrpcore.lowering.visit import Visit
from vrpcore.solvers.greedy.openings import Openings
from vrpcore.solvers.greedy.route import Draw, Route, Trips
from vrpcore.solvers.greedy.route_builder import RouteBuilder
from vrpcore.solvers.greedy.visit_table import INFINITE
from vrpcore.solvers.greedy.workspace import Workspace
from vrpcore.solvers.outcomes import REQUIRED
from vrpcore.solvers.stock import StockLedger

ABSENT, INACTIVE = -1, -2
"""In place of a slot: not in any route, and not counting at all."""


@dataclass(frozen=True, slots=True)
class Change:
    """New routes of some slots (None: unused from now on) and the change of cost of the whole plan."""

    routes: dict[int, Route | None]
    delta: int


class State:
    """Routes, and which visits are in none of them (the *absent* ones).

    A visit is in at most one route. Visits that share orders (a customer's orders together or apart) are
    never active at the same time.
    """

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self.builder = RouteBuilder(space)
        self.openings = Openings(self.builder)
        self.routes: dict[int, Route] = {}
        """Non-empty routes by slot."""
        self.slot_of: IntArray = np.zeros(0, dtype=np.int64)
        """Per visit its slot, `ABSENT`, or `INACTIVE` where the visit does not count."""
        self.absent: dict[int, None] = {}
        """Active visits in no route, in a fixed order."""
        self.ledger = StockLedger(space.instance)
        self.is_limited = [
            depot.stock is not None or depot.max_grams_per_day < NO_LIMIT for depot in space.instance.depots
        ]
        """Per depot: whether stock or daily tonnage may run out."""
        self.cost = 0
        """Cost of all routes and of all absent visits; a required one counts `REQUIRED`."""
        self._num_required_absent = 0
        self._gain: IntArray = np.zeros(0, dtype=np.int64)
        self._stale: set[int] = set()

    @property
    def is_feasible(self) -> bool:
        """Whether no required order is left out."""
        return self._num_required_absent == 0

    @property
    def known_cost(self) -> int | None:
        """What listeners are told: the plan's cost, None while a required order is left out."""
        return self.cost if self.is_feasible else None

    def gain(self, visits: IntArray) -> IntArray:
        """Per visit the cost saved by its leaving; the price of an absent one."""
        for slot in sorted(self._stale):
            route = self.routes.get(slot)
            if route is not None:
                for visit in route.visits:
                    self._gain[visit] = route.gains.get(visit, -INFINITE)
        self._stale.clear()
        found: IntArray = self._gain[visits]
        return found

    def activate(self, visits: Iterable[int]) -> None:
        """Let visits count; they are absent at first."""
        missing = len(self.space.table) - len(self.slot_of)
        if missing > 0:
            self.slot_of = np.concatenate([self.slot_of, np.full(missing, INACTIVE, dtype=np.int64)])
            self._gain = np.concatenate([self._gain, np.full(missing, -INFINITE, dtype=np.int64)])
        for visit in visits:
            self._make_absent(visit)

    def deactivate(self, visit: int) -> None:
        """Let an absent visit count no more."""
        self._remove_absent(visit)
        self.slot_of[visit] = INACTIVE

    def _make_absent(self, visit: int) -> None:
        self.absent[visit] = None
        self.slot_of[visit] = ABSENT
        price = int(self.space.table.price[visit])
        self._gain[visit] = price
        self.cost += price
        self._num_required_absent += price >= REQUIRED

    def _remove_absent(self, visit: int) -> None:
        if visit in self.absent:
            del self.absent[visit]
            price = int(self.space.table.price[visit])
            self.cost -= price
            self._num_required_absent -= price >= REQUIRED

    def trips_of(self, slot: int) -> Trips:
        """The trips of a slot, none where it is unused."""
        route = self.routes.get(slot)
        return () if route is None else route.trips

    def propose(self, new_trips: Mapping[int, Trips]) -> Change | None:
        """Work out new trips of some slots, or return None where a rule of a route would be broken.

        The change of cost counts routes and visits that come or go.
        """
        routes: dict[int, Route | None] = {}
        delta = 0
        before: set[int] = set()
        after: set[int] = set()
        for slot, trips in new_trips.items():
            old = self.routes.get(slot)
            if old is not None:
                delta -= old.cost
                before.update(old.visits)
            kept = tuple((depot, visits) for depot, visits in trips if visits)
            routes[slot] = None
            if kept:
                route = self.builder.build(slot, kept)
                if route is None:
                    return None
                routes[slot] = route
                delta += route.cost
                after.update(route.visits)
        price = self.space.table.price
        delta += sum(int(price[visit]) for visit in before - after)
        delta -= sum(int(price[visit]) for visit in after - before if visit in self.absent)
        return Change(routes, delta)

    def apply(self, change: Change) -> bool:
        """Make a change, unless stock or daily tonnage forbid it."""
        if any(self.is_limited) and not self._draw(change):
            return False
        kept = {visit for new in change.routes.values() if new is not None for visit in new.visits}
        for slot, new in change.routes.items():
            old = self.routes.pop(slot, None)
            if old is None and new is not None:
                self.openings.take(slot)
            elif old is not None:
                self.cost -= old.cost
                for visit in old.visits:
                    if visit not in kept:
                        self._make_absent(visit)
                if new is None:
                    self.openings.give_back(slot)
            if new is not None:
                self.routes[slot] = new
                self.cost += new.cost
                self._stale.add(slot)
        for slot, new in change.routes.items():
            if new is not None:
                self.slot_of[list(new.visits)] = slot
                for visit in new.visits:
                    if visit in self.absent:
                        self._remove_absent(visit)
        return True

    def change(self, new_trips: Mapping[int, Trips], below: int | None = 0) -> Change | None:
        """Make new trips of some slots if they break no rule and change the cost by less than `below`."""
        change = self.propose(new_trips)
        if change is None or (below is not None and change.delta >= below) or not self.apply(change):
            return None
        return change

    def _draw(self, change: Change) -> bool:
        """Draw what new routes need instead of what the old ones did; False, and no change, if it lacks."""
        less: list[tuple[int, Draw]] = []
        more: list[tuple[int, Draw]] = []
        for slot, new in change.routes.items():
            back, out = _net(self._draws(self.routes.get(slot)), self._draws(new))
            less += [(slot, draw) for draw in back]
            more += [(slot, draw) for draw in out]
        for slot, draw in less:
            self.ledger.draw(slot, *draw, sign=-1)
        for nth, (slot, draw) in enumerate(more):
            if not self.ledger.fits(slot, *draw):
                for place, done in more[:nth]:
                    self.ledger.draw(place, *done, sign=-1)
                for place, done in less:
                    self.ledger.draw(place, *done)
                return False
            self.ledger.draw(slot, *draw)
        return True

    def _draws(self, route: Route | None) -> list[Draw]:
        """What a route takes from depots that may run out."""
        if route is None:
            return []
        if route.draws is None:
            visits = self.space.table.visits
            route.draws = [
                (depot, *goods_of(visits[number] for number in numbers))
                for depot, numbers in route.trips
                if self.is_limited[depot]
            ]
        return route.draws

    def snapshot(self) -> Snapshot:
        """Remember the plan, to come back to it."""
        return Snapshot(dict(self.routes), dict(self.absent))

    def restore(self, snapshot: Snapshot) -> None:
        """Come back to a plan that was remembered; its visits must be the active ones."""
        changed = {
            slot: snapshot.routes.get(slot)
            for slot in sorted(self.routes.keys() | snapshot.routes.keys())
            if self.routes.get(slot) is not snapshot.routes.get(slot)
        }
        is_done = self.apply(Change(changed, 0))
        assert is_done, "a plan that was valid before is valid again"
        self.absent = dict(snapshot.absent)


def goods_of(visits: Iterable[Visit]) -> tuple[tuple[tuple[int, int], ...], int]:
    """Goods that deliveries bring together: (product, cases) by product, and grams."""
    amounts: dict[int, int] = {}
    grams = 0
    for visit in visits:
        if not visit.is_pickup:
            grams += visit.load[0]
            for product, cases in visit.products:
                amounts[product] = amounts.get(product, 0) + cases
    return tuple(sorted(amounts.items())), grams


def _net(old: Sequence[Draw], new: Sequence[Draw]) -> tuple[list[Draw], list[Draw]]:
    """What a slot takes less of by its new draws than by its old ones, and what it takes more of."""
    amounts: dict[int, dict[int, int]] = {}
    grams: dict[int, int] = {}
    for sign, draws in ((-1, old), (1, new)):
        for depot, products, weight in draws:
            of_depot = amounts.setdefault(depot, {})
            for product, cases in products:
                of_depot[product] = of_depot.get(product, 0) + sign * cases
            grams[depot] = grams.get(depot, 0) + sign * weight
    less: list[Draw] = []
    more: list[Draw] = []
    for depot, of_depot in amounts.items():
        back = tuple((product, -cases) for product, cases in of_depot.items() if cases < 0)
        out = tuple((product, cases) for product, cases in of_depot.items() if cases > 0)
        weight = grams[depot]
        if back or weight < 0:
            less.append((depot, back, max(0, -weight)))
        if out or weight > 0:
            more.append((depot, out, max(0, weight)))
    return less, more


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A plan that was."""

    routes: dict[int, Route]
    absent: dict[int, None]


def with_visit(trips: Trips, depot: int, trip: int, position: int, visit: int) -> Trips:
    """Insert a visit into a trip, or (position -1) as a new trip of that number."""
    if position < 0:
        return (*trips[:trip], (depot, (visit,)), *trips[trip:])
    own_depot, visits = trips[trip]
    return (*trips[:trip], (own_depot, (*visits[:position], visit, *visits[position:])), *trips[trip + 1 :])


def without_visits(trips: Trips, gone: Sequence[int]) -> Trips:
    """Take visits out; trips that become empty go with them."""
    left = ((depot, tuple(visit for visit in visits if visit not in gone)) for depot, visits in trips)
    return tuple((depot, visits) for depot, visits in left if visits)
