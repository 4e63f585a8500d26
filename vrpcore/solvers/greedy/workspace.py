"""What every step of a run needs of the instance, in the shape that it needs."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import Instance, IntArray
from vrpcore.solvers.greedy.gaps import ROOM
from vrpcore.solvers.greedy.legs import Legs
from vrpcore.solvers.greedy.visit_table import VisitTable


class Workspace:
    """Instance, visits, legs and per-type figures as arrays."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.table = VisitTable(instance)
        self.legs = Legs(instance.travel)
        types = instance.vehicle_types
        self.per_metre: IntArray = np.array([t.cost_per_metre for t in types], dtype=np.int64)
        self.per_second: IntArray = np.array([t.cost_per_second for t in types], dtype=np.int64)
        self.profile: IntArray = np.array([t.profile for t in types], dtype=np.int64)
        self.type_of_slot: list[int] = instance.slots.vehicle_type.tolist()
        self.start_of_slot: list[int] = instance.slots.start.tolist()
        self.end_of_slot: list[int] = instance.slots.end.tolist()
        self.midnight_of_slot: list[int] = instance.slots.midnight.tolist()
        self.num_rows = ROOM + 2 * len(self.table.dimensions)
