"""How long a route lasts, split so that the linear relaxation sees as much of it as possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from ortools.sat.python import cp_model

from vrpcore.solvers.cpsat.model.parts import Parts, SlotVars, Times, Values


def limit_duration(
    parts: Parts, slot: SlotVars, times: Times, work: list[tuple[cp_model.IntVar, int]]
) -> None:
    """Price and limit the time from start to end: work, which follows from the route, and waiting.

    The work is priced where it arises, so the relaxation sees its cost without knowing any moment. Waiting
    is bounded from below by what the windows of two neighbours enforce, and by the windows of single visits.

    Parameters
    ----------
    work
        Literals and the seconds of driving, loading, service and rest that they stand for.
    """
    instance = parts.fleet.instance
    vehicle_type = instance.vehicle_types[slot.network.type_idx]
    shift = int(instance.slots.end[slot.network.slot] - instance.slots.start[slot.network.slot])
    limit = min(shift, vehicle_type.max_duration)
    wait = parts.model.new_int_var(0, limit, "")
    parts.pay(wait, vehicle_type.cost_per_second)
    duration, worked = times.end - times.begin, _weighted(work)
    # Two inequalities, since presolve would put an equation in place of the waiting in the objective.
    parts.model.add(wait >= cp_model.LinearExpr.sum(duration, -worked))
    parts.model.add(duration >= worked)
    parts.model.add(duration <= limit)

    def complete(values: Values) -> None:
        busy = sum(seconds for literal, seconds in work if values[literal.index])
        values[wait.index] = values[times.end.index] - values[times.begin.index] - busy

    parts.completions.append(complete)
    _bound_wait(parts, slot, times, wait)
    _bound_ends(parts, slot, times)


def _bound_wait(parts: Parts, slot: SlotVars, times: Times, wait: cp_model.IntVar) -> None:
    """Each leg brings at least the time by which its head opens after its tail could last be left.

    A rest may fill such a gap, so rests count along with the waiting.
    """
    gaps: list[tuple[cp_model.IntVar, int]] = []
    for arc in slot.arcs:
        tail, head = slot.nodes[arc.tail], slot.nodes[arc.head]
        gap = head.first - (tail.last + tail.duration + arc.seconds)
        if arc.head and gap > 0:
            gaps.append((arc.literal, gap))
    if gaps:
        rules = parts.fleet.instance.vehicle_types[slot.network.type_idx].rests
        rests = [(rest.taken, rule.duration) for rest, rule in zip(times.rests, rules, strict=True)]
        parts.model.add(cp_model.LinearExpr.sum(wait, _weighted(rests)) >= _weighted(gaps))


def _bound_ends(parts: Parts, slot: SlotVars, times: Times) -> None:
    """A route ends no sooner, and starts no later, than the window of any of its visits asks for."""
    model, legs = parts.model, parts.fleet.legs(slot.network.type_idx)
    vehicle_type = parts.fleet.instance.vehicle_types[slot.network.type_idx]
    copies: dict[int, list[int]] = defaultdict(list)
    for number, node in enumerate(slot.nodes):
        if node.candidate >= 0:
            copies[node.candidate].append(number)
    for numbers in copies.values():
        nodes = [slot.nodes[number] for number in numbers]
        present = nodes[0].present
        if len(nodes) > 1:
            present = parts.flag()
            model.add(sum(node.present for node in nodes) == present)
            parts.completions.append(_any_of([node.present for node in nodes], present))
        to, back = nodes[0].place, vehicle_type.depot
        before = vehicle_type.loading_duration + int(legs.least_seconds[back, to])
        after = nodes[0].duration + int(legs.least_seconds[to, back])
        model.add(times.end >= min(node.first for node in nodes) + after).only_enforce_if(present)
        model.add(times.begin <= max(node.last for node in nodes) - before).only_enforce_if(present)


def _any_of(literals: list[cp_model.IntVar], result: cp_model.IntVar) -> Callable[[Values], None]:
    def complete(values: Values) -> None:
        values[result.index] = max(values[literal.index] for literal in literals)

    return complete


def _weighted(terms: list[tuple[cp_model.IntVar, int]]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum([literal for literal, _ in terms], [unit for _, unit in terms])
