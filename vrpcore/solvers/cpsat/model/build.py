"""From networks to the complete model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.cpsat.clock import Clock, OutOfTime
from vrpcore.solvers.cpsat.model.circuit import add_circuit
from vrpcore.solvers.cpsat.model.depots import add_depots
from vrpcore.solvers.cpsat.model.loads import add_loads
from vrpcore.solvers.cpsat.model.objective import add_objective
from vrpcore.solvers.cpsat.model.outcomes import add_outcomes
from vrpcore.solvers.cpsat.model.parts import Parts, SlotVars
from vrpcore.solvers.cpsat.model.symmetry import add_symmetry
from vrpcore.solvers.cpsat.model.times import add_times
from vrpcore.solvers.cpsat.network import NetworkMaker, SlotNetwork
from vrpcore.solvers.cpsat.relevance import times_matter

_NO_LIMIT = 2**63 - 1
"""How CP-SAT writes an interval without end."""


@dataclass(frozen=True, slots=True)
class Built:
    """A complete model."""

    parts: Parts
    divisor: int
    """Cost units per unit of the model's objective."""

    def demand(self, bound: int) -> None:
        """Let CP-SAT know a proven lower bound on the cost."""
        objective = self.parts.model.proto.objective
        objective.domain.clear()
        objective.domain.extend((-(-bound // self.divisor), _NO_LIMIT))

    @property
    def num_arcs(self) -> int:
        """Number of arcs over all slots."""
        return sum(len(slot.arcs) for slot in self.parts.slots)


def build_model(maker: NetworkMaker, networks: Sequence[SlotNetwork], control: RunControl) -> Built | None:
    """Build the model, or return None where the run must end before it is complete."""
    parts = Parts(maker.fleet, cp_model.CpModel(), Clock(control))
    try:
        return _build(parts, maker, networks)
    except OutOfTime:
        return None


def _build(parts: Parts, maker: NetworkMaker, networks: Sequence[SlotNetwork]) -> Built:
    for network in networks:
        service = maker.service(network.type_idx).tolist()
        slot = SlotVars(network)
        parts.slots.append(slot)
        add_circuit(parts, slot, service)
        add_times(parts, slot, is_timed=times_matter(maker, network))
        add_loads(parts, slot)
    add_depots(parts)
    add_outcomes(parts)
    add_symmetry(parts)
    return Built(parts, add_objective(parts))
