"""Visits that cannot share a route, or not in a given order of trips, because of their windows.

Implied by the moments, but said in clauses the search and the relaxation see it at once.
"""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import BoolArray, IntArray
from vrpcore.solvers.cpsat.model.parts import Node, Parts, SlotVars

_MOST_CLAUSES = 50_000
"""Of trips' orders per slot; they are a help, not a rule."""


def forbid_orders(parts: Parts, slot: SlotVars) -> None:
    """Forbid pairs of visits that fit in neither order, and orders of trips that come too late."""
    copies: dict[int, list[Node]] = {}
    for node in slot.visits():
        copies.setdefault(node.candidate, []).append(node)
    groups = list(copies.values())
    ready = np.array([min(node.first for node in nodes) + nodes[0].duration for nodes in groups])
    last = np.array([max(node.last for node in nodes) for nodes in groups])
    place = np.array([nodes[0].place for nodes in groups])
    least = parts.fleet.legs(slot.network.type_idx).least_seconds
    fits = ready[:, None] + least[np.ix_(place, place)] <= last[None, :]
    numbers = np.array(list(copies))
    exclusive = parts.fleet.shares_order[np.ix_(numbers, numbers)]
    for one, other in np.argwhere(np.triu(~fits & ~fits.T & ~exclusive)).tolist():
        parts.model.add_at_most_one([node.present for node in groups[one] + groups[other]])
    num_trips = slot.network.layers[-1].trip + 1
    if num_trips > 1 and (num_trips * len(groups)) ** 2 <= _MOST_CLAUSES:
        reloads = _fits_with_reload(parts, slot, ready, last, place)
        for earlier, later in np.argwhere(~reloads & (fits | fits.T) & ~exclusive).tolist():
            _forbid_trips(parts, slot, groups[earlier], groups[later])


def _fits_with_reload(
    parts: Parts, slot: SlotVars, ready: IntArray, last: IntArray, place: IntArray
) -> BoolArray:
    """Whether one visit (row) can be on an earlier trip than another (column)."""
    vehicle_type = parts.fleet.instance.vehicle_types[slot.network.type_idx]
    least = parts.fleet.legs(slot.network.type_idx).least_seconds
    fits: BoolArray = np.zeros((len(place), len(place)), dtype=np.bool_)
    for depot in vehicle_type.load_depots:
        loads = ready + least[place, depot] + vehicle_type.loading_duration
        fits |= loads[:, None] + least[depot, place][None, :] <= last[None, :]
    return fits


def _forbid_trips(parts: Parts, slot: SlotVars, earlier: list[Node], later: list[Node]) -> None:
    for one in earlier:
        for other in later:
            if slot.layer_of(one).trip < slot.layer_of(other).trip:
                parts.model.add_bool_or([~one.present, ~other.present])
