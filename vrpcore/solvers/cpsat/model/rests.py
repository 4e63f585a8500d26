"""Rests: each rule's rest follows one stage of the route, or the route keeps clear of its window."""

from __future__ import annotations

from itertools import combinations

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import Rest
from vrpcore.solvers.cpsat.model.parts import Parts, RestVars, SlotVars, Times, Values


def add_rests(parts: Parts, slot: SlotVars, times: Times) -> None:
    """Add the rests of a slot.

    A rest is taken at the place of the stage that it follows, so it is no node of its own: it delays the
    moment at which the vehicle can leave that place.
    """
    rules = parts.fleet.instance.vehicle_types[slot.network.type_idx].rests
    if not rules:
        return
    model, midnight = parts.model, int(parts.fleet.instance.slots.midnight[slot.network.slot])
    shift_end = int(parts.fleet.instance.slots.end[slot.network.slot])
    leaves: list[cp_model.IntVar] = []
    for number, node in enumerate(slot.nodes):
        leaves.append(model.new_int_var(node.first + node.duration, shift_end, ""))
        model.add(leaves[number] >= times.leave[number])
        times.leave[number] = leaves[number]
    times.rests += [_rest(parts, slot, times, rule, midnight) for rule in rules]
    parts.completions.append(lambda values: _complete(slot, times, rules, leaves, values))
    for (rule, earlier), (_, later) in combinations(zip(rules, times.rests, strict=True), 2):
        both = [earlier.taken, later.taken]
        model.add(later.start >= earlier.start + rule.duration).only_enforce_if(both)


def _rest(parts: Parts, slot: SlotVars, times: Times, rule: Rest, midnight: int) -> RestVars:
    model = parts.model
    earliest, latest = midnight + rule.earliest, midnight + rule.latest
    rest = RestVars(model.new_int_var(earliest, latest, ""), parts.flag(), {})
    for number, node in enumerate(slot.nodes):
        if node.first + node.duration <= latest:
            follows = rest.after[number] = parts.flag()
            model.add_implication(follows, node.present)
            model.add(rest.start >= times.start[number] + node.duration).only_enforce_if(follows)
            model.add(times.leave[number] >= rest.start + rule.duration).only_enforce_if(follows)
    model.add_exactly_one([*rest.after.values(), ~rest.taken])
    ends_before, starts_after = parts.flag(), parts.flag()
    model.add_bool_or([rest.taken, ends_before, starts_after, ~slot.used])
    model.add(times.end <= latest).only_enforce_if(ends_before)
    model.add(times.begin >= earliest + rule.duration).only_enforce_if(starts_after)

    def complete(values: Values) -> None:
        values[ends_before.index] = int(values[times.end.index] <= latest)
        values[starts_after.index] = int(values[times.begin.index] >= earliest + rule.duration)

    parts.completions.append(complete)
    return rest


def _complete(
    slot: SlotVars, times: Times, rules: tuple[Rest, ...], leaves: list[cp_model.IntVar], values: Values
) -> None:
    """Let the vehicle leave each stage as soon as service and rests there are done."""
    for number, (node, leave) in enumerate(zip(slot.nodes, leaves, strict=True)):
        done = values[times.start[number].index] + node.duration
        for rule, rest in zip(rules, times.rests, strict=True):
            if number in rest.after and values[rest.after[number].index]:
                done = max(done, values[rest.start.index] + rule.duration)
        values[leave.index] = done
