"""The plan under construction: routes by slot, where each visit is, and the goods still left at depots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, IntArray
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.costing import route_cost
from vrpcore.solvers.greedy.prices import is_held
from vrpcore.solvers.greedy.route import Route, Trips
from vrpcore.solvers.greedy.route_builder import RouteBuilder
from vrpcore.solvers.greedy.visit_table import INFINITE
from vrpcore.solvers.greedy.workspace import Workspace
from vrpcore.solvers.stock import StockLedger

ABSENT, INACTIVE = -1, -2
"""In place of a slot: not in any route, and not counting at all."""
Draw = tuple[int, tuple[tuple[int, int], ...], int]
"""Depot, (product, cases), grams."""


@dataclass(frozen=True, slots=True)
class Change:
    """New routes of some slots and the change of cost of the whole plan."""

    routes: tuple[Route, ...]
    delta: int


class State:
    """Routes, and which visits are in none of them (the *absent* ones).

    A visit is in at most one route. Visits that share orders (a customer's orders together or apart) are
    never in the plan at the same time: `active` says which visits count.
    """

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self.builder = RouteBuilder(space)
        self.routes: dict[int, Route] = {}
        """Non-empty routes by slot."""
        self.slot_of: IntArray = np.zeros(0, dtype=np.int64)
        """Per visit its slot, `ABSENT`, or `INACTIVE` where the visit does not count."""
        self.gain: IntArray = np.zeros(0, dtype=np.int64)
        """Per visit the cost saved by its leaving: its route's saving, or its price where it is absent."""
        self.absent: dict[int, None] = {}
        """Active visits in no route, in a fixed order."""
        self.ledger = StockLedger(space.instance)
        self.is_limited = [
            depot.stock is not None or depot.max_grams_per_day < NO_LIMIT for depot in space.instance.depots
        ]
        """Per depot: whether stock or daily tonnage may run out."""
        self._empty: dict[int, Route | None] = {}
        slots = space.instance.slots
        self._class_of_slot = list(
            zip(slots.vehicle_type.tolist(), slots.day.tolist(), space.table.shift_of_slot, strict=True)
        )
        self._free: dict[tuple[int, int, int], list[int]] = {}
        for slot in range(space.instance.num_slots - 1, -1, -1):
            if space.instance.vehicle_types[space.type_of_slot[slot]].is_usable:
                self._free.setdefault(self._class_of_slot[slot], []).append(slot)

    @property
    def cost(self) -> int:
        """Cost of all routes and of all absent visits; a required one counts `REQUIRED`."""
        price = self.space.table.price
        return sum(route.cost for route in self.routes.values()) + sum(int(price[v]) for v in self.absent)

    def activate(self, visits: Iterable[int]) -> None:
        """Let visits count; they are absent at first."""
        self._grow()
        for visit in visits:
            self._make_absent(visit)

    def deactivate(self, visit: int) -> None:
        """Let an absent visit count no more."""
        del self.absent[visit]
        self.slot_of[visit] = INACTIVE

    def _make_absent(self, visit: int) -> None:
        self.absent[visit] = None
        self.slot_of[visit] = ABSENT
        self.gain[visit] = self.space.table.price[visit]

    def _grow(self) -> None:
        missing = len(self.space.table) - len(self.slot_of)
        if missing > 0:
            self.slot_of = np.concatenate([self.slot_of, np.full(missing, INACTIVE, dtype=np.int64)])
            self.gain = np.concatenate([self.gain, np.full(missing, -INFINITE, dtype=np.int64)])

    def free_slots(self) -> list[int]:
        """One unused slot of each class of equal ones (same type and day), by number."""
        return sorted(free[-1] for free in self._free.values() if free)

    def empty_route(self, slot: int) -> Route | None:
        """The route of an unused slot; None where the shift leaves no room for any."""
        if slot not in self._empty:
            self._empty[slot] = self.builder.build(slot, ())
        return self._empty[slot]

    def trips_of(self, slot: int) -> Trips:
        """The trips of a slot, none where it is unused."""
        route = self.routes.get(slot)
        return () if route is None else route.trips

    def propose(self, new_trips: Mapping[int, Trips]) -> Change | None:
        """Work out new trips of some slots, or return None where a rule of a route would be broken.

        The change of cost counts routes and visits that come or go.
        """
        table = self.space.table
        routes: list[Route] = []
        delta = 0
        before: set[int] = set()
        after: set[int] = set()
        for slot, trips in new_trips.items():
            old = self.routes.get(slot)
            if old is not None:
                delta -= old.cost
                before.update(old.visits)
            kept = tuple((depot, visits) for depot, visits in trips if visits)
            route = self.builder.build(slot, kept) if kept else self.empty_route(slot)
            if route is None:
                return None
            routes.append(route)
            delta += route.cost
            after.update(route.visits)
        delta += sum(int(table.price[visit]) for visit in before - after)
        delta -= sum(int(table.price[visit]) for visit in after - before if visit in self.absent)
        return Change(tuple(routes), delta)

    def apply(self, change: Change) -> bool:
        """Make a change, unless stock or daily tonnage forbid it."""
        drawn: list[tuple[int, Draw, int]] = []
        for new in change.routes:
            old = self.routes.get(new.slot)
            if old is not None:
                drawn += [(new.slot, draw, -1) for draw in self._draws(old.trips)]
        for slot, draw, sign in drawn:
            self.ledger.draw(slot, *draw, sign=sign)
        for new in change.routes:
            for draw in self._draws(new.trips):
                if not self.ledger.fits(new.slot, *draw):
                    for slot, done, sign in reversed(drawn):
                        self.ledger.draw(slot, *done, sign=-sign)
                    return False
                self.ledger.draw(new.slot, *draw)
                drawn.append((new.slot, draw, 1))
        for new in change.routes:
            self._replace(new)
        for new in change.routes:
            for visit in new.visits:
                self.slot_of[visit] = new.slot
                self.gain[visit] = new.gains.get(visit, -INFINITE)
                self.absent.pop(visit, None)
        return True

    def _replace(self, new: Route) -> None:
        old = self.routes.pop(new.slot, None)
        free = self._free[self._class_of_slot[new.slot]]
        if old is None:
            if new.trips:
                free.remove(new.slot)
        else:
            for visit in old.visits:
                self._make_absent(visit)
            if not new.trips:
                free.append(new.slot)
                free.sort(reverse=True)
        if new.trips:
            self.routes[new.slot] = new

    def _draws(self, trips: Trips) -> list[Draw]:
        """What the trips take from depots that may run out."""
        found: list[Draw] = []
        for depot, numbers in trips:
            if self.is_limited[depot]:
                amounts: dict[int, int] = {}
                grams = 0
                for number in numbers:
                    visit = self.space.table.visits[number]
                    if not visit.is_pickup:
                        grams += visit.load[0]
                        for product, cases in visit.products:
                            amounts[product] = amounts.get(product, 0) + cases
                found.append((depot, tuple(sorted(amounts.items())), grams))
        return found

    def solution(self) -> Solution:
        """The plan as a solver's answer; absent orders are held or unserved, whichever is cheaper."""
        space = self.space
        served: set[int] = set()
        plans = []
        for slot in sorted(self.routes):
            route = self.routes[slot]
            plan = route.plan(space)
            if route_cost(space.instance, plan, space.table.visit_of) is None:
                continue  # a route is checked once more by the contract's own costing before it leaves
            plans.append(plan)
            for visit in route.visits:
                served.update(space.table.visits[visit].stop.orders)
        held = tuple(
            order
            for order in range(space.instance.num_orders)
            if order not in served and is_held(space.instance, order)
        )
        return Solution(tuple(plans), held)


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
