"""Where routes go, as plain sequences of places, and how far apart neighbours are."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import Stop
from vrpcore.solvers.milp.bins import Bin
from vrpcore.solvers.milp.context import FAR, Context

NOBODY = -1
"""Stands where a place is not that of a customer whose visit may change."""


@dataclass(slots=True)
class Layout:
    """A route as parallel lists over its places, from home to home."""

    places: list[int] = field(default_factory=list)
    customers: list[int] = field(default_factory=list)
    """The customer, or `NOBODY`."""
    depots: list[int] = field(default_factory=list)
    """The depot of the trip that the place belongs to."""

    def add(self, place: int, customer: int, depot: int) -> None:
        """Append a place."""
        self.places.append(place)
        self.customers.append(customer)
        self.depots.append(depot)


def layout_of(context: Context, bin_: Bin, fixed_orders: frozenset[int]) -> Layout:
    """Return the places of a bin's route in order; home alone where it has none."""
    home = context.type_of(bin_.slot).depot
    result = Layout()
    result.add(home, NOBODY, home)
    if bin_.route is None:
        result.add(home, NOBODY, home)
    for trip in () if bin_.route is None else bin_.route.trips:
        result.add(trip.depot, NOBODY, trip.depot)
        for stop in trip.stops:
            if isinstance(stop, Stop):
                customer = int(context.instance.orders.customer[stop.orders[0]])
                is_fixed = stop.orders[0] in fixed_orders
                result.add(context.place(stop), NOBODY if is_fixed else customer, trip.depot)
    result.add(home, NOBODY, NOBODY)
    return result


def between_neighbours(context: Context, profile: int) -> tuple[IntArray, IntArray]:
    """Return metres and seconds that each customer adds between its two nearest neighbours of its cluster."""
    instance = context.instance
    tables = context.travel(profile)
    added = tuple(np.zeros(instance.num_customers, dtype=np.int64) for _ in tables)
    for cluster in range(int(context.cluster_of.max(initial=-1)) + 1):
        places = instance.num_depots + np.flatnonzero(context.cluster_of == cluster)
        if len(places) < 2:
            continue
        near = tables[0][np.ix_(places, places)] + tables[0][np.ix_(places, places)].T
        np.fill_diagonal(near, 4 * FAR)
        nearest = places[np.argsort(near, axis=1, kind="stable")[:, :2]]
        first, second = nearest[:, 0], nearest[:, 1 if len(places) > 2 else 0]
        for table, out in zip(tables, added, strict=True):
            way = table[first, places] + table[places, second] - table[first, second]
            out[places - instance.num_depots] = np.clip(way, 0, FAR)
    return added[0], added[1]
