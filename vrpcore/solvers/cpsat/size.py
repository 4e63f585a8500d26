"""Whether a model can be built and solved at all, judged before anything large is made."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering.instance import Instance
from vrpcore.solvers.cpsat.network import SlotNetwork

ARC_BYTES = 6_000
"""Memory that one arc costs in the end, in the model and within CP-SAT; measured."""
BASE_MB = 300
"""Memory without any model."""
ARCS_PER_SECOND = 40_000
"""Arcs for which variables and rules are made in a second, presolve included; measured."""
BUILD_SHARE = 0.5
"""Most of the time limit that building may take."""
SMALL = 5_000
"""A model of so few arcs is always tried: it takes no more than a tenth of a second."""
_MOST_CANDIDATES = 4_000


def most_arcs(memory_mb: int, remaining_s: float) -> int:
    """Arcs for which memory and time suffice."""
    by_memory = (memory_mb - BASE_MB) * 10**6 // ARC_BYTES
    by_time = math.inf if remaining_s == math.inf else remaining_s * BUILD_SHARE * ARCS_PER_SECOND
    return max(SMALL, int(min(by_memory, by_time)))


def count_arcs(networks: Sequence[SlotNetwork]) -> int:
    """Arcs of the model, those between loadings left out."""
    return sum(len(layer.arcs) + 2 * len(layer.visits) for network in networks for layer in network.layers)


def refuse_if_hopeless(instance: Instance) -> None:
    """Refuse what is too large even to be counted."""
    if instance.num_orders > _MOST_CANDIDATES:
        raise too_large(instance, f"more than {instance.num_orders**2 // 2:,}", _MOST_CANDIDATES**2)


def too_large(instance: Instance, arcs: str, allowed: int) -> ProblemTooLargeError:
    """The refusal, with the sizes."""
    return ProblemTooLargeError(
        f"cpsat cannot build its model of {instance.num_orders:,} orders and {instance.num_slots:,} slots "
        f"({arcs} arcs) within the given time and memory; allowed: {allowed:,} arcs; "
        "remedy: a longer time limit, more memory (option memory_mb), fewer orders or vehicle days, "
        "or another solver"
    )
