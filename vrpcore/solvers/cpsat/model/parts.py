"""The variables of the model, as the modules that add its rules share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from vrpcore.solvers.cpsat.clock import Clock
from vrpcore.solvers.cpsat.network import Fleet, Layer, SlotNetwork


@dataclass(slots=True)
class Node:
    """A stage of a slot's route: the loading of a trip, or a visit."""

    layer: int
    """Position of its trip and depot among the layers of the slot's network."""
    candidate: int
    """Number of the visit candidate; -1 for a loading."""
    position: int
    """Position of the visit in its layer; -1 for a loading."""
    place: int
    """Position in `Fleet.places`."""
    duration: int
    first: int
    """Earliest beginning, in seconds."""
    last: int
    """Latest beginning."""
    present: cp_model.IntVar
    """Whether the route has this stage."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A leg of a slot's route; head 0 is the end of the route."""

    tail: int
    head: int
    literal: cp_model.IntVar
    metres: int
    seconds: int


@dataclass(slots=True)
class RestVars:
    """A rest of a slot."""

    start: cp_model.IntVar
    taken: cp_model.IntVar
    after: dict[int, cp_model.IntVar]
    """Per node: whether the rest follows it."""


@dataclass(slots=True)
class Times:
    """The moments of one slot."""

    duration_matters: bool
    """Whether start and end are free to be chosen; else the whole shift is taken."""
    begin: cp_model.IntVar
    """Start of the route."""
    end: cp_model.IntVar
    start: list[cp_model.IntVar]
    """Per node: when it begins."""
    leave: list[cp_model.LinearExprT]
    """Per node: when the vehicle can drive on, rests included."""
    rests: list[RestVars] = field(default_factory=list)


@dataclass(slots=True)
class SlotVars:
    """The variables of one slot. Node 0 is its first loading, present where the slot is used."""

    network: SlotNetwork
    nodes: list[Node] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    times: Times | None = None
    """None where times cannot forbid or change the price of anything."""

    @property
    def used(self) -> cp_model.IntVar:
        """Whether the slot has a route."""
        return self.nodes[0].present

    def layer_of(self, node: Node) -> Layer:
        """The layer that a node belongs to."""
        return self.network.layers[node.layer]

    def visits(self) -> Iterator[Node]:
        """The nodes that are visits."""
        return (node for node in self.nodes if node.candidate >= 0)


Values = list[int]
"""A value for each variable, by its index."""


@dataclass(slots=True)
class Parts:
    """A model under construction."""

    fleet: Fleet
    model: cp_model.CpModel
    clock: Clock
    """Asked with each new flag; its exception ends the building."""
    slots: list[SlotVars] = field(default_factory=list)
    skipped: dict[int, cp_model.IntVar] = field(default_factory=dict)
    """Per order that need not be served: whether it is held or left unserved."""
    costs: list[tuple[cp_model.IntVar, int]] = field(default_factory=list)
    """The objective: variables and their exact cost per unit."""
    completions: list[Callable[[Values], None]] = field(default_factory=list)
    """Set auxiliary variables once those of routes, orders and moments have values; called in order."""

    def flag(self) -> cp_model.IntVar:
        """A new Boolean variable."""
        self.clock.tick()
        return self.model.new_bool_var("")

    def pay(self, variable: cp_model.IntVar, cost: int) -> None:
        """Add a term to the objective."""
        if cost:
            self.costs.append((variable, cost))
