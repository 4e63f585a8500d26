"""Routes: each used slot is one circuit through its loadings and visits, trip after trip."""

from __future__ import annotations

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import NO_LIMIT
from vrpcore.solvers.cpsat.model.parts import Arc, Node, Parts, SlotVars
from vrpcore.solvers.cpsat.network import Layer


def add_circuit(parts: Parts, slot: SlotVars, service: list[int]) -> None:
    """Add the nodes and arcs of a slot, what they cost, and the longest distance.

    Each trip and depot has its own copy of the visits, so that whatever depends on the trip (load, depot,
    release) is a sum over its copy. An empty trip is only offered where it can be of use: to load
    elsewhere, on the way to where no direct leg leads, or to rest.
    """
    network = slot.network
    vehicle_type = parts.fleet.instance.vehicle_types[network.type_idx]
    loading: dict[tuple[int, int], int] = {}
    visits: list[list[int]] = []
    for number, layer in enumerate(network.layers):
        loading[layer.trip, layer.depot] = len(slot.nodes)
        span = layer.loading[0][0], layer.loading[-1][1]
        slot.nodes.append(
            Node(number, -1, -1, layer.depot, vehicle_type.loading_duration, *span, present=parts.flag())
        )
        visits.append(_add_visits(parts, slot, number, layer, service))
    for number, layer in enumerate(network.layers):
        head = loading[layer.trip, layer.depot]
        exits = [node for (trip, _), node in loading.items() if trip == layer.trip + 1]
        for visit in visits[number]:
            _connect(parts, slot, head, visit)
            _connect(parts, slot, visit, 0)
            for node in exits:
                _connect(parts, slot, visit, node)
        for tail, follower in layer.arcs.tolist():
            _connect(parts, slot, visits[number][tail], visits[number][follower])
        for node in exits:
            if vehicle_type.rests or slot.nodes[node].place != layer.depot:
                _connect(parts, slot, head, node)
        if head and (vehicle_type.rests or layer.depot != vehicle_type.depot):
            _connect(parts, slot, head, 0)
    _close(parts, slot)
    _price(parts, slot)


def _add_visits(parts: Parts, slot: SlotVars, number: int, layer: Layer, service: list[int]) -> list[int]:
    added = []
    for position, candidate in enumerate(layer.visits.tolist()):
        added.append(len(slot.nodes))
        place = int(parts.fleet.place[candidate])
        span = int(layer.first[position]), int(layer.last[position])
        slot.nodes.append(
            Node(number, candidate, position, place, service[candidate], *span, present=parts.flag())
        )
    return added


def _connect(parts: Parts, slot: SlotVars, tail: int, head: int) -> None:
    """Add an arc, unless there is no leg or it always comes too late."""
    legs = parts.fleet.legs(slot.network.type_idx)
    origin, target = slot.nodes[tail], slot.nodes[head]
    metres = int(legs.metres[origin.place, target.place])
    if metres < 0:
        return
    seconds = int(legs.seconds[origin.place, target.place])
    latest = target.last if head else int(parts.fleet.instance.slots.end[slot.network.slot])
    if origin.first + origin.duration + seconds <= latest:
        slot.arcs.append(Arc(tail, head, parts.flag(), metres, seconds))


def _close(parts: Parts, slot: SlotVars) -> None:
    model = parts.model
    arcs: list[tuple[int, int, cp_model.LiteralT]] = []
    arcs += [(arc.tail, arc.head, arc.literal) for arc in slot.arcs]
    arcs += [(number, number, ~node.present) for number, node in enumerate(slot.nodes)]
    model.add_circuit(arcs)
    visits = [node.present for node in slot.visits()]
    model.add_bool_or([*visits, ~slot.used])
    for node in slot.nodes[1:]:
        model.add_implication(node.present, slot.used)


def _price(parts: Parts, slot: SlotVars) -> None:
    """Distance, used day, fees and surcharges; what depends on time is priced with the times."""
    instance = parts.fleet.instance
    vehicle_type = instance.vehicle_types[slot.network.type_idx]
    legs = parts.fleet.legs(slot.network.type_idx)
    out = int(legs.metres[vehicle_type.depot, vehicle_type.depot])
    parts.pay(slot.used, vehicle_type.day_cost + out * vehicle_type.cost_per_metre)
    for arc in slot.arcs:
        parts.pay(arc.literal, arc.metres * vehicle_type.cost_per_metre)
    for node in slot.visits():
        visit, depot = parts.fleet.candidates[node.candidate], slot.layer_of(node).depot
        parts.pay(node.present, visit.delivery_cost(instance, depot, vehicle_type))
    if vehicle_type.max_distance < NO_LIMIT:
        literals = [slot.used] + [arc.literal for arc in slot.arcs]
        metres = [out] + [arc.metres for arc in slot.arcs]
        parts.model.add(cp_model.LinearExpr.weighted_sum(literals, metres) <= vehicle_type.max_distance)
