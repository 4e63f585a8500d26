"""The network of a slot: its possible trips, the visits each may contain, and the arcs between them.

Everything that cannot be part of a feasible route is left out here, before the model is built: visits that a
depot may not serve or a vehicle not carry, and arcs that come too late, overload or lead nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE, BoolArray, Instance, IntArray, Spans
from vrpcore.lowering.visit import Visit
from vrpcore.solvers.cpsat.amounts import brought, most_visits
from vrpcore.solvers.cpsat.legs import NO_WAY, Legs, make_legs


@dataclass(frozen=True, slots=True)
class Layer:
    """The visits and arcs of the trips that load at one depot as the n-th of their route."""

    trip: int
    """Position in the route, from 0."""
    depot: int
    loading: Spans
    """When loading may begin."""
    visits: IntArray
    """Numbers of the candidates that may be on the trip."""
    first: IntArray
    """Per visit: the earliest start of service that any feasible route allows."""
    last: IntArray
    """Per visit: the latest."""
    arcs: IntArray
    """Shape (num_arcs, 2): positions in `visits` that may follow each other."""


@dataclass(frozen=True, slots=True)
class SlotNetwork:
    """All that one slot can do."""

    slot: int
    type_idx: int
    layers: tuple[Layer, ...]
    """By trip; the first trip has one layer, each later one a layer per depot where it may load."""


@dataclass(frozen=True)
class Fleet:
    """What a vehicle of each type and each candidate mean to each other."""

    instance: Instance
    candidates: tuple[Visit, ...]
    is_complete: bool = True
    """Whether the candidates are all there are; else the model proves nothing about the problem."""
    _legs: dict[int, Legs] = field(default_factory=dict)

    @cached_property
    def places(self) -> IntArray:
        """Depots, then the customers that have candidates."""
        customers = sorted({visit.customer for visit in self.candidates})
        depots = list(range(self.instance.num_depots))
        return np.array(depots + [self.instance.place_of(customer) for customer in customers], dtype=np.int64)

    @cached_property
    def place(self) -> IntArray:
        """Per candidate: its position in `places`."""
        at = {int(place): position for position, place in enumerate(self.places)}
        return np.array([at[self.instance.place_of(v.customer)] for v in self.candidates], dtype=np.int64)

    @cached_property
    def load(self) -> IntArray:
        """Shape (num_candidates, 3)."""
        return np.array([visit.load for visit in self.candidates], dtype=np.int64).reshape(-1, 3)

    @cached_property
    def is_pickup(self) -> BoolArray:
        """Per candidate."""
        return np.array([visit.is_pickup for visit in self.candidates], dtype=np.bool_)

    @cached_property
    def shares_order(self) -> BoolArray:
        """Pairs of candidates that cannot both be chosen; each excludes itself."""
        orders = self.instance.orders
        holds = np.zeros((len(self.candidates), self.instance.num_orders), dtype=np.float32)
        amounts: dict[int, IntArray] = {}
        for number, visit in enumerate(self.candidates):
            holds[number, [order for order in visit.stop.orders if not orders.is_splittable[order]]] = 1
            if visit.stop.quantities is not None or orders.is_splittable[list(visit.stop.orders)].any():
                for line, cases in brought(self.instance, visit.stop):
                    column = amounts.setdefault(line, np.zeros(len(self.candidates), dtype=np.int64))
                    column[number] = cases
        excluded = np.asarray(holds @ holds.T > 0, dtype=np.bool_)
        for line, column in amounts.items():
            excluded |= column[:, None] + column[None, :] > orders.line_cases[line]
        np.fill_diagonal(excluded, val=True)
        return excluded

    def most_visits(self, numbers: Sequence[int]) -> int:
        """Most visits that can be made of some candidates, as far as their orders go."""
        orders = {order for number in numbers for order in self.candidates[number].stop.orders}
        return sum(most_visits(self.instance, order) for order in orders)

    def legs(self, type_idx: int) -> Legs:
        """Legs of a vehicle type between `places`."""
        profile = self.instance.vehicle_types[type_idx].profile
        if profile not in self._legs:
            self._legs[profile] = make_legs(self.instance, profile, self.places)
        return self._legs[profile]

    def service(self, type_idx: int) -> IntArray:
        """Seconds that each candidate takes a vehicle of a type."""
        vehicle_type = self.instance.vehicle_types[type_idx]
        return np.array([v.service_duration(vehicle_type) for v in self.candidates], dtype=np.int64)

    def may_serve(self, type_idx: int, depot: int) -> BoolArray:
        """Which candidates a vehicle of a type may bring from a depot, times apart."""
        vehicle_type = self.instance.vehicle_types[type_idx]
        legs = self.legs(type_idx)
        to, home = legs.least_metres[depot, self.place], legs.least_metres[self.place, vehicle_type.depot]
        admitted = np.array(
            [visit.surcharges[depot] != NO_PRICE for visit in self.candidates], dtype=np.bool_
        )
        in_area = np.array([vehicle_type.area[visit.customer] for visit in self.candidates], dtype=np.bool_)
        fits = (self.load <= np.array(vehicle_type.capacity, dtype=np.int64)).all(axis=1)
        near = (to < NO_WAY) & (home < NO_WAY) & (to + home <= vehicle_type.max_distance)
        return np.asarray(admitted & in_area & fits & near, dtype=np.bool_)


class NetworkMaker:
    """Makes the networks of slots; figures that slots of a type share are worked out once.

    Parameters
    ----------
    fleet
        The instance and its candidates.
    """

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self._may_serve: dict[tuple[int, int], BoolArray] = {}
        self._service: dict[int, IntArray] = {}

    def make(self, slot: int, num_trips: int) -> SlotNetwork | None:
        """The network of a slot with at most `num_trips` trips, or None where it can serve nobody."""
        instance = self.fleet.instance
        type_idx = int(instance.slots.vehicle_type[slot])
        vehicle_type = instance.vehicle_types[type_idx]
        legs = self.fleet.legs(type_idx)
        home = vehicle_type.depot
        start = int(instance.slots.start[slot])
        if not vehicle_type.is_usable or num_trips < 1 or legs.metres[home, home] < 0:
            return None
        arrival = start + int(legs.seconds[home, home])
        first = self._layer(slot, 0, home, arrival)
        if first is None:
            return None
        layers = [first]
        leaves = first.loading[0][0] + vehicle_type.loading_duration
        if num_trips > 1:
            reached = {
                depot: leaves + int(legs.least_seconds[home, depot]) for depot in vehicle_type.load_depots
            }
            later = [self._layer(slot, 1, depot, at) for depot, at in reached.items()]
            for trip in range(1, num_trips):
                layers += [replace(layer, trip=trip) for layer in later if layer is not None]
        if not any(len(layer.visits) for layer in layers):
            return None
        return SlotNetwork(slot, type_idx, tuple(layers))

    def service(self, type_idx: int) -> IntArray:
        """Seconds that each candidate takes a vehicle of a type."""
        if type_idx not in self._service:
            self._service[type_idx] = self.fleet.service(type_idx)
        return self._service[type_idx]

    def _served(self, type_idx: int, depot: int) -> BoolArray:
        key = (type_idx, depot)
        if key not in self._may_serve:
            self._may_serve[key] = self.fleet.may_serve(type_idx, depot)
        return self._may_serve[key]

    def _layer(self, slot: int, trip: int, depot: int, arrival: int) -> Layer | None:
        """The layer of a trip, or None where the depot cannot load it."""
        fleet, instance = self.fleet, self.fleet.instance
        type_idx = int(instance.slots.vehicle_type[slot])
        vehicle_type = instance.vehicle_types[type_idx]
        legs, service, home = fleet.legs(type_idx), self.service(type_idx), vehicle_type.depot
        end = int(instance.slots.end[slot])
        closes = end - vehicle_type.loading_duration - int(legs.least_seconds[depot, home])
        loading = clip(
            tuple(
                (opens, to - vehicle_type.loading_duration) for opens, to in instance.depots[depot].opening
            ),
            arrival,
            closes,
        )
        if not loading:
            return None
        visits: list[int] = []
        firsts: list[int] = []
        lasts: list[int] = []
        for number in np.flatnonzero(self._served(type_idx, depot)).tolist():
            visit, place = fleet.candidates[number], int(fleet.place[number])
            loads = clip(loading, visit.release, closes)
            if loads:
                reached = loads[0][0] + vehicle_type.loading_duration + int(legs.least_seconds[depot, place])
                latest = end - int(service[number]) - int(legs.least_seconds[place, home])
                spans = clip(visit.spans, reached, latest)
                if spans:
                    visits.append(number)
                    firsts.append(spans[0][0])
                    lasts.append(spans[-1][1])
        chosen = np.array(visits, dtype=np.int64)
        first, last = np.array(firsts, dtype=np.int64), np.array(lasts, dtype=np.int64)
        arcs = self._arcs(type_idx, depot, chosen, first, last)
        return Layer(trip, depot, loading, chosen, first, last, arcs)

    def _arcs(self, type_idx: int, depot: int, visits: IntArray, first: IntArray, last: IntArray) -> IntArray:
        fleet = self.fleet
        vehicle_type = fleet.instance.vehicle_types[type_idx]
        legs, place = fleet.legs(type_idx), fleet.place[visits]
        pair = np.ix_(place, place)
        metres = legs.metres[pair]
        keep = ~fleet.shares_order[np.ix_(visits, visits)] & (metres >= 0)
        keep &= (first + self.service(type_idx)[visits])[:, None] + legs.seconds[pair] <= last[None, :]
        if vehicle_type.max_distance < NO_LIMIT:
            ways = legs.least_metres[vehicle_type.depot, place][:, None] + metres
            keep &= ways + legs.least_metres[place, vehicle_type.depot][None, :] <= vehicle_type.max_distance
        pickup, load = fleet.is_pickup[visits], fleet.load[visits]
        same = pickup[:, None] == pickup[None, :]
        for dimension, capacity in enumerate(vehicle_type.capacity):
            if capacity < NO_LIMIT:
                keep &= ~same | (load[:, None, dimension] + load[None, :, dimension] <= capacity)
        if fleet.instance.backhaul_last:
            keep &= ~(pickup[:, None] & ~pickup[None, :])
        return np.argwhere(keep)


def clip(spans: Sequence[tuple[int, int]], earliest: int, latest: int) -> Spans:
    """The parts of spans between two moments."""
    return tuple(
        (max(opens, earliest), min(closes, latest))
        for opens, closes in spans
        if max(opens, earliest) <= min(closes, latest)
    )
