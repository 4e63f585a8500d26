"""OR-Tools routing: guided local search over everything but stock and releases within a shift.

Stores are start and end of their own vehicles; who may not visit a customer is not allowed to. All days lie
on one time axis; windows are sets of intervals; every trip of a slot is a vehicle (see `ortools_model`).
No customer is reached before the release of its order, nor by slots that end before it; that the whole trip
must wait for it is left to the schedule.
"""

from __future__ import annotations

import time

from benchmarks.quality.peers.contract import Answer, CannotStateError, Solve
from benchmarks.quality.peers.ortools_model import Model
from benchmarks.quality.peers.statement import SlotKind, Statement
from vrpcore.lowering import lower
from vrpcore.models.features import Feature
from vrpcore.models.problem import Problem

DISTRIBUTION = "ortools"
TAKES_SEED = False


def state(problem: Problem) -> Solve:
    """The problem, lowered; the routing model itself serves one run and is made anew for each."""
    statement = Statement(lower(problem))
    features = statement.instance.features
    for feature in (Feature.MAX_DISTANCE, Feature.RELOAD_ELSEWHERE):
        if feature in features:
            raise CannotStateError(str(feature))
    if Feature.RELEASE_TIMES in features and Feature.OPTIONAL_ORDERS not in features:
        raise CannotStateError("release times by trip, where no order may be left out")

    def solve(budget: float, seed: int) -> Answer:
        model = Model(statement)
        begin = time.perf_counter()
        assignment = model.routing.SolveWithParameters(_parameters(budget, features))
        runtime_s = time.perf_counter() - begin
        routes = [] if assignment is None else _routes(model, assignment)
        return Answer(statement.solution(routes), runtime_s)

    return solve


def _parameters(budget: float, features: frozenset[Feature]) -> object:
    """Its own choice of a first solution fails where trips of a slot depend on each other."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    parameters = pywrapcp.DefaultRoutingSearchParameters()
    first, local = routing_enums_pb2.FirstSolutionStrategy, routing_enums_pb2.LocalSearchMetaheuristic
    if features & {Feature.MULTI_TRIP, Feature.MULTI_DAY}:
        parameters.first_solution_strategy = first.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = local.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(int(1000 * budget))
    return parameters


def _routes(model: Model, assignment: object) -> list[tuple[SlotKind, list[tuple[int, list[int]]]]]:
    routes = []
    for chain in model.chains:
        kind = model.vehicles[chain[0]]
        home = model.instance.vehicle_types[kind.type_idx].depot
        trips = [(home, _jobs(model, assignment, vehicle)) for vehicle in chain]
        routes.append((kind, trips))
    return routes


def _jobs(model: Model, assignment: object, vehicle: int) -> list[int]:
    jobs = []
    index = assignment.Value(model.routing.NextVar(model.routing.Start(vehicle)))
    while not model.routing.IsEnd(index):
        jobs.append(model.manager.IndexToNode(index) - model.num_depots)
        index = assignment.Value(model.routing.NextVar(index))
    return jobs
