"""What all peers are told: visits with their prices, and kinds of slots, in the indices of the instance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import gcd

import numpy as np

from vrpcore.lowering import (
    NO_LIMIT,
    NO_PRICE,
    Instance,
    RoutePlan,
    Solution,
    Stop,
    TripPlan,
    Visit,
    make_visit,
)
from vrpcore.lowering.instance import IntArray

FORBIDDEN = -1
"""Delivery cost of a visit that a vehicle type may not make."""


@dataclass(frozen=True, slots=True)
class Job:
    """A visit to make, or to leave out at a price."""

    visit: Visit
    price: int | None
    """Cost units of leaving it out, at best; None where it is required."""


@dataclass(frozen=True, slots=True)
class SlotKind:
    """Slots that are alike: of one vehicle type, with the same shift."""

    type_idx: int
    day: int
    start: int
    end: int
    midnight: int
    slots: tuple[int, ...]


class Statement:
    """An instance as a list of jobs and kinds of slots; places are depots first, then one per job."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.kinds = _kinds(instance)
        jobs = [Job(visit, _price(instance, visit)) for visit in _visits(instance)]
        self._costs = {kind.type_idx: _delivery_costs(instance, kind.type_idx, jobs) for kind in self.kinds}
        servable = [
            any(costs[nth] != FORBIDDEN for costs in self._costs.values()) for nth in range(len(jobs))
        ]
        keep = [nth for nth, job in enumerate(jobs) if servable[nth] or job.price is None]
        self.jobs = [jobs[nth] for nth in keep]
        self._costs = {type_idx: costs[keep] for type_idx, costs in self._costs.items()}
        customers = [instance.place_of(job.visit.customer) for job in self.jobs]
        self.places = np.array([*range(instance.num_depots), *customers], dtype=np.int64)
        self._units = _load_units(instance, self)

    def delivery_costs(self, type_idx: int) -> IntArray:
        """Per job the cost that depends on the type alone: fees, surcharges; or `FORBIDDEN`."""
        return self._costs[type_idx]

    def service(self, type_idx: int) -> IntArray:
        """Per job the seconds that a vehicle of a type spends there."""
        vehicle_type = self.instance.vehicle_types[type_idx]
        return np.array([job.visit.service_duration(vehicle_type) for job in self.jobs], dtype=np.int64)

    def travel(self, type_idx: int) -> tuple[IntArray, IntArray]:
        """Metres and seconds between all places; -1 where there is no way."""
        profile = self.instance.vehicle_types[type_idx].profile
        distances, durations = self.instance.travel.matrix(profile)
        pick = np.ix_(self.places, self.places)
        distances, durations = distances[pick].copy(), durations[pick].copy()
        same = self.places[:, None] == self.places[None, :]
        distances[same] = durations[same] = 0
        return distances, durations

    @property
    def dimensions(self) -> list[int]:
        """Load dimensions that some type limits."""
        types = self.instance.vehicle_types
        return [d for d in range(3) if any(t.capacity[d] < NO_LIMIT for t in types)]

    def load(self, job: Job) -> list[int]:
        """Load of a job in the limited dimensions, in units as large as whole numbers allow."""
        return [job.visit.load[d] // self._units[d] for d in self.dimensions]

    def capacity(self, type_idx: int) -> list[int]:
        """Capacity of a type in the limited dimensions."""
        capacity = self.instance.vehicle_types[type_idx].capacity
        most = [sum(job.visit.load[d] for job in self.jobs) for d in range(3)]  # as good as no limit
        return [min(capacity[d], most[d]) // self._units[d] for d in self.dimensions]

    def num_useful(self, kind: SlotKind) -> int:
        """Slots worth telling a solver whose work grows with them, where there is one for every job."""
        if len(kind.slots) < len(self.jobs):
            return len(kind.slots)
        loads = np.array([self.load(job) for job in self.jobs], dtype=np.int64).sum(axis=0)
        capacities = np.maximum(1, np.array(self.capacity(kind.type_idx), dtype=np.int64))
        least = int(np.max(-(-loads // capacities), initial=1))
        return min(len(kind.slots), least + least // 4 + 5)

    def solution(self, routes: list[tuple[SlotKind, list[tuple[int, list[int]]]]]) -> Solution:
        """Routes, as kinds of slots with trips of (depot, job numbers), as a solution in indices."""
        free = {kind: iter(kind.slots) for kind in self.kinds}
        plans = []
        visited: set[int] = set()
        for kind, trips in routes:
            filled = [(depot, numbers) for depot, numbers in trips if numbers]
            if not filled:
                continue
            stops = [TripPlan(depot, tuple(self.jobs[n].visit.stop for n in ns)) for depot, ns in filled]
            home = self.instance.vehicle_types[kind.type_idx].depot
            if stops[0].depot != home:
                stops.insert(0, TripPlan(home, ()))
            plans.append(RoutePlan(next(free[kind]), tuple(stops)))
            visited.update(order for _, ns in filled for n in ns for order in self.jobs[n].visit.stop.orders)
        left_out = [order for order in range(self.instance.num_orders) if order not in visited]
        return Solution(tuple(plans), tuple(order for order in left_out if is_held(self.instance, order)))


def is_held(instance: Instance, order: int) -> bool:
    """Whether an order that is left out is better held than not served."""
    hold, unserved = int(instance.orders.hold_cost[order]), int(instance.orders.unserved_cost[order])
    return hold != NO_PRICE and (unserved == NO_PRICE or hold < unserved)


def leave_out_price(instance: Instance, order: int) -> int | None:
    """The least price of leaving an order out; None where it is required."""
    prices = (int(instance.orders.hold_cost[order]), int(instance.orders.unserved_cost[order]))
    return min((price for price in prices if price != NO_PRICE), default=None)


def _price(instance: Instance, visit: Visit) -> int | None:
    prices = [leave_out_price(instance, order) for order in visit.stop.orders]
    return None if None in prices else sum(price for price in prices if price is not None)


def _visits(instance: Instance) -> list[Visit]:
    """One visit per order; orders of a customer are joined where that is as good at every depot."""
    found: list[Visit] = []
    last_of: dict[tuple[int, bool], int] = {}
    for order in range(instance.num_orders):
        visit = make_visit(instance, Stop((order,)))
        key = visit.customer, visit.is_pickup
        nth = last_of.get(key)
        if nth is not None and instance.consolidates:
            joint = make_visit(instance, Stop((*found[nth].stop.orders, order)))
            if _is_as_good(instance, found[nth], visit, joint):
                found[nth] = joint
                continue
        last_of[key] = len(found)
        found.append(visit)
    return found


def _is_as_good(instance: Instance, first: Visit, second: Visit, joint: Visit) -> bool:
    if not (first.spans == second.spans == joint.spans and first.release == second.release):
        return False
    fits = any(
        all(load <= limit for load, limit in zip(joint.load, t.capacity, strict=True))
        for t in instance.vehicle_types
        if t.is_usable and t.area[joint.customer]
    )
    depots = zip(first.surcharges, second.surcharges, joint.surcharges, strict=True)
    return fits and all(
        NO_PRICE in (one, other) or (both != NO_PRICE and both <= one + other) for one, other, both in depots
    )


def _delivery_costs(instance: Instance, type_idx: int, jobs: list[Job]) -> IntArray:
    """For visits from the home depot; reloading elsewhere is the same where depots charge alike."""
    vehicle_type = instance.vehicle_types[type_idx]
    depot = vehicle_type.depot
    return np.array(
        [
            FORBIDDEN
            if job.visit.surcharges[depot] == NO_PRICE
            or not vehicle_type.area[job.visit.customer]
            or any(load > limit for load, limit in zip(job.visit.load, vehicle_type.capacity, strict=True))
            else job.visit.delivery_cost(instance, depot, vehicle_type)
            for job in jobs
        ],
        dtype=np.int64,
    )


def _kinds(instance: Instance) -> list[SlotKind]:
    slots = instance.slots
    groups: dict[tuple[int, int, int, int, int], list[int]] = {}
    for slot in range(instance.num_slots):
        if instance.vehicle_types[slots.vehicle_type[slot]].is_usable:
            figures = (slots.vehicle_type, slots.day, slots.start, slots.end, slots.midnight)
            key = tuple(int(figure[slot]) for figure in figures)
            groups.setdefault(key, []).append(slot)  # type: ignore[arg-type]  # five figures
    return [SlotKind(*key, tuple(numbers)) for key, numbers in groups.items()]


def _load_units(instance: Instance, statement: Statement) -> list[int]:
    """Per dimension the greatest common divisor of all loads: capacities lose nothing by it."""
    loads = np.array([job.visit.load for job in statement.jobs] or [(1, 1, 1)], dtype=np.int64)
    return [max(1, reduce(gcd, loads[:, d].tolist())) for d in range(3)]
