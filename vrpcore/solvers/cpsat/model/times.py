"""Times: windows, opening hours, releases, the shift, and the price and limit of a route's duration."""

from __future__ import annotations

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import NO_LIMIT, Spans
from vrpcore.solvers.cpsat.model.duration import limit_duration
from vrpcore.solvers.cpsat.model.parts import Node, Parts, SlotVars, Times
from vrpcore.solvers.cpsat.model.precedence import forbid_orders
from vrpcore.solvers.cpsat.model.rests import add_rests
from vrpcore.solvers.cpsat.network import clip


def add_times(parts: Parts, slot: SlotVars, *, is_timed: bool) -> None:
    """Give every node of a slot its moment, and price the route's duration.

    Where times cannot forbid anything there is a schedule without waiting, so that the duration is the
    work alone and no moments are needed.
    """
    instance = parts.fleet.instance
    vehicle_type = instance.vehicle_types[slot.network.type_idx]
    work = _work(parts, slot)
    if is_timed:
        times = slot.times = _moments(parts, slot)
        add_rests(parts, slot, times)
        _keep_releases(parts, slot, times)
        _keep_legs(parts, slot, times)
        for rule, rest in zip(vehicle_type.rests, times.rests, strict=True):
            work.append((rest.taken, rule.duration))
        forbid_orders(parts, slot)
        if times.duration_matters:
            limit_duration(parts, slot, times, work)
    for literal, seconds in work:
        parts.pay(literal, seconds * vehicle_type.cost_per_second)


def _duration_matters(parts: Parts, slot: SlotVars) -> bool:
    vehicle_type = parts.fleet.instance.vehicle_types[slot.network.type_idx]
    return (
        vehicle_type.cost_per_second > 0
        or vehicle_type.max_duration < NO_LIMIT
        or len(vehicle_type.rests) > 0
    )


def _moments(parts: Parts, slot: SlotVars) -> Times:
    instance, model = parts.fleet.instance, parts.model
    opens = int(instance.slots.start[slot.network.slot])
    closes = int(instance.slots.end[slot.network.slot])
    free = _duration_matters(parts, slot)
    start = [_moment(parts, clip(_spans(parts, slot, node), node.first, node.last)) for node in slot.nodes]
    return Times(
        duration_matters=free,
        begin=model.new_int_var(opens, closes if free else opens, ""),
        end=model.new_int_var(opens if free else closes, closes, ""),
        start=start,
        leave=[moment + node.duration for moment, node in zip(start, slot.nodes, strict=True)],
    )


def _spans(parts: Parts, slot: SlotVars, node: Node) -> Spans:
    if node.candidate < 0:
        return slot.layer_of(node).loading
    return parts.fleet.candidates[node.candidate].spans


def _moment(parts: Parts, spans: Spans) -> cp_model.IntVar:
    if len(spans) == 1:
        return parts.model.new_int_var(*spans[0], "")
    domain = cp_model.Domain.from_intervals([list(span) for span in spans])
    return parts.model.new_int_var_from_domain(domain, "")


def _keep_releases(parts: Parts, slot: SlotVars, times: Times) -> None:
    """A trip loads no sooner than the goods of its visits are there."""
    loading = {node.layer: number for number, node in enumerate(slot.nodes) if node.candidate < 0}
    for node in slot.visits():
        release, number = parts.fleet.candidates[node.candidate].release, loading[node.layer]
        if release > slot.nodes[number].first:
            parts.model.add(times.start[number] >= release).only_enforce_if(node.present)


def _keep_legs(parts: Parts, slot: SlotVars, times: Times) -> None:
    """A stage begins no sooner than the vehicle can be there; left out where that is always so."""
    model, home = parts.model, slot.nodes[0].place
    way = int(parts.fleet.legs(slot.network.type_idx).seconds[home, home])
    closes = int(parts.fleet.instance.slots.end[slot.network.slot])
    always_there = -1 if times.duration_matters else closes
    if times.duration_matters:
        model.add(times.start[0] >= times.begin + way)
    for arc in slot.arcs:
        tail = slot.nodes[arc.tail]
        earliest = slot.nodes[arc.head].first if arc.head else always_there
        if times.rests or tail.last + tail.duration + arc.seconds > earliest:
            moment = times.start[arc.head] if arc.head else times.end
            model.add(moment >= times.leave[arc.tail] + arc.seconds).only_enforce_if(arc.literal)


def _work(parts: Parts, slot: SlotVars) -> list[tuple[cp_model.IntVar, int]]:
    """Literals and the seconds of driving, loading and service that they stand for."""
    home = slot.nodes[0].place
    way = int(parts.fleet.legs(slot.network.type_idx).seconds[home, home])
    work = [(slot.used, way)] + [(arc.literal, arc.seconds) for arc in slot.arcs]
    work += [(node.present, node.duration) for node in slot.nodes]
    return [(literal, seconds) for literal, seconds in work if seconds]
