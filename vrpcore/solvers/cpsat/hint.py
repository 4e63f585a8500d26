"""From a known solution to values for the model's variables, for CP-SAT to start from."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop
from vrpcore.solvers.cpsat.amounts import brought
from vrpcore.solvers.cpsat.model.parts import Node, Parts, SlotVars, Values
from vrpcore.solvers.cpsat.model.symmetry import equal_slots, rank_routes
from vrpcore.solvers.cpsat.schedule import Moments, moments_of

_StopKey = frozenset[tuple[int, int]]
"""(line, cases) of what a stop brings."""
_NodeKey = tuple[int, int, _StopKey]
"""Trip, depot, and what is brought; nothing for a loading."""


def add_hint(parts: Parts, solution: Solution) -> None:
    """Hint a solution. A route that the model cannot express, such as one with a needless trip, is left out.

    Every variable gets a value: CP-SAT takes over a complete and feasible hint as it is, and has to search
    for the rest of an incomplete one.
    """
    proto = parts.model.proto
    values: Values = [int(variable.domain[0]) for variable in proto.variables]
    taken: Counter[_StopKey] = Counter()
    routes = {route.slot: route for route in _canonical(parts.fleet.instance, solution).routes}
    served: set[int] = set()
    for slot in parts.slots:
        route = routes.get(slot.network.slot)
        if route is not None:
            served |= _hint_route(parts, slot, route, values, taken)
    for order, literal in parts.skipped.items():
        values[literal.index] = int(order not in served)
    for complete in parts.completions:
        complete(values)
    proto.clear_solution_hint()
    proto.solution_hint.vars.extend(range(len(values)))
    proto.solution_hint.values.extend(values)


def _canonical(instance: Instance, solution: Solution) -> Solution:
    """The same routes, dealt to equal slots in the order that the model asks for."""
    by_slot = {route.slot: route for route in solution.routes}
    routes: list[RoutePlan] = []
    for group in equal_slots(instance, range(instance.num_slots)):
        taken = [by_slot[slot] for slot in group if slot in by_slot]
        orders = [
            [order for trip in route.trips for stop in trip.stops for order in _orders_of(stop)]
            for route in taken
        ]
        ranked = [taken[position] for position in rank_routes(orders)]
        routes += [replace(route, slot=slot) for route, slot in zip(ranked, group, strict=False)]
    return Solution(tuple(routes), solution.held)


def _orders_of(stop: Stop | RestStop) -> tuple[int, ...]:
    return stop.orders if isinstance(stop, Stop) else ()


def _hint_route(
    parts: Parts, slot: SlotVars, route: RoutePlan, values: Values, taken: Counter[_StopKey]
) -> set[int]:
    """Set the values of one route; return the orders it brings, none where it does not fit the model."""
    moments = moments_of(parts.fleet.instance, route)
    walk = None if moments is None else _walk(parts, slot, route, moments, taken)
    if moments is None or walk is None:
        return set()
    nodes, starts, rests = walk
    arcs = {(arc.tail, arc.head): arc.literal for arc in slot.arcs}
    pairs = list(zip(nodes, [*nodes[1:], 0], strict=True))
    if any(pair not in arcs for pair in pairs):
        return set()
    for pair in pairs:
        values[arcs[pair].index] = 1
    for number in nodes:
        values[slot.nodes[number].present.index] = 1
    if slot.times is not None:
        if slot.times.duration_matters:
            values[slot.times.begin.index], values[slot.times.end.index] = moments.begin, moments.end
        for number, start in zip(nodes, starts, strict=True):
            values[slot.times.start[number].index] = start
        for number, rule, start in rests:
            rest = slot.times.rests[rule]
            if number in rest.after:
                values[rest.after[number].index] = values[rest.taken.index] = 1
                values[rest.start.index] = start
    return {
        order
        for number in nodes
        if slot.nodes[number].candidate >= 0
        for order in parts.fleet.candidates[slot.nodes[number].candidate].stop.orders
    }


def _walk(
    parts: Parts, slot: SlotVars, route: RoutePlan, moments: Moments, taken: Counter[_StopKey]
) -> tuple[list[int], list[int], list[tuple[int, int, int]]] | None:
    """Nodes, their starts, and (node, rule, start) of rests; None where a stage has no node.

    The model has a candidate for each time that the same part can come; `taken` counts those in use.
    """
    instance = parts.fleet.instance
    numbers_of: dict[_NodeKey, list[int]] = defaultdict(list)
    for number, node in enumerate(slot.nodes):
        numbers_of[_key(parts, slot, node)].append(number)
    nodes: list[int] = []
    starts: list[int] = []
    rests: list[tuple[int, int, int]] = []
    for position, trip in enumerate(route.trips):
        loading = numbers_of.get((position, trip.depot, frozenset()))
        if loading is None:
            return None
        nodes += loading
        starts.append(moments.loadings[position])
        for stop, start in zip(trip.stops, moments.stops[position], strict=True):
            if isinstance(stop, RestStop):
                rests.append((nodes[-1], stop.rest, start))
                continue
            key = frozenset(brought(instance, stop))
            copies = numbers_of.get((position, trip.depot, key), [])
            if taken[key] >= len(copies):
                return None
            nodes.append(copies[taken[key]])
            taken[key] += 1
            starts.append(start)
    return nodes, starts, rests


def _key(parts: Parts, slot: SlotVars, node: Node) -> _NodeKey:
    layer, brings = slot.layer_of(node), _StopKey()
    if node.candidate >= 0:
        brings = frozenset(brought(parts.fleet.instance, parts.fleet.candidates[node.candidate].stop))
    return layer.trip, layer.depot, brings
