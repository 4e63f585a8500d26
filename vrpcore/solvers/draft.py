"""A plan to which visits are added one by one, and where it could take more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vrpcore.lowering.instance import NO_PRICE, IntArray
from vrpcore.lowering.solution import RestStop, RoutePlan, Stop
from vrpcore.lowering.visit import Visit
from vrpcore.solvers.costing import Costing
from vrpcore.solvers.gaps import Row, empty_route, gaps_of
from vrpcore.solvers.insertion import Insertion, JoinSite, join_sites
from vrpcore.solvers.stock import StockLedger
from vrpcore.solvers.stops import stop_without, tidy


class Draft:
    """Routes by slot, the goods that depots have left, and the gaps of all routes."""

    def __init__(self, costing: Costing) -> None:
        self.costing = costing
        self._instance = costing.instance
        self.routes: dict[int, RoutePlan] = {}
        self._ledger = StockLedger(self._instance)
        self._done: list[tuple[int, RoutePlan | None, list[tuple[int, Stop, int]]]] = []
        """Slot, route before, and goods of every change."""
        self._gaps: dict[int, IntArray] = {}
        self._all: IntArray | None = None
        self._slots_of: defaultdict[tuple[int, bool], set[int]] = defaultdict(set)
        slots = self._instance.slots
        self._equal: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for slot, key in enumerate(zip(slots.vehicle_type.tolist(), slots.day.tolist(), strict=True)):
            if self._instance.vehicle_types[key[0]].is_usable:
                self._equal[key].append(slot)

    def add(self, route: RoutePlan) -> None:
        """Add the route of an unused slot; it keeps every rule."""
        self.routes[route.slot] = route
        for trip in route.trips:
            for stop in trip.stops:
                if isinstance(stop, Stop):
                    self._take(route.slot, trip.depot, stop, 1)
        self._gaps_of(route.slot)

    def _take(self, slot: int, depot: int, stop: Stop, sign: int) -> None:
        """Draw goods, and remember where the customer is visited."""
        visit = self.costing.visit(stop)
        if not visit.is_pickup:
            self._ledger.draw(slot, depot, visit.products, visit.load[0], sign=sign)
        self._slots_of[visit.customer, visit.is_pickup].add(slot)

    def apply(self, insertion: Insertion) -> None:
        """Make an insertion, which fits."""
        candidate = insertion.candidate
        self._change(candidate.slot, insertion.route, [(candidate.depot, candidate.brought, 1)])

    def take_out(self, order: int, customer: int) -> int | None:
        """Take a delivery order out of every route; return the cost that this saves.

        None, and nothing changes, where a route would then break a rule.
        """
        saved = num_changes = 0
        for slot in sorted(self._slots_of[customer, False] & self.routes.keys()):
            route = self.routes[slot]
            trips, goods = [], []
            for trip in route.trips:
                stops: list[Stop | RestStop] = []
                for stop in trip.stops:
                    if isinstance(stop, RestStop) or order not in stop.orders:
                        stops.append(stop)
                        continue
                    left, brought = stop_without(self._instance, stop, order)
                    goods.append((trip.depot, brought, -1))
                    if left is not None:
                        stops.append(left)
                trips.append(replace(trip, stops=tuple(stops)))
            if not goods:
                continue
            shorter = tidy(replace(route, trips=tuple(trips)))
            costs = [self.costing.route_cost(one) for one in (route, shorter) if one is not None]
            if any(cost is None for cost in costs):
                self.undo(num_changes)
                return None
            before, *after = [cost.cost for cost in costs if cost is not None]
            saved += before - sum(after)
            self._change(slot, shorter, goods)
            num_changes += 1
        return saved

    def _change(self, slot: int, route: RoutePlan | None, goods: list[tuple[int, Stop, int]]) -> None:
        """Give a slot another route, with the (depot, goods, sign) that it takes more or less."""
        self._done.append((slot, self.routes.get(slot), goods))
        self._set(slot, route)
        for depot, stop, sign in goods:
            self._take(slot, depot, stop, sign)

    def undo(self, number: int) -> None:
        """Take back the last changes."""
        for _ in range(number):
            slot, before, goods = self._done.pop()
            self._set(slot, before)
            for depot, stop, sign in goods:
                self._take(slot, depot, stop, -sign)

    def _set(self, slot: int, route: RoutePlan | None) -> None:
        if route is None:
            del self.routes[slot]
        else:
            self.routes[slot] = route
        self._gaps.pop(slot, None)
        self._all = None

    @property
    def version(self) -> int:
        """Number of changes so far."""
        return len(self._done)

    def changed_since(self, version: int) -> set[int]:
        """Slots whose routes have changed since a version."""
        return {slot for slot, _, _ in self._done[version:]}

    def gaps(self, slots: set[int] | None) -> IntArray:
        """The gaps of some routes; of all routes and of unused slots of each kind where none are given."""
        if slots is not None:
            found = [self._gaps_of(slot) for slot in sorted(slots)]
            return np.concatenate(found, axis=1) if found else np.empty((len(Row), 0), dtype=np.int64)
        if self._all is None:
            free = (next((s for s in equal if s not in self.routes), None) for equal in self._equal.values())
            wanted = [*sorted(self.routes), *(slot for slot in free if slot is not None)]
            found = [self._gaps_of(slot) for slot in wanted]
            self._all = np.concatenate(found, axis=1) if found else np.empty((len(Row), 0), dtype=np.int64)
        return self._all

    def _gaps_of(self, slot: int) -> IntArray:
        found = self._gaps.get(slot)
        if found is None:
            route = self.routes.get(slot)
            new = route or empty_route(self.costing, slot)
            found = self._gaps[slot] = gaps_of(self.costing, new, is_new=route is None)
        return found

    def join_sites(self, visit: Visit, slots: set[int] | None) -> list[JoinSite]:
        """The stops that may share a visit with another one, in some routes or in all."""
        mine = self._slots_of[visit.customer, visit.is_pickup]
        wanted = sorted(mine if slots is None else mine & slots)
        return [
            site
            for slot in wanted
            if slot in self.routes
            for site in join_sites(self.costing, self.routes[slot], self._gaps_of(slot), visit)
        ]

    def columns(self, sites: Sequence[JoinSite]) -> IntArray:
        """The gaps beside some stops."""
        if not sites:
            return np.empty((len(Row), 0), dtype=np.int64)
        return np.stack([site.gap for site in sites], axis=1)

    def most(
        self, order: int, rest: tuple[int, ...], gaps: IntArray, present_cases: Sequence[int], whole: Visit
    ) -> list[tuple[int, ...]]:
        """Per gap the most of what is missing of an order that fits there, line after line.

        Stock, daily tonnage, room, and an upper bound of the depot's band without a waiver limit it. What
        must come whole, comes whole or not at all.

        Parameters
        ----------
        rest
            Cases missing of each line.
        present_cases
            Cases of the stop at each gap that would share the visit; 0 for a visit of its own.
        whole
            The visit that brings all of the rest.
        """
        instance = self._instance
        first = Row.ROOM_AFTER_G if whole.is_pickup else Row.ROOM_G
        room = gaps[first : first + 3].copy()
        begin = int(instance.orders.line_begin[order])
        products = instance.orders.line_product[begin : begin + len(rest)].tolist()
        most = np.repeat(np.array(rest, dtype=np.int64)[:, None], gaps.shape[1], axis=1)
        if not whole.is_pickup:
            taken = np.array(present_cases, dtype=np.int64)
            for depot in np.unique(gaps[Row.DEPOT]).tolist():
                at = gaps[Row.DEPOT] == depot
                grams = self._ledger.most_grams(depot, gaps[Row.SLOT, at])
                if grams is not None:
                    room[0, at] = np.minimum(room[0, at], grams)
                band = instance.depots[depot]
                if band.waiver_above == NO_PRICE:
                    room[2, at] = np.minimum(room[2, at], band.max_cases - taken[at])
                for line, product in enumerate(products):
                    left = self._ledger.most(depot, product, gaps[Row.SLOT, at])
                    if left is not None:
                        most[line, at] = np.minimum(most[line, at], left)
        for line, product in enumerate(products):
            for k, each in enumerate(instance.case_load[product].tolist()):
                if each:
                    most[line] = np.minimum(most[line], np.maximum(room[k], 0) // each)
            room -= instance.case_load[product][:, None] * most[line]
        if not instance.orders.is_splittable[order]:
            most[:, (most != np.array(rest)[:, None]).any(axis=0)] = 0
        return list(map(tuple, most.T.tolist()))
