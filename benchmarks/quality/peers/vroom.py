"""VROOM by `pyvroom`: fleets, depots, areas and windows; without prizes, reloading and releases.

What a visit costs by vehicle type is part of the arcs of the type's profile; its handling is the job's
service by type; vehicles that may not visit a customer lack the skill that the job asks for. VROOM wants
the cost of the longest thinkable plan to fit into 32 bits: costs are divided as far as that needs, rounded.
"""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial

import numpy as np

from benchmarks.quality.peers.contract import Answer, CannotStateError, Solve
from benchmarks.quality.peers.statement import FORBIDDEN, SlotKind, Statement
from vrpcore.lowering import NO_LIMIT, lower
from vrpcore.models.features import Feature
from vrpcore.models.problem import Problem

DISTRIBUTION = "pyvroom"
TAKES_SEED = False

_STATED = {
    Feature.AREAS,
    Feature.MULTI_DEPOT,
    Feature.MULTI_DAY,
    Feature.REACH,
    Feature.TIME_WINDOWS,
}
_EXPLORATION = 5
"""The most thorough that VROOM offers."""
_LARGEST_SUM = 2**30


def state(problem: Problem) -> Solve:
    """The problem as VROOM's input, as far as it can be kept: the input itself serves one run."""
    instance = lower(problem)
    lacking = instance.features - _STATED
    if lacking:
        raise CannotStateError(", ".join(sorted(map(str, lacking))))
    statement = Statement(instance)
    if any(instance.vehicle_types[kind.type_idx].max_distance < NO_LIMIT for kind in statement.kinds):
        raise CannotStateError("maximum distance")
    divisor = _divisor(statement)
    return partial(_solve, statement, _matrices(statement, divisor), divisor)


def _solve(
    statement: Statement,
    matrices: dict[int, tuple[np.ndarray, np.ndarray]],
    divisor: int,
    budget: float,
    seed: int,
) -> Answer:
    import vroom

    stated = vroom.Input()
    for type_idx, (costs, durations) in matrices.items():
        stated.set_durations_matrix(str(type_idx), durations)
        stated.set_costs_matrix(str(type_idx), costs)
    vehicles = _vehicles(statement, divisor)
    stated.add_vehicle([vehicle for vehicle, _ in vehicles])
    stated.add_job(_jobs(statement))
    begin = time.perf_counter()
    try:
        found = stated.solve(_EXPLORATION, nb_threads=1, timeout=timedelta(seconds=budget))
    except vroom._vroom.VroomInputException as error:  # not public, and no kind of RuntimeError
        raise RuntimeError(f"VROOM refuses: {error}") from error
    runtime_s = time.perf_counter() - begin
    frame = found.routes
    routes: list[tuple[SlotKind, list[tuple[int, list[int]]]]] = []
    for number, steps in frame[frame["type"] == "job"].groupby("vehicle_id", sort=True):
        kind = vehicles[number][1]
        depot = statement.instance.vehicle_types[kind.type_idx].depot
        routes.append((kind, [(depot, [int(job) for job in steps["id"]])]))
    return Answer(statement.solution(routes), runtime_s)


def _vehicles(statement: Statement, divisor: int) -> list[tuple[object, SlotKind]]:
    import vroom

    vehicles: list[tuple[object, SlotKind]] = []
    types = {kind.type_idx for kind in statement.kinds}
    for kind in statement.kinds:
        vehicle_type = statement.instance.vehicle_types[kind.type_idx]
        fixed = vehicle_type.day_cost // divisor
        for _ in range(statement.num_useful(kind)):
            vehicle = vroom.Vehicle(
                len(vehicles),
                start=vehicle_type.depot,
                end=vehicle_type.depot,
                profile=str(kind.type_idx),
                type=str(kind.type_idx),
                capacity=statement.capacity(kind.type_idx),
                skills=set(types - {kind.type_idx}),
                time_window=vroom.TimeWindow(kind.start + vehicle_type.loading_duration, kind.end),
                costs=vroom.VehicleCosts(fixed=fixed),
            )
            vehicles.append((vehicle, kind))
    return vehicles


def _jobs(statement: Statement) -> list[object]:
    import vroom

    types = sorted({kind.type_idx for kind in statement.kinds})
    costs = {type_idx: statement.delivery_costs(type_idx) for type_idx in types}
    service = {type_idx: statement.service(type_idx) for type_idx in types}
    depots = statement.instance.num_depots
    return [
        vroom.Job(
            nth,
            location=depots + nth,
            delivery=statement.load(job),
            skills={type_idx for type_idx in types if costs[type_idx][nth] == FORBIDDEN},
            default_service=int(service[types[0]][nth]),
            service_per_type={str(type_idx): int(service[type_idx][nth]) for type_idx in types},
            time_windows=[
                vroom.TimeWindow(max(0, earliest), latest)
                for earliest, latest in job.visit.spans
                if latest < NO_LIMIT
            ],
        )
        for nth, job in enumerate(statement.jobs)
    ]


def _divisor(statement: Statement) -> int:
    """What costs are divided by so that their sum fits."""
    most = 0
    for kind in statement.kinds:
        vehicle_type = statement.instance.vehicle_types[kind.type_idx]
        arc = int(statement.travel(kind.type_idx)[0].max()) * vehicle_type.cost_per_metre
        arc += max(0, int(statement.delivery_costs(kind.type_idx).max(initial=0)))
        most = max(most, arc + vehicle_type.day_cost)
    return max(1, -(-most * 2 * len(statement.places) // _LARGEST_SUM))


def _matrices(statement: Statement, divisor: int) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """Costs and durations between places by vehicle type."""
    found = {}
    for type_idx in {kind.type_idx for kind in statement.kinds}:
        distances, durations = statement.travel(type_idx)
        costs = statement.instance.vehicle_types[type_idx].cost_per_metre * distances
        costs[:, statement.instance.num_depots :] += np.maximum(statement.delivery_costs(type_idx), 0)
        if (distances < 0).any():
            raise CannotStateError("places without a way between them")
        costs = (costs + divisor // 2) // divisor
        found[type_idx] = costs.astype(np.uint32), durations.astype(np.uint32)
    return found
