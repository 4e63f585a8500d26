"""A statement as a routing model of OR-Tools."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from benchmarks.quality.peers.statement import FORBIDDEN, SlotKind, Statement
from vrpcore.lowering import NO_LIMIT
from vrpcore.models.features import Feature

_TIMED = frozenset(
    {
        Feature.BREAKS,
        Feature.DURATION_COST,
        Feature.MAX_DURATION,
        Feature.MULTI_DAY,
        Feature.MULTI_TRIP,
        Feature.OPENING_HOURS,
        Feature.RELEASE_TIMES,
        Feature.TIME_WINDOWS,
    }
)
"""What needs a time dimension; without one, moves are checked faster."""
_MOST_PARTS = 4
"""Parts of a shift on each of several days: every one is a vehicle, which slows the search down."""
_NO_WAY = 10**15
"""Cost of an arc that must not be used: beyond all sums of others."""


class Model:
    """Nodes are the depots (as starts and ends), then the jobs; every trip of a slot is a vehicle.

    Trips of a slot follow each other in time and share the breaks; each pays its part of the fixed cost. With
    several days these bonds kept any first solution from being found in 20 s: there a trip has a
    fixed part of the shift, one for every two trips allowed, and breaks are left to the repair.
    (Optional reload nodes within a route, the other way to say it, left a third of the orders out; to let
    only the first trip pay, and the others follow it, made the first solution fail.)
    """

    def __init__(self, statement: Statement) -> None:
        from ortools.constraint_solver import pywrapcp

        self.statement = statement
        self.instance = statement.instance
        self.num_depots = self.instance.num_depots
        self.slots = [
            [kind] * self._num_trips(kind)
            for kind in statement.kinds
            for _ in range(statement.num_useful(kind))
        ]
        self.vehicles = [kind for trips in self.slots for kind in trips]
        homes = [self.instance.vehicle_types[kind.type_idx].depot for kind in self.vehicles]
        self.manager = pywrapcp.RoutingIndexManager(len(statement.places), len(self.vehicles), homes, homes)
        self.routing = pywrapcp.RoutingModel(self.manager)
        self.indices = [self.manager.NodeToIndex(self.num_depots + nth) for nth in range(len(statement.jobs))]
        self._add_costs()
        self._add_permissions()
        self._add_backhauls()
        self._add_loads()
        if self.instance.features & _TIMED:
            self._add_times()

    def _num_trips(self, kind: SlotKind) -> int:
        most = min(self.instance.vehicle_types[kind.type_idx].max_trips, len(self.statement.jobs))
        return max(1, min(most // 2, _MOST_PARTS)) if self.instance.num_days > 1 else most

    @property
    def chains(self) -> list[list[int]]:
        """The vehicles that stand for the trips of each slot."""
        numbers = iter(range(len(self.vehicles)))
        return [[next(numbers) for _ in trips] for trips in self.slots]

    def _add_costs(self) -> None:
        evaluators: dict[int, int] = {}
        for vehicle, kind in enumerate(self.vehicles):
            vehicle_type = self.instance.vehicle_types[kind.type_idx]
            if kind.type_idx not in evaluators:
                distances, _ = self.statement.travel(kind.type_idx)
                costs = vehicle_type.cost_per_metre * np.maximum(distances, 0)
                costs[:, self.num_depots :] += np.maximum(self.statement.delivery_costs(kind.type_idx), 0)
                costs[distances < 0] = _NO_WAY
                evaluators[kind.type_idx] = self.routing.RegisterTransitMatrix(costs.tolist())
            self.routing.SetArcCostEvaluatorOfVehicle(evaluators[kind.type_idx], vehicle)
        for chain in self.chains:
            day_cost = self.instance.vehicle_types[self.vehicles[chain[0]].type_idx].day_cost
            for vehicle in chain:
                self.routing.SetFixedCostOfVehicle(day_cost // len(chain), vehicle)

    def _add_backhauls(self) -> None:
        """Backhauls come after linehauls, of which there is one at least."""
        if not self.instance.backhaul_last or Feature.PICKUPS not in self.instance.features:
            return
        jobs = zip(self.indices, self.statement.jobs, strict=True)
        pickups = [index for index, job in jobs if job.visit.is_pickup]
        deliveries = sorted(set(self.indices) - set(pickups))
        for vehicle in range(len(self.vehicles)):
            self.routing.NextVar(self.routing.Start(vehicle)).RemoveValues(pickups)
        for index in pickups:
            self.routing.NextVar(index).RemoveValues(deliveries)

    def _add_permissions(self) -> None:
        """Who may visit what, and the price of leaving it out."""
        costs = [self.statement.delivery_costs(kind.type_idx) for kind in self.vehicles]
        for nth, job in enumerate(self.statement.jobs):
            allowed = [
                vehicle
                for vehicle, kind in enumerate(self.vehicles)
                if costs[vehicle][nth] != FORBIDDEN
                and job.visit.release <= kind.end
                and any(earliest <= kind.end and latest >= kind.start for earliest, latest in job.visit.spans)
            ]
            if job.price is not None:
                self.routing.AddDisjunction([self.indices[nth]], job.price)
            if len(allowed) < len(self.vehicles):
                self._allow(self.indices[nth], allowed)

    def _allow(self, index: int, vehicles: list[int]) -> None:
        """Restrict who visits; `SetAllowedVehiclesForIndex` of 9.15 takes no Python sequence. -1: nobody."""
        self.routing.VehicleVar(index).SetValues([-1, *vehicles])

    def _add_loads(self) -> None:
        """Deliveries and pickups fill dimensions of their own.

        That is exact where a trip has one kind, or the deliveries come first; else it is too permissive.
        """
        jobs = self.statement.jobs
        capacities = [self.statement.capacity(kind.type_idx) for kind in self.vehicles]
        for number in range(len(self.statement.dimensions)):
            for is_pickup in {job.visit.is_pickup for job in jobs}:
                loads = [
                    self.statement.load(job)[number] * (job.visit.is_pickup == is_pickup) for job in jobs
                ]
                evaluator = self.routing.RegisterUnaryTransitVector([0] * self.num_depots + loads)
                limits = [capacity[number] for capacity in capacities]
                name = f"load {number} {is_pickup}"
                self.routing.AddDimensionWithVehicleCapacity(evaluator, 0, limits, True, name)

    def _add_times(self) -> None:
        evaluators: dict[int, int] = {}
        stays: dict[int, list[int]] = {}
        for kind in self.statement.kinds:
            if kind.type_idx in evaluators:
                continue
            loading = self.instance.vehicle_types[kind.type_idx].loading_duration
            _, durations = self.statement.travel(kind.type_idx)
            service = self.statement.service(kind.type_idx).tolist()
            stay = [loading] * self.num_depots + service
            matrix = np.maximum(durations, 0) + np.array(stay)[:, None]
            stays[kind.type_idx] = stay
            evaluators[kind.type_idx] = self.routing.RegisterTransitMatrix(matrix.tolist())
        horizon = max(kind.end for kind in self.vehicles)
        which = [evaluators[kind.type_idx] for kind in self.vehicles]
        self.routing.AddDimensionWithVehicleTransits(which, horizon, horizon, False, "time")
        times = self.routing.GetDimensionOrDie("time")
        for index, job in zip(self.indices, self.statement.jobs, strict=True):
            _restrict(times.CumulVar(index), job.visit.spans, horizon)
            if job.visit.release > 0:
                times.CumulVar(index).SetMin(min(horizon, job.visit.release))
        for chain in self.chains:
            self._add_slot(times, chain, stays)

    def _add_slot(self, times: object, chain: list[int], stays: dict[int, list[int]]) -> None:
        """Shift, maximum duration, breaks and the order of the trips of one slot."""
        kind, solver = self.vehicles[chain[0]], self.routing.solver()
        vehicle_type = self.instance.vehicle_types[kind.type_idx]
        starts = [times.CumulVar(self.routing.Start(vehicle)) for vehicle in chain]
        ends = [times.CumulVar(self.routing.End(vehicle)) for vehicle in chain]
        is_split = self.instance.num_days > 1
        length = (kind.end - kind.start) // len(chain)
        for nth, (start, end) in enumerate(zip(starts, ends, strict=True)):
            first = kind.start + nth * length if is_split else kind.start
            last = first + length if is_split else kind.end
            for variable in (start, end):
                variable.SetRange(first, last)
                self.routing.AddVariableMinimizedByFinalizer(variable)
        if not is_split:
            for before, after in pairwise(range(len(chain))):
                solver.Add(starts[after] >= ends[before])
        if vehicle_type.max_duration < NO_LIMIT and len(chain) == 1:
            times.SetSpanUpperBoundForVehicle(vehicle_type.max_duration, chain[0])
        elif vehicle_type.max_duration < NO_LIMIT:
            solver.Add(ends[-1] - starts[0] <= vehicle_type.max_duration)
        breaks = [
            solver.FixedDurationIntervalVar(
                kind.midnight + rest.earliest,
                kind.midnight + rest.latest,
                rest.duration,
                False,
                f"break {nth} {chain[0]}",
            )
            for nth, rest in enumerate(() if is_split else vehicle_type.rests)
        ]
        stay = stays[kind.type_idx]
        by_index = [stay[self.manager.IndexToNode(index)] for index in range(self.routing.Size())]
        for vehicle in chain:
            if vehicle_type.cost_per_second:
                times.SetSpanCostCoefficientForVehicle(vehicle_type.cost_per_second, vehicle)
            if breaks:
                times.SetBreakIntervalsOfVehicle(breaks, vehicle, by_index)


def _restrict(variable: object, spans: tuple[tuple[int, int], ...], horizon: int) -> None:
    """Leave the moments of the spans."""
    inside = [(max(0, first), min(horizon, last)) for first, last in spans if last >= 0 and first <= horizon]
    if not inside:
        return  # no vehicle is allowed then
    variable.SetRange(inside[0][0], inside[-1][1])
    for (_, before), (after, _) in pairwise(inside):
        variable.RemoveInterval(before + 1, after - 1)
