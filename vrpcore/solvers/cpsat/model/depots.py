"""What routes of a depot share: its stock over time and its daily tonnage."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vrpcore.lowering.instance import NO_LIMIT
from vrpcore.solvers.cpsat.model.parts import Parts
from vrpcore.solvers.cpsat.stock import available_over_time


def add_depots(parts: Parts) -> None:
    """Add stock per depot, product and moment, and tonnage per depot and day."""
    instance = parts.fleet.instance
    drawn: dict[tuple[int, int], list[tuple[int, cp_model.IntVar, int]]] = defaultdict(list)
    grams: dict[tuple[int, int], list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    for slot in parts.slots:
        begins = int(instance.slots.start[slot.network.slot])
        day = int(instance.slots.day[slot.network.slot])
        for node in slot.visits():
            visit, depot = parts.fleet.candidates[node.candidate], slot.layer_of(node).depot
            if visit.is_pickup:
                continue
            if instance.depots[depot].stock is not None:
                for product, cases in visit.products:
                    drawn[depot, product].append((begins, node.present, cases))
            if instance.depots[depot].max_grams_per_day < NO_LIMIT:
                grams[depot, day].append((node.present, visit.load[0]))
    for (depot, product), terms in drawn.items():
        for moment, available in available_over_time(instance, depot, product):
            chosen = [(literal, cases) for begins, literal, cases in terms if begins <= moment]
            _at_most(parts, chosen, available)
    for (depot, _), weights in grams.items():
        _at_most(parts, weights, instance.depots[depot].max_grams_per_day)


def _at_most(parts: Parts, terms: list[tuple[cp_model.IntVar, int]], limit: int) -> None:
    if terms and sum(amount for _, amount in terms) > limit:
        literals, amounts = (list(column) for column in zip(*terms, strict=True))
        parts.model.add(cp_model.LinearExpr.weighted_sum(literals, amounts) <= limit)
