"""What the benchmark asks of a peer: to state a problem, and to solve it within a budget.

A peer is a module of this folder with the three names of `Peer`. It answers in the indices of the lowered
problem; the benchmark turns that into a plan, has what the peer could not state repaired, and the evaluator
judge the rest.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from typing import Protocol

from vrpcore.lowering import Solution
from vrpcore.models.problem import Problem


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer found, and how long the call took."""

    solution: Solution
    runtime_s: float


Solve = Callable[[float, int], Answer]
"""From a budget in seconds and a seed to an answer, on a problem that has been stated already."""


class Peer(Protocol):
    """What a module of this folder has."""

    DISTRIBUTION: str
    """The package to install."""
    TAKES_SEED: bool
    """Whether the seed changes anything; if not, one run is enough."""

    def state(self, problem: Problem) -> Solve:
        """State a problem as well as the peer can; the time of this is not counted.

        Raises
        ------
        CannotStateError
            If the peer has no means for something that the problem asks for.
        """
        ...


class CannotStateError(Exception):
    """A peer lacks what an instance asks for."""


class PeerMissingError(Exception):
    """A peer is not installed."""


_MODULES = {
    "pyvrp": "benchmarks.quality.peers.pyvrp",
    "ortools": "benchmarks.quality.peers.ortools_routing",
    "hgs": "benchmarks.quality.peers.hgs_cvrp",
    "vroom": "benchmarks.quality.peers.vroom",
}
NAMES = tuple(_MODULES)


def load(name: str) -> Peer:
    """The module of a peer. Its package is imported only when it states a problem."""
    return importlib.import_module(_MODULES[name])  # type: ignore[return-value]  # a module as a protocol


def version(name: str) -> str:
    """Installed version of a peer's package.

    Raises
    ------
    PeerMissingError
        If it is not installed.
    """
    distribution = load(name).DISTRIBUTION
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError as error:
        raise PeerMissingError(
            f"{name} needs the package {distribution!r}: pip install -e '.[benchmark]'"
        ) from error
