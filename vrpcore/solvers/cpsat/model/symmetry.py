"""Symmetry: equal vehicles on the same day are told apart by the orders they bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import Instance
from vrpcore.solvers.cpsat.amounts import has_parts
from vrpcore.solvers.cpsat.model.parts import Parts


def equal_slots(instance: Instance, slots: Iterable[int]) -> list[list[int]]:
    """Groups of slots that can do exactly the same: one vehicle type and one day."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for slot in slots:
        groups[int(instance.slots.vehicle_type[slot]), int(instance.slots.day[slot])].append(slot)
    return list(groups.values())


def rank_routes(orders_of: Sequence[Sequence[int]]) -> list[int]:
    """The order in which equal slots take routes: by the lowest order number; empty ones last."""
    return sorted(range(len(orders_of)), key=lambda n: min(orders_of[n], default=2**62))


def add_symmetry(parts: Parts) -> None:
    """Make equal slots take routes by their lowest order number.

    An order may be on the n-th of them only if an order of lower number is on the one before. A splittable
    order may be on both.
    """
    by_slot = {slot.network.slot: slot for slot in parts.slots}
    for group in equal_slots(parts.fleet.instance, by_slot):
        before: dict[int, list[cp_model.IntVar]] | None = None
        for number in group:
            serving: dict[int, list[cp_model.IntVar]] = defaultdict(list)
            for node in by_slot[number].visits():
                for order in parts.fleet.candidates[node.candidate].stop.orders:
                    serving[order].append(node.present)
            if before is not None:
                lower: list[cp_model.IntVar] = []
                for order in range(parts.fleet.instance.num_orders):
                    if has_parts(parts.fleet.instance, order):
                        lower += before.get(order, [])
                        for literal in serving.get(order, []):
                            parts.model.add_bool_or([*lower, ~literal])
                        continue
                    if order in serving:
                        parts.model.add(sum(serving[order]) <= sum(lower))
                    lower += before.get(order, [])
            before = serving
