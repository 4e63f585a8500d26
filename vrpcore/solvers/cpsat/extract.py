"""From CP-SAT's values to a solution."""

from __future__ import annotations

from collections.abc import Callable

from ortools.sat.python import cp_model

from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop, TripPlan
from vrpcore.solvers.cpsat.model.parts import Parts, SlotVars
from vrpcore.solvers.outcomes import is_held

IsTrue = Callable[[cp_model.IntVar], bool]


def extract(parts: Parts, is_true: IsTrue) -> Solution:
    """Read routes and held orders; times are left to the exact costing."""
    routes = tuple(_route(parts, slot, is_true) for slot in parts.slots if is_true(slot.used))
    held = tuple(
        order
        for order, literal in parts.skipped.items()
        if is_true(literal) and is_held(parts.fleet.instance, order)
    )
    return Solution(routes, held)


def _route(parts: Parts, slot: SlotVars, is_true: IsTrue) -> RoutePlan:
    follower = {arc.tail: arc.head for arc in slot.arcs if is_true(arc.literal)}
    rests: dict[int, list[int]] = {}
    for rule, rest in enumerate(slot.times.rests if slot.times is not None else ()):
        for number, literal in rest.after.items():
            if is_true(literal):
                rests.setdefault(number, []).append(rule)
    trips: list[tuple[int, list[Stop | RestStop]]] = []
    at = 0
    while True:
        node = slot.nodes[at]
        if node.candidate < 0:
            trips.append((slot.layer_of(node).depot, []))
        else:
            trips[-1][1].append(parts.fleet.candidates[node.candidate].stop)
        trips[-1][1].extend(RestStop(rule) for rule in rests.get(at, ()))
        at = follower[at]
        if at == 0:
            break
    return RoutePlan(slot.network.slot, tuple(TripPlan(depot, tuple(stops)) for depot, stops in trips))
