"""How good the search must be, as data.

In words: at 10 s as good as the best peer at 60 s, at 60 s half its gap; on CVRP, where the best peer is not
among those that run here, ahead of its published figures. On counties not worse at 10 s than any peer at
60 s, and ahead where stock binds. On CVRP with fewer than 250 customers at most 0.1 % behind HGS-CVRP.
On the counties of `benchmarks.counties` close to the best known, and never worse for more time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SOLVER = "search"
"""Who has to meet them, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class GapGate:
    """Most gap to the best known, in percent."""

    set_name: str
    budget: float
    gap: float
    of: Literal["mean", "worst"] = "mean"
    """Mean over the instances, or the worst single run."""


@dataclass(frozen=True, slots=True)
class TimeGate:
    """More time is never worse: on no instance may the mean cost be above that of a shorter budget."""

    set_name: str
    budget: float
    shorter: float


@dataclass(frozen=True, slots=True)
class PeerGate:
    """Mean cost against a peer's, in percent."""

    set_name: str
    budget: float
    peer: str
    peer_budget: float
    most: float
    """Most that the cost may be above the peer's."""
    is_strict: bool = False
    """Whether equal is not enough."""
    max_size: int | None = None
    """Only instances with fewer orders than this."""


_COUNTIES = (
    ("county-day", False),
    ("county-cycle", False),
    ("county-day-binding", True),
    ("county-cycle-binding", True),
)

Gate = GapGate | TimeGate | PeerGate

GATES: tuple[Gate, ...] = (
    GapGate("CVRP", 10, 0.5),
    GapGate("CVRP", 60, 0.3),
    GapGate("VRPTW", 10, 2.4),
    GapGate("VRPTW", 60, 1.2),
    GapGate("PCVRPTW", 10, 1.3),
    GapGate("PCVRPTW", 60, 0.6),
    GapGate("HFVRP", 10, 1.4),
    GapGate("HFVRP", 60, 0.7),
    GapGate("MDVRPTW", 10, 2.7),
    GapGate("MDVRPTW", 60, 1.3),
    GapGate("MTVRPTWR", 10, 0.9),
    GapGate("MTVRPTWR", 60, 0.5),
    GapGate("XXL", 120, 1.2),
    GapGate("two-channel-day", 10, 0.5),
    GapGate("two-channel-day", 10, 1.5, of="worst"),
    TimeGate("two-channel-day", 60, 10),
    GapGate("two-channel-cycle", 10, 2.0),
    GapGate("two-channel-cycle", 60, 0.7),
    TimeGate("two-channel-cycle", 60, 10),
    PeerGate("CVRP", 10, "hgs", 10, 0.1, max_size=250),
    *(
        PeerGate(name, 10, peer, 60, 0.0, is_strict=binds)
        for name, binds in _COUNTIES
        for peer in ("pyvrp", "ortools")
    ),
)
