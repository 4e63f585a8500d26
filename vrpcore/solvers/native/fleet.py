"""Vehicle types, and what serving each visit takes and costs them, for the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vrpcore.lowering.instance import NO_PRICE, Instance, VehicleType
from vrpcore.solvers.native.engine import Engine
from vrpcore.solvers.native.loads import dimension_order
from vrpcore.solvers.native.visits import EngineVisits

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

_NO_LIMIT = 2**60
_MANY_TRIPS = 2**30


def add_types(core: Engine, problem: _core.Problem, instance: Instance, visits: EngineVisits) -> int:
    """Add all vehicle types; return the largest cost of serving a visit, apart from the route."""
    dimensions = dimension_order(instance)
    nodes = visits.nodes
    costs = _ServiceCosts(core, instance, visits)
    handlings: dict[tuple[int, int, int], int] = {}
    fixed = np.array([node.visit.fixed_service for node in nodes], dtype=np.int64)
    light = np.array([node.visit.light_cases for node in nodes], dtype=np.int64)
    heavy = np.array([node.visit.heavy_cases for node in nodes], dtype=np.int64)
    for vehicle_type in instance.vehicle_types:
        handling = (
            vehicle_type.visit_duration,
            vehicle_type.light_case_duration,
            vehicle_type.heavy_case_duration,
        )
        if handling not in handlings:
            handlings[handling] = len(handlings)
            problem.add_handling(*handling)
            problem.add_service_durations(fixed + handling[0] + light * handling[1] + heavy * handling[2])
        record = core.VehicleType()
        record.depot = vehicle_type.depot
        record.load_depots = list(vehicle_type.load_depots)
        first, second, third = (min(vehicle_type.capacity[k], _NO_LIMIT) for k in dimensions)
        record.capacity = first, second, third
        record.cost_per_metre = vehicle_type.cost_per_metre
        record.cost_per_second = vehicle_type.cost_per_second
        record.day_cost = vehicle_type.day_cost
        record.max_duration = min(vehicle_type.max_duration, _NO_LIMIT)
        record.max_distance = min(vehicle_type.max_distance, _NO_LIMIT)
        record.max_trips = min(vehicle_type.max_trips, _MANY_TRIPS)
        record.loading_duration = vehicle_type.loading_duration
        record.profile = vehicle_type.profile
        record.handling = handlings[handling]
        for rest in vehicle_type.rests:
            record.add_rest(rest.earliest, rest.latest, rest.duration)
        cost_rows = [-1] * instance.num_depots
        for depot in vehicle_type.load_depots:
            cost_rows[depot] = costs.add_row(problem, vehicle_type, depot)
        record.cost_rows = cost_rows
        problem.add_type(record)
    return costs.dearest


class _ServiceCosts:
    """Rows of `Visit.delivery_cost`, equal ones once; `INFINITE_COST` where serving is not allowed."""

    def __init__(self, core: Engine, instance: Instance, visits: EngineVisits) -> None:
        nodes = visits.nodes
        self._instance = instance
        self._groups = np.array([group.customer for group in visits.groups], dtype=np.int64)
        self._infinite = core.INFINITE_COST
        self._customer = np.array([node.visit.customer for node in nodes], dtype=np.int64)
        self._grams = np.array(
            [0 if node.visit.is_pickup else node.visit.load[0] for node in nodes], dtype=np.int64
        )
        self._surcharges = np.array([node.visit.surcharges for node in nodes], dtype=np.int64).reshape(
            len(nodes), instance.num_depots
        )
        self._rows: dict[tuple[bytes, object], int] = {}
        self.dearest = 0

    def add_row(self, problem: _core.Problem, vehicle_type: VehicleType, depot: int) -> int:
        """Position of the row of a vehicle type that loads at a depot."""
        surcharge = self._surcharges[:, depot]
        rate = self._instance.depots[depot].fee_per_gram + vehicle_type.loader_per_gram
        is_allowed = (surcharge != NO_PRICE) & vehicle_type.area[self._customer]
        row = np.where(is_allowed, self._grams * rate + surcharge, self._infinite)
        self.dearest = max(self.dearest, int(row[is_allowed].max(initial=0)))
        allows = vehicle_type.area[self._groups]
        # What groups pay is not in the row: their visits change.
        key = row.tobytes(), (depot, rate, allows.tobytes()) if len(allows) else None
        if key not in self._rows:
            self._rows[key] = len(self._rows)
            problem.add_service_costs(row)
            problem.add_rate(depot, rate, allows.tolist())
        return self._rows[key]
