"""The flows of equal slots: one vehicle type on one day, however many vehicles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, VehicleType
from vrpcore.solvers.cpsat.bound.program import Program
from vrpcore.solvers.cpsat.network import NetworkMaker, SlotNetwork

Node = tuple[int, int]
"""A depot and a candidate brought from there; `LOADING` in place of a candidate."""
LOADING = -1
Work = list[tuple[int, int]]
"""Columns and what each unit of them takes of something."""


@dataclass(slots=True)
class Flows:
    """Where in the program the flows of some equal slots are."""

    slot: int
    """One of the slots."""
    number: int
    """How many there are."""
    home: int
    used: int = 0
    """Column: slots used."""
    loadings: dict[int, int] = field(default_factory=dict)
    """Column per depot: how often a trip loads there."""
    visits: dict[Node, int] = field(default_factory=dict)
    """Column per depot and candidate: how often it is brought from there."""
    arcs: list[tuple[Node, Node, int]] = field(default_factory=list)
    """(tail, head, column); legs to the end of the route are left out."""
    serving: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Columns of the visits per order."""

    def entries(self, node: Node) -> int:
        """Column that counts how often a node is entered; at home the start of routes counts, too."""
        return self.loadings[node[0]] if node[1] == LOADING else self.visits[node]


def add_flows(program: Program, maker: NetworkMaker, network: SlotNetwork, number: int) -> Flows:
    """Add columns and rows of equal slots; `network` is that of one of them."""
    return _Adder(program, maker, network, number).add()


class _Adder:
    """Adds the flows of some equal slots to a program."""

    def __init__(self, program: Program, maker: NetworkMaker, network: SlotNetwork, number: int) -> None:
        self._program = program
        self._fleet = maker.fleet
        self._network = network
        self._type: VehicleType = maker.fleet.instance.vehicle_types[network.type_idx]
        self._legs = maker.fleet.legs(network.type_idx)
        self._service = maker.service(network.type_idx)
        self._num_trips = network.layers[-1].trip + 1
        self._most_loadings = number * self._num_trips
        self._flows = Flows(network.slot, number, self._type.depot)
        self._seconds: Work = []
        self._metres: Work = []
        self._into: dict[Node, Work] = defaultdict(list)
        self._out: dict[Node, Work] = defaultdict(list)

    def add(self) -> Flows:
        """Add everything; return where it is."""
        self._add_nodes()
        self._add_arcs()
        self._keep_balance()
        self._keep_capacity()
        self._keep_shift()
        for columns in self._flows.serving.values():  # a visit needs a used slot, and each order one visit
            self._program.row("<=", 0, [*((column, 1) for column in columns), (self._flows.used, -1)])
        return self._flows

    def _column(self, cost: int, limit: int, seconds: int, metres: int = 0) -> int:
        cost += seconds * self._type.cost_per_second + metres * self._type.cost_per_metre
        column = self._program.column(cost, limit)
        self._seconds.append((column, seconds))
        self._metres.append((column, metres))
        return column

    def _add_nodes(self) -> None:
        flows, vehicle_type, home = self._flows, self._type, self._type.depot
        out = int(self._legs.seconds[home, home]), int(self._legs.metres[home, home])
        flows.used = self._column(vehicle_type.day_cost, flows.number, *out)
        for layer in self._network.layers:
            depot = layer.depot
            if depot not in flows.loadings:
                flows.loadings[depot] = self._column(0, self._most_loadings, vehicle_type.loading_duration)
            for candidate in layer.visits.tolist():
                if (depot, candidate) not in flows.visits:
                    visit = self._fleet.candidates[candidate]
                    price = visit.delivery_cost(self._fleet.instance, depot, vehicle_type)
                    column = self._column(price, 1, int(self._service[candidate]))
                    flows.visits[depot, candidate] = column
                    for order in visit.stop.orders:
                        flows.serving[order].append(column)

    def _add_arcs(self) -> None:
        """All legs of any trip; a leg between visits is taken at most once, since each visit is."""
        flows, home = self._flows, self._type.depot
        later = sorted({layer.depot for layer in self._network.layers if layer.trip > 0})
        for depot, candidate in flows.visits:
            node = depot, candidate
            self._connect((depot, LOADING), node, 1)
            self._connect(node, None, 1)
            for other in later:
                self._connect(node, (other, LOADING), 1)
        for depot in flows.loadings:
            pairs = [
                layer.visits[layer.arcs].reshape(-1, 2)
                for layer in self._network.layers
                if layer.depot == depot
            ]
            for tail, head in np.unique(np.concatenate(pairs), axis=0).tolist():
                self._connect((depot, tail), (depot, head), 1)
            for other in later:
                if self._type.rests or other != depot:
                    self._connect((depot, LOADING), (other, LOADING), self._most_loadings)
            if self._type.rests or depot != home:
                self._connect((depot, LOADING), None, self._most_loadings)

    def _place(self, node: Node | None) -> int:
        if node is None:
            return self._type.depot
        return node[0] if node[1] == LOADING else int(self._fleet.place[node[1]])

    def _connect(self, tail: Node, head: Node | None, limit: int) -> None:
        """Add a leg where there is one; no head: the end of the route."""
        origin, target = self._place(tail), self._place(head)
        metres = int(self._legs.metres[origin, target])
        if metres < 0:
            return
        column = self._column(0, limit, int(self._legs.seconds[origin, target]), metres)
        self._out[tail].append((column, 1))
        if head is not None:
            self._into[head].append((column, 1))
            self._flows.arcs.append((tail, head, column))

    def _keep_balance(self) -> None:
        """Each visit and loading is entered and left; the first loading is at home."""
        flows, home = self._flows, self._type.depot
        nodes = [*flows.visits, *((depot, LOADING) for depot in flows.loadings)]
        for node in nodes:
            column = flows.entries(node)
            starts = [(flows.used, 1)] if node == (home, LOADING) else []
            self._program.row("=", 0, [*self._into[node], *starts, (column, -1)])
            self._program.row("=", 0, [*self._out[node], (column, -1)])
        trips = [(column, 1) for column in flows.loadings.values()]
        self._program.row("<=", 0, [*trips, (flows.used, -self._num_trips)])

    def _keep_capacity(self) -> None:
        """What trips bring, or fetch, fits into the vehicle as often as it loads."""
        for dimension, capacity in enumerate(self._type.capacity):
            if capacity < NO_LIMIT:
                for depot, loadings in self._flows.loadings.items():
                    for is_pickup in (False, True):
                        terms = [
                            (column, int(self._fleet.load[number, dimension]))
                            for (origin, number), column in self._flows.visits.items()
                            if origin == depot and self._fleet.is_pickup[number] == is_pickup
                        ]
                        if terms:
                            self._program.row("<=", 0, [*terms, (loadings, -capacity)])

    def _keep_shift(self) -> None:
        """Work and rests fit into the shift; who takes no rest ends before it or starts after it."""
        slots, slot = self._fleet.instance.slots, self._network.slot
        start, end, midnight = int(slots.start[slot]), int(slots.end[slot]), int(slots.midnight[slot])
        most = min(end - start, self._type.max_duration)
        used = self._flows.used
        work = [(column, seconds) for column, seconds in self._seconds if seconds]
        rests = [
            (self._program.column(rest.duration * self._type.cost_per_second, self._flows.number), rest)
            for rest in self._type.rests
        ]
        work += [(column, rest.duration) for column, rest in rests]
        self._program.row("<=", 0, [*work, (used, -most)])
        for column, rest in rests:
            without = max(midnight + rest.latest - start, end - midnight - rest.earliest - rest.duration)
            without = min(max(without, 0), most)
            self._program.row("<=", 0, [*work, (column, without - most), (used, -without)])
            self._program.row("<=", 0, [(column, 1), (used, -1)])
        if self._type.max_distance < NO_LIMIT:
            metres = [(column, metres) for column, metres in self._metres if metres]
            self._program.row("<=", 0, [*metres, (used, -self._type.max_distance)])
