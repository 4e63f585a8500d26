"""What changes to one route would cost, by distance and time alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.milp.bins import Bin
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.effort import Effort
from vrpcore.solvers.milp.layout import NOBODY, layout_of

_TIE = 1e-6
"""Cost units per metre and second on top: a vehicle without rates still prefers the shorter way."""


class RouteChanges:
    """A bin's route and the price of leaving places out of it or putting them in.

    Parameters
    ----------
    fixed_orders
        Orders whose visits stay where they are.
    """

    def __init__(self, context: Context, bin_: Bin, fixed_orders: frozenset[int]) -> None:
        self._context = context
        self._type = context.type_of(bin_.slot)
        self._tables = context.travel(self._type.profile)
        self._layout = layout_of(context, bin_, fixed_orders)
        self.num_visits: dict[int, int] = {}
        """Visits of each customer that may change."""
        for customer in self._layout.customers:
            if customer != NOBODY:
                self.num_visits[customer] = self.num_visits.get(customer, 0) + 1

    def effort(self, metres: float, seconds: float) -> Effort:
        """Return way and time with their cost."""
        cost = metres * self._type.cost_per_metre + seconds * self._type.cost_per_second
        return Effort(float(cost), float(seconds), float(metres))

    def key(self, metres: IntArray, seconds: IntArray) -> npt.NDArray[np.float64]:
        """Return what ways are compared by."""
        return metres * (self._type.cost_per_metre + _TIE) + seconds * (self._type.cost_per_second + _TIE)

    def saving(self, customers: set[int]) -> Effort:
        """Return what leaving out some customers saves, never less than nothing."""
        places = self._layout.places
        kept = [
            place
            for place, customer in zip(places, self._layout.customers, strict=True)
            if customer not in customers
        ]
        metres, seconds = (
            int(table[places[:-1], places[1:]].sum() - table[kept[:-1], kept[1:]].sum())
            for table in self._tables
        )
        return self.effort(metres, seconds).positive()

    def insertion(self, depot: int, customers: IntArray) -> tuple[IntArray, IntArray]:
        """Return metres and seconds of the cheapest insertion of each customer into the trips of a depot."""
        layout = self._layout
        arcs = [
            arc
            for *arc, at in zip(layout.places[1:-1], layout.places[2:], layout.depots[1:-1], strict=True)
            if at == depot
        ] or [[depot, self._type.depot]]
        origins, targets = np.array(arcs).T
        places = self._context.instance.num_depots + customers
        metres, seconds = (
            table[np.ix_(origins, places)]
            + table[np.ix_(places, targets)].T
            - table[origins, targets][:, None]
            for table in self._tables
        )
        best = np.argmin(self.key(metres, seconds), axis=0)
        columns = np.arange(len(customers))
        return metres[best, columns], seconds[best, columns]

    def further_trip(self) -> Effort:
        """Return the price of driving back to load once more, where that is the least way round."""
        layout = self._layout
        depot = self._type.depot
        ways = [
            tuple(int(table[o, depot] + table[depot, t] - table[o, t]) for table in self._tables)
            for o, t, customer in zip(
                layout.places[:-1], layout.places[1:], layout.customers[1:], strict=True
            )
            if customer != NOBODY
        ]
        metres, seconds = min(ways, default=(0, 0))
        return self.effort(metres, seconds + self._type.loading_duration).positive()
