"""What the model of a round chooses among."""

from __future__ import annotations

from dataclasses import dataclass

from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit
from vrpcore.solvers.milp.bins import Bin
from vrpcore.solvers.milp.effort import BinEstimate, Effort
from vrpcore.solvers.milp.visits import Orders


@dataclass(frozen=True, slots=True)
class Choice:
    """A visit in a bin, loaded at a depot."""

    visit: Visit
    bin_idx: int
    depot: int
    cluster: int
    effort: Effort
    """Handling and detour; the cost includes fees and surcharges."""
    is_present: bool

    @property
    def orders(self) -> Orders:
        """Orders of the visit."""
        return self.visit.stop.orders


@dataclass(frozen=True, slots=True)
class Round:
    """All that the model of a round is made of."""

    bins: tuple[Bin, ...]
    estimates: tuple[BinEstimate, ...]
    choices: tuple[Choice, ...]
    fixed_orders: frozenset[int]
    """Orders that stay as they are because they are brought in parts."""

    def fixed_stops(self, bin_: Bin) -> list[tuple[int, Stop]]:
        """Return (depot, stop) of the visits of a bin that stay as they are."""
        return [
            (trip.depot, stop)
            for trip in (() if bin_.route is None else bin_.route.trips)
            for stop in trip.stops
            if isinstance(stop, Stop) and stop.orders[0] in self.fixed_orders
        ]
