"""Construction by savings.

The parallel method of Clarke and Wright (1964), "Scheduling of vehicles from a central depot to a number of
delivery points": each visit begins as a route of its own, and routes are joined end to start in the order of
what the leg between them saves. Each join is priced with the vehicle that suits the whole best (the
opportunity savings of Golden, Assad, Levy and Gheysens 1984, "The fleet size and mix vehicle routing
problem"). Fast where problems are large, since only near visits are joined.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from vrpcore.lowering.instance import IntArray, VehicleType
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.chains import Chain, ChainPricer
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.pace import is_over
from vrpcore.solvers.greedy.route import Trips
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE

_SHARE_LEFT = 0.7
"""Share of the time that is left for giving chains to vehicles, and for what comes after."""


def build_by_savings(state: State, control: RunControl, neighbours: Neighbours) -> None:
    """Put absent visits of an empty plan into routes; some may stay absent where vehicles are short."""
    if not state.openings.is_free():
        return
    pricer = ChainPricer(state)
    singles = {visit: pricer.single(visit) for visit in state.absent}
    ends = {visit: chain for visit, chain in singles.items() if chain is not None}
    failed: set[tuple[int, int]] = set()
    enough_s = control.remaining_s * _SHARE_LEFT
    for a, b in _pairs(state, neighbours):
        if is_over(control) or control.remaining_s < enough_s:
            break
        first, second = ends.get(a), ends.get(b)
        if first is None or second is None or first is second:
            continue
        if (first.number, second.number) in failed:
            continue
        joined = _join(pricer, first, second, a, b)
        if joined is not None and joined.cost < first.cost + second.cost:
            for chain in (first, second):
                ends.pop(chain.visits[0], None)
                ends.pop(chain.visits[-1], None)
            ends[joined.visits[0]] = ends[joined.visits[-1]] = joined
        elif joined is not None or (first.is_loose and second.is_loose):
            # Other ends of the same chains are farther apart; only tight windows make a difference there.
            failed |= {(first.number, second.number), (second.number, first.number)}
    chains = {id(chain): chain for chain in ends.values()}
    _assign(state, pricer, list(chains.values()))


def _pairs(state: State, neighbours: Neighbours) -> list[tuple[int, int]]:
    """Pairs of near visits by falling savings of the direct leg from one to the other."""
    costs = state.openings.costs()
    classes = np.array(state.openings.is_free(), dtype=np.int64)
    best = classes[costs[classes].argmin(axis=0)]
    near = np.repeat(neighbours.visits, neighbours.near.shape[1]), neighbours.near.ravel()
    a, b = np.unique(np.concatenate([near, near[::-1]], axis=1), axis=1)
    space = state.space
    places = space.table.place
    savings = np.full(len(a), -INFINITE, dtype=np.int64)
    for number in np.unique(best[neighbours.visits]).tolist():
        type_idx = state.openings.classes[number][0]
        vehicle_type = space.instance.vehicle_types[type_idx]
        mine = np.flatnonzero(best[a] == number)
        home = np.full(len(mine), vehicle_type.depot)

        cost = partial(_leg_costs, state, vehicle_type)
        savings[mine] = cost(places[a[mine]], home) + cost(home, places[b[mine]])
        savings[mine] -= cost(places[a[mine]], places[b[mine]])
    order = np.argsort(-savings, kind="stable")
    return list(zip(a[order].tolist(), b[order].tolist(), strict=True))


def _leg_costs(
    state: State, vehicle_type: VehicleType, origins: IntArray, destinations: IntArray
) -> IntArray:
    metres, seconds = state.space.legs.each(vehicle_type.profile, origins, destinations)
    found: IntArray = metres * vehicle_type.cost_per_metre + seconds * vehicle_type.cost_per_second
    return np.where((metres < 0) | (seconds < 0), INFINITE // 4, found)


def _join(pricer: ChainPricer, first: Chain, second: Chain, a: int, b: int) -> Chain | None:
    """Join two chains so that `a` is followed by `b`, turning either round where that is needed."""
    if first.visits[-1] != a:
        if not first.is_loose:
            return None
        first = first.turned()
    if second.visits[0] != b:
        if not second.is_loose:
            return None
        second = second.turned()
    return pricer.joined(first, second)


def _assign(state: State, pricer: ChainPricer, chains: list[Chain]) -> None:
    """Give chains to vehicles: the costliest first, each to the cheapest slot or as a trip of a used one."""
    openings = state.openings
    price = state.space.table.price
    for chain in sorted(
        chains, key=lambda chain: (chain.cost - sum(price[chain.visits].tolist()), chain.visits)
    ):
        by_class = np.full(len(openings.classes), INFINITE, dtype=np.int64)
        np.minimum.at(by_class, pricer.class_of_gap, chain.costs)
        options: list[tuple[int, int, Trips]] = []
        for number in openings.is_free():
            if by_class[number] < INFINITE:
                slot = openings.free[number][-1]
                depot = state.space.instance.vehicle_types[openings.classes[number][0]].depot
                options.append((int(by_class[number]), slot, ((depot, tuple(chain.visits)),)))
        options.sort()
        worth = sum(int(state.space.table.price[visit]) for visit in chain.visits)
        for cost, slot, trips in options[:8]:
            if cost - state.space.instance.vehicle_types[state.space.type_of_slot[slot]].day_cost >= worth:
                continue
            if state.change({slot: trips}, below=None) is not None:
                break
