"""From networks to the complete model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from vrpcore.solvers.control import RunControl
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


@dataclass(frozen=True, slots=True)
class Built:
    """A complete model."""

    parts: Parts
    divisor: int
    """Cost units per unit of the model's objective."""


def build_model(maker: NetworkMaker, networks: Sequence[SlotNetwork], control: RunControl) -> Built | None:
    """Build the model, or return None where the run must end before it is complete."""
    parts = Parts(maker.fleet, cp_model.CpModel())
    for network in networks:
        if control.reason_to_stop() is not None:
            return None
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
