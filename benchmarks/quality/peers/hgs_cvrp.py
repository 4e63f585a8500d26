"""HGS-CVRP by `hygese`: the hybrid genetic search, for one depot, one vehicle type and deliveries."""

from __future__ import annotations

import time
from functools import partial

import numpy as np

from benchmarks.quality.peers.contract import Answer, CannotStateError, Solve
from benchmarks.quality.peers.statement import Statement
from vrpcore.lowering import NO_LIMIT, Instance, lower
from vrpcore.models.problem import Problem

DISTRIBUTION = "hygese"
TAKES_SEED = True


def state(problem: Problem) -> Solve:
    """The problem as the data of HGS-CVRP."""
    instance = lower(problem)
    _require_cvrp(instance)
    statement = Statement(instance)
    num_vehicles = len(statement.kinds[0].slots)
    distances, _ = statement.travel(0)
    data = {
        "distance_matrix": distances.astype(np.float64),
        "demands": np.array([0] + [statement.load(job)[0] for job in statement.jobs], dtype=np.float64),
        "vehicle_capacity": statement.capacity(0)[0],
        "service_times": np.zeros(len(distances)),
        **_coordinates(problem, statement),
    }
    if num_vehicles < len(statement.jobs):
        data["num_vehicles"] = num_vehicles
    return partial(_solve, statement, data)


def _solve(statement: Statement, data: dict[str, object], budget: float, seed: int) -> Answer:
    import hygese

    begin = time.perf_counter()
    parameters = hygese.AlgorithmParameters(timeLimit=budget, seed=seed)
    found = hygese.Solver(parameters=parameters, verbose=False).solve_cvrp(data)
    runtime_s = time.perf_counter() - begin
    kind = statement.kinds[0]
    routes = [(kind, [(0, [place - 1 for place in route])]) for route in found.routes]
    return Answer(statement.solution(routes), runtime_s)


def _require_cvrp(instance: Instance) -> None:
    """Refuse everything but capacity and distance."""
    if instance.features:
        raise CannotStateError(", ".join(sorted(map(str, instance.features))))
    if len(instance.vehicle_types) != 1:
        raise CannotStateError("several vehicle types")
    (vehicle_type,) = instance.vehicle_types
    if sum(limit < NO_LIMIT for limit in vehicle_type.capacity) != 1:
        raise CannotStateError("no capacity, or several load dimensions")
    if vehicle_type.day_cost:
        raise CannotStateError("fixed costs of vehicles")


def _coordinates(problem: Problem, statement: Statement) -> dict[str, np.ndarray]:
    """Sectors around the depot guide its SWAP*; it wants them from 0 on. Without coordinates, one point."""
    places = [*problem.depots, *(problem.customers[job.visit.customer] for job in statement.jobs)]
    locations = [place.location for place in places]
    x = np.array([0.0 if location is None else location.x for location in locations])
    y = np.array([0.0 if location is None else location.y for location in locations])
    return {"x_coordinates": x - x.min(), "y_coordinates": y - y.min()}
