"""Cuts: every set of visits is entered from outside, as often as its visits and their loads ask for.

Without them, a relaxed route may go round in circles that touch no depot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from ortools.graph.python import max_flow

from vrpcore.lowering.instance import NO_LIMIT
from vrpcore.solvers.cpsat.bound.flows import LOADING, Flows, Node
from vrpcore.solvers.cpsat.bound.program import Program
from vrpcore.solvers.cpsat.network import Fleet

_UNIT = 1_000_000
"""Flows are rounded to millionths for finding sets; the cut itself is exact."""
_VIOLATION = 0.02
"""A cut is worth its row from this excess on."""


class Separator:
    """Finds violated cuts of some equal slots.

    Parameters
    ----------
    fleet
        The instance and its candidates.
    flows
        Where in the program the slots are.
    """

    def __init__(self, fleet: Fleet, flows: Flows) -> None:
        self._fleet = fleet
        self._flows = flows
        self._nodes: list[Node] = [(flows.home, LOADING)]
        self._nodes += [(depot, LOADING) for depot in flows.loadings if depot != flows.home]
        self._nodes += list(flows.visits)
        self._number = {node: number for number, node in enumerate(self._nodes)}
        self._tails = np.array([self._number[tail] for tail, _, _ in flows.arcs], dtype=np.int64)
        self._heads = np.array([self._number[head] for _, head, _ in flows.arcs], dtype=np.int64)
        self._columns = np.array([column for _, _, column in flows.arcs], dtype=np.int64)
        self._entries = np.array([flows.entries(node) for node in self._nodes], dtype=np.int64)
        instance = fleet.instance
        self._capacity = instance.vehicle_types[int(instance.slots.vehicle_type[flows.slot])].capacity

    def add_cuts(self, program: Program, values: Sequence[float]) -> int:
        """Add violated cuts to the program; return how many."""
        if not len(self._columns):
            return 0
        flow = np.rint(np.array(values)[self._columns] * _UNIT).astype(np.int64)
        visited = np.array(values)[self._entries]
        found: set[tuple[frozenset[int], int]] = set()
        for inside, order in self._unconnected(flow, visited):
            if (inside, order) not in found:
                found.add((inside, order))
                self._add_connection(program, inside, order)
        return len(found) + self._add_loads(program, flow, visited)

    def _unconnected(self, flow: np.ndarray, visited: np.ndarray) -> Iterator[tuple[frozenset[int], int]]:
        """Sets entered less often than an order is brought within, with that order."""
        support = flow > 0
        network = max_flow.SimpleMaxFlow()
        network.add_arcs_with_capacity(self._tails[support], self._heads[support], flow[support])
        covered: set[int] = set()
        for number, node in enumerate(self._nodes):
            if node[1] == LOADING or visited[number] < _VIOLATION or number in covered:
                continue
            if number >= network.num_nodes():
                continue
            if network.solve(0, number) != network.OPTIMAL:
                continue
            if network.optimal_flow() < (visited[number] - _VIOLATION) * _UNIT:
                inside = frozenset(int(other) for other in network.get_sink_side_min_cut())
                covered |= inside
                orders = self._fleet.candidates[node[1]].stop.orders
                yield inside, max(orders, key=lambda order: self._brought(inside, order, visited))

    def _brought(self, inside: frozenset[int], order: int, visited: np.ndarray) -> float:
        return float(sum(visited[number] for number in self._bringing(inside, order)))

    def _bringing(self, inside: frozenset[int], order: int) -> list[int]:
        """The visits of a set that bring an order; a plan has at most one of them."""
        return [
            number
            for number in inside
            if self._nodes[number][1] != LOADING
            and order in self._fleet.candidates[self._nodes[number][1]].stop.orders
        ]

    def _add_connection(self, program: Program, inside: frozenset[int], order: int) -> None:
        """A route enters a set, from its start at home, before it brings an order within."""
        visits = [(int(self._entries[number]), -1) for number in self._bringing(inside, order)]
        program.row(">=", 0, self._entering(inside) + visits)

    def _add_loads(self, program: Program, flow: np.ndarray, visited: np.ndarray) -> int:
        """Each entry of a set of visits brings at most a full vehicle: add the most violated such cuts.

        Deliveries enter full and pickups leave full; a set is left as often as it is entered.
        """
        num_added = 0
        for dimension, capacity in enumerate(self._capacity):
            for is_pickup in (False, True) if 0 < capacity < NO_LIMIT else ():
                loads = self._loads(dimension, is_pickup=is_pickup)
                shares = np.rint(visited * loads / capacity * _UNIT).astype(np.int64)
                inside = self._overfull(flow, shares)
                if inside:
                    terms = [(column, capacity * weight) for column, weight in self._entering(inside)]
                    terms += [(int(self._entries[number]), -int(loads[number])) for number in inside]
                    program.row(">=", 0, terms)
                    num_added += 1
        return num_added

    def _loads(self, dimension: int, *, is_pickup: bool) -> np.ndarray:
        loads = np.zeros(len(self._nodes), dtype=np.int64)
        for number, (_, candidate) in enumerate(self._nodes):
            if candidate != LOADING and bool(self._fleet.is_pickup[candidate]) == is_pickup:
                loads[number] = self._fleet.load[candidate, dimension]
        return loads

    def _overfull(self, flow: np.ndarray, shares: np.ndarray) -> frozenset[int]:
        """The visits whose loads exceed the most what enters them, if any do by enough."""
        support, loaded = flow > 0, np.flatnonzero(shares > 0)
        if not len(loaded):
            return frozenset()
        depots = np.array([node[1] == LOADING for node in self._nodes])
        tails = np.where(depots[self._tails], 0, self._tails)  # all loadings are one source
        keep = support & ~depots[self._heads]
        sink = len(self._nodes)
        network = max_flow.SimpleMaxFlow()
        network.add_arcs_with_capacity(tails[keep], self._heads[keep], flow[keep])
        network.add_arcs_with_capacity(loaded, np.full(len(loaded), sink), shares[loaded])
        if network.solve(0, sink) != network.OPTIMAL:
            return frozenset()
        if network.optimal_flow() > shares.sum() - _VIOLATION * _UNIT:
            return frozenset()
        outside = {int(number) for number in network.get_source_side_min_cut()}
        return frozenset(number for number in range(sink) if number not in outside and not depots[number])

    def _entering(self, inside: frozenset[int]) -> list[tuple[int, int]]:
        """Terms that count how often a set without home is entered; the shorter of two ways to write it."""
        member = np.zeros(len(self._nodes), dtype=np.bool_)
        member[list(inside)] = True
        into = member[self._heads] & ~member[self._tails]
        within = member[self._heads] & member[self._tails]
        if into.sum() <= within.sum() + len(inside):
            return [(int(column), 1) for column in self._columns[into]]
        entries = [(int(self._entries[number]), 1) for number in inside]
        return entries + [(int(column), -1) for column in self._columns[within]]
