"""Loads: what a trip carries fits into the vehicle, from its loading to its end."""

from __future__ import annotations

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import NO_LIMIT
from vrpcore.solvers.cpsat.model.parts import Node, Parts, SlotVars, Values


def add_loads(parts: Parts, slot: SlotVars) -> None:
    """Add the capacities of a slot's trips and, where asked for, deliveries before pickups."""
    capacity = parts.fleet.instance.vehicle_types[slot.network.type_idx].capacity
    for number in range(len(slot.network.layers)):
        loading = next(node for node in slot.nodes if node.layer == number and node.candidate < 0)
        visits = [node for node in slot.visits() if node.layer == number]
        deliveries = [node for node in visits if not parts.fleet.is_pickup[node.candidate]]
        pickups = [node for node in visits if parts.fleet.is_pickup[node.candidate]]
        backhaul_last = parts.fleet.instance.backhaul_last
        if backhaul_last:
            for node in pickups:
                parts.model.add_bool_or([*(other.present for other in deliveries), ~node.present])
        for dimension in range(3):
            if capacity[dimension] < NO_LIMIT:
                limit = capacity[dimension]
                _sum_fits(parts, deliveries, dimension, limit, loading)
                _sum_fits(parts, pickups, dimension, limit, loading)
                if deliveries and pickups and not backhaul_last:
                    _fits_along_the_way(parts, slot, number, dimension, limit)


def _sum_fits(parts: Parts, visits: list[Node], dimension: int, capacity: int, loading: Node) -> None:
    """All deliveries are aboard at the start of the trip, all pickups at its end."""
    literals = [node.present for node in visits]
    loads = [int(parts.fleet.load[node.candidate, dimension]) for node in visits]
    if _most(parts, visits, dimension) > capacity:
        parts.model.add(cp_model.LinearExpr.weighted_sum(literals, loads) <= capacity * loading.present)


def _most(parts: Parts, visits: list[Node], dimension: int) -> int:
    """Load of all orders that the visits could bring together."""
    orders = {order for node in visits for order in parts.fleet.candidates[node.candidate].stop.orders}
    return int(parts.fleet.instance.orders.load[sorted(orders), dimension].sum())


def _fits_along_the_way(parts: Parts, slot: SlotVars, number: int, dimension: int, capacity: int) -> None:
    """Follow the load from stage to stage, where deliveries and pickups mix."""
    nodes = {idx: node for idx, node in enumerate(slot.nodes) if node.layer == number}
    visits = [node for node in nodes.values() if node.candidate >= 0]
    if _most(parts, visits, dimension) <= capacity:
        return
    aboard = {idx: parts.model.new_int_var(0, capacity, "") for idx in nodes}
    deliveries = [node for node in visits if not parts.fleet.is_pickup[node.candidate]]
    loads = [int(parts.fleet.load[node.candidate, dimension]) for node in deliveries]
    loaded = cp_model.LinearExpr.weighted_sum([node.present for node in deliveries], loads)
    start = next(idx for idx, node in nodes.items() if node.candidate < 0)
    parts.model.add(aboard[start] == loaded)
    changes: dict[int, int] = {}
    for arc in slot.arcs:
        if arc.tail in nodes and arc.head in nodes and arc.head != start:
            head = nodes[arc.head].candidate
            change = int(parts.fleet.load[head, dimension])
            if not parts.fleet.is_pickup[head]:
                change = -change
            parts.model.add(aboard[arc.head] >= aboard[arc.tail] + change).only_enforce_if(arc.literal)
            changes[arc.head] = change

    def complete(values: Values) -> None:
        follower = {arc.tail: arc.head for arc in slot.arcs if values[arc.literal.index]}
        taken = [node for node in deliveries if values[node.present.index]]
        at, load = start, sum(int(parts.fleet.load[node.candidate, dimension]) for node in taken)
        while True:
            values[aboard[at].index] = load
            at = follower.get(at, start)
            if at == start or at not in nodes:  # an absent trip, the end of the route, the next trip
                break
            load += changes[at]

    parts.completions.append(complete)
