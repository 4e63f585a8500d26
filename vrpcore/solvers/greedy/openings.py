"""What it costs to serve visits alone with a vehicle that is not in use yet."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy.insertion import insertion_costs
from vrpcore.solvers.greedy.route import Route
from vrpcore.solvers.greedy.route_builder import RouteBuilder
from vrpcore.solvers.greedy.visit_table import INFINITE

SlotClass = tuple[int, int, int]
"""Vehicle type, day and shift: slots of one class are interchangeable while they are unused."""


class Openings:
    """Unused slots by class; per class the cost of each visit alone, worked out once."""

    def __init__(self, builder: RouteBuilder) -> None:
        space = builder.workspace
        self._space = space
        self._builder = builder
        slots = space.instance.slots
        kinds = zip(slots.vehicle_type.tolist(), slots.day.tolist(), space.table.shift_of_slot, strict=True)
        self.class_of_slot: list[SlotClass] = list(kinds)
        free: dict[SlotClass, list[int]] = {}
        for slot in range(space.instance.num_slots - 1, -1, -1):
            if space.instance.vehicle_types[space.type_of_slot[slot]].is_usable:
                free.setdefault(self.class_of_slot[slot], []).append(slot)
        self._empty: dict[SlotClass, Route] = {}
        for kind in list(free):
            route = builder.build(free[kind][-1], ())
            if route is None or not route.gaps.shape[1]:  # no room for a loading within the shift
                del free[kind]
            else:
                self._empty[kind] = route
        self.classes: list[SlotClass] = sorted(free)
        self.free: list[list[int]] = [free[kind] for kind in self.classes]
        """Unused slots of each class, the next to be used last."""
        self._number = {kind: number for number, kind in enumerate(self.classes)}
        types = [kind[0] for kind in self.classes]
        self.day_cost: IntArray = np.array(
            [space.instance.vehicle_types[type_idx].day_cost for type_idx in types], dtype=np.int64
        )
        self._costs: IntArray = np.zeros((len(self.classes), 0), dtype=np.int64)
        self._gaps: IntArray = np.zeros((len(self.classes), 0), dtype=np.int64)

    def costs(self) -> IntArray:
        """Shape (classes, visits): least cost of each visit alone, the vehicle's day included."""
        known, size = self._costs.shape[1], len(self._space.table)
        if known < size:
            new = np.arange(known, size)
            costs = np.full((len(self.classes), len(new)), INFINITE, dtype=np.int64)
            gaps = np.zeros_like(costs)
            for number, kind in enumerate(self.classes):
                found = insertion_costs(self._space, self._empty[kind].gaps, new)
                gaps[number] = found.argmin(axis=0)
                costs[number] = found.min(axis=0)
            self._costs = np.concatenate([self._costs, costs], axis=1)
            self._gaps = np.concatenate([self._gaps, gaps], axis=1)
        return self._costs

    @property
    def num_gaps(self) -> int:
        """Ways to begin with an unused slot, over all classes."""
        return sum(route.gaps.shape[1] for route in self._empty.values())

    def is_free(self) -> list[int]:
        """Numbers of the classes that have an unused slot."""
        return [number for number, slots in enumerate(self.free) if slots]

    def gap(self, number: int, visit: int) -> IntArray:
        """Gap of an unused slot of a class for a visit."""
        found: IntArray = self.empty_route(number).gaps[:, self._gaps[number, visit]]
        return found

    def empty_route(self, number: int) -> Route:
        """Route of the next unused slot of a class."""
        slot, kind = self.free[number][-1], self.classes[number]
        if self._empty[kind].slot != slot:
            route = self._builder.build(slot, ())
            assert route is not None
            self._empty[kind] = route
        return self._empty[kind]

    def take(self, slot: int) -> None:
        """Mark a slot as used."""
        self.free[self._number[self.class_of_slot[slot]]].remove(slot)

    def give_back(self, slot: int) -> None:
        """Mark a slot as unused."""
        slots = self.free[self._number[self.class_of_slot[slot]]]
        slots.append(slot)
        slots.sort(reverse=True)
