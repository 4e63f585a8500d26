"""What a visit would add to a route, before the route is known.

The cost of a route is taken apart in four: a *base* for being used at all, an *access* for each cluster of
customers that it goes to, a *detour* for each customer, and a price for each further trip. For a route that
exists, detours are what leaving out a customer would save, accesses what leaving out the rest of a cluster
would save on top, and the base is all that remains, so that the parts of the present plan add up to its exact
cost. For what a route does not contain, detour and access are cheapest insertions; the access of a cluster is
that of its seed, the customer of the cluster that is cheapest to reach (after the seeds of Fisher and
Jaikumar 1981, "A generalized assignment heuristic for vehicle routing"). Feasibility in time is left
to the budget of the model and to the sequencing that follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vrpcore.lowering.solution import Stop
from vrpcore.solvers.milp.bins import Bin
from vrpcore.solvers.milp.context import FAR, Context, FloatArray

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Effort:
    """A part of a route: money, time and way."""

    cost: float = 0.0
    seconds: float = 0.0
    metres: float = 0.0

    def __add__(self, other: Effort) -> Effort:
        return Effort(self.cost + other.cost, self.seconds + other.seconds, self.metres + other.metres)

    def __sub__(self, other: Effort) -> Effort:
        return Effort(self.cost - other.cost, self.seconds - other.seconds, self.metres - other.metres)

    def times(self, factor: float) -> Effort:
        """Return a multiple."""
        return Effort(self.cost * factor, self.seconds * factor, self.metres * factor)

    def positive(self) -> Effort:
        """Return the effort with nothing below zero."""
        return Effort(max(0.0, self.cost), max(0.0, self.seconds), max(0.0, self.metres))


@dataclass(slots=True)
class BinEstimate:
    """The parts of the cost of one bin's route."""

    base: Effort
    """Paid once if the bin is used, day cost excluded."""
    trip: Effort
    """Paid for each trip after the first."""
    access: dict[int, Effort] = field(default_factory=dict)
    """By cluster, paid once if any of its customers is visited."""
    detour: dict[tuple[int, int], Effort] = field(default_factory=dict)
    """By (depot, customer): paid per visit."""


@dataclass(slots=True)
class _Sequence:
    """A route as places, with the customer (or -1) and the trip's depot at each."""

    places: list[int]
    customers: list[int]
    depots: list[int]


class Estimator:
    """Estimates for the bins of one round.

    Parameters
    ----------
    context
        Shared data of the run.
    fixed_orders
        Orders whose visits stay where they are; they belong to the base.
    """

    def __init__(self, context: Context, fixed_orders: frozenset[int]) -> None:
        self._context = context
        self._fixed = fixed_orders
        self._between: dict[int, tuple[FloatArray, FloatArray]] = {}

    def estimate(self, bin_: Bin, customers: IntArray) -> BinEstimate:
        """Take apart a bin's route.

        Parameters
        ----------
        customers
            Customers that the bin might visit, its present ones among them, ascending.
        """
        context = self._context
        vehicle_type = context.type_of(bin_.slot)
        sequence = self._sequence(bin_)
        trip = self._trip(bin_, sequence)
        result = BinEstimate(Effort(), trip)
        present = {customer for customer in sequence.customers if customer >= 0}
        clusters: dict[int, list[int]] = {}
        for customer in sorted(present):
            clusters.setdefault(int(context.seed_of[customer]), []).append(customer)
        inserted = {
            depot: self._insertion(bin_, sequence, depot, customers) for depot in vehicle_type.load_depots
        }
        spread = self._spread(vehicle_type.profile)
        num_visits = {customer: sequence.customers.count(customer) for customer in present}
        removable = Effort()
        for cluster, members in clusters.items():
            whole = self._saving(bin_, sequence, set(members))
            inside = Effort()
            for customer in members:
                saving = self._saving(bin_, sequence, {customer}).positive()
                if len(members) == 1:
                    saving = self._lesser(
                        saving, self._effort(bin_, spread[0][customer], spread[1][customer])
                    )
                inside += saving
                for depot in vehicle_type.load_depots:
                    result.detour[depot, customer] = saving.times(1 / num_visits[customer])
            result.access[cluster] = (whole - inside).positive()
            removable += inside + result.access[cluster]
        seeds = context.seed_of[customers]
        order = np.argsort(seeds, kind="stable")
        starts = np.flatnonzero(np.diff(seeds[order], prepend=-2))
        groups = np.split(order, starts[1:]) if len(order) else []
        for group in groups:
            cluster = int(seeds[group[0]])
            home = vehicle_type.load_depots[0]
            if cluster not in result.access:
                metres, seconds = inserted[home]
                best = group[int(np.argmin(self._key(bin_, metres[group], seconds[group])))]
                result.access[cluster] = self._effort(bin_, metres[best], seconds[best]).positive()
            is_new = cluster not in clusters
            for position in group:
                customer = int(customers[position])
                if customer in present:
                    continue
                for depot, (metres, seconds) in inserted.items():
                    effort = self._effort(bin_, metres[position], seconds[position])
                    if is_new:
                        own = self._effort(bin_, spread[0][customer], spread[1][customer])
                        effort = self._lesser((effort - result.access[cluster]).positive(), own)
                    result.detour[depot, customer] = effort.positive()
        result.base, result.trip = self._base(bin_, removable, trip)
        return result

    def _sequence(self, bin_: Bin) -> _Sequence:
        home = self._context.type_of(bin_.slot).depot
        instance = self._context.instance
        result = _Sequence([home], [-1], [home])
        trips = [] if bin_.route is None else bin_.route.trips
        for trip in trips:
            result.places.append(trip.depot)
            result.customers.append(-1)
            result.depots.append(trip.depot)
            for stop in trip.stops:
                if isinstance(stop, Stop):
                    customer = int(instance.orders.customer[stop.orders[0]])
                    result.places.append(instance.place_of(customer))
                    result.customers.append(-1 if stop.orders[0] in self._fixed else customer)
                    result.depots.append(trip.depot)
        if not trips:
            result.places.append(home)
            result.customers.append(-1)
            result.depots.append(home)
        result.places.append(home)
        result.customers.append(-1)
        result.depots.append(-1)
        return result

    def _insertion(
        self, bin_: Bin, sequence: _Sequence, depot: int, customers: IntArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return metres and seconds of the cheapest insertion of each customer into trips of a depot."""
        vehicle_type = self._context.type_of(bin_.slot)
        metres, seconds = self._context.travel(vehicle_type.profile)
        arcs = [
            (origin, target)
            for origin, target, at in zip(
                sequence.places[1:-1], sequence.places[2:], sequence.depots[1:-1], strict=True
            )
            if at == depot
        ] or [(depot, vehicle_type.depot)]
        origins = np.array([arc[0] for arc in arcs])
        targets = np.array([arc[1] for arc in arcs])
        places = self._context.instance.num_depots + customers
        extra = [
            table[np.ix_(origins, places)]
            + table[np.ix_(places, targets)].T
            - table[origins, targets][:, None]
            for table in (metres, seconds)
        ]
        best = np.argmin(self._key(bin_, extra[0], extra[1]), axis=0)
        columns = np.arange(len(customers))
        return extra[0][best, columns], extra[1][best, columns]

    def _saving(self, bin_: Bin, sequence: _Sequence, without: set[int]) -> Effort:
        """Return what leaving out some customers saves."""
        tables = self._context.travel(self._context.type_of(bin_.slot).profile)
        kept = [
            place
            for place, customer in zip(sequence.places, sequence.customers, strict=True)
            if customer not in without
        ]
        lengths = [
            float(table[sequence.places[:-1], sequence.places[1:]].sum() - table[kept[:-1], kept[1:]].sum())
            for table in tables
        ]
        return self._effort(bin_, lengths[0], lengths[1])

    def _trip(self, bin_: Bin, sequence: _Sequence) -> Effort:
        """Return the cheapest way back to load once more, with the loading."""
        vehicle_type = self._context.type_of(bin_.slot)
        metres, seconds = self._context.travel(vehicle_type.profile)
        depot = vehicle_type.depot
        extra = [
            [
                float(table[origin, depot] + table[depot, target] - table[origin, target])
                for table in (metres, seconds)
            ]
            for origin, target, customer in zip(
                sequence.places[:-1], sequence.places[1:], sequence.customers[1:], strict=True
            )
            if customer >= 0
        ] or [[0.0, 0.0]]
        way = min(extra)
        return self._effort(bin_, way[0], way[1] + vehicle_type.loading_duration).positive()

    def _base(self, bin_: Bin, removable: Effort, trip: Effort) -> tuple[Effort, Effort]:
        """Return what remains of the route's exact cost, and the price of a trip that it leaves room for."""
        context = self._context
        vehicle_type = context.type_of(bin_.slot)
        exact = None if bin_.route is None else context.route_cost(bin_.route)
        if bin_.route is None or exact is None:
            loading = vehicle_type.loading_duration
            return self._effort(bin_, 0.0, float(loading)), trip
        handed = 0.0
        service = 0.0
        for trip_plan in bin_.route.trips:
            for stop in trip_plan.stops:
                if isinstance(stop, Stop) and stop.orders[0] not in self._fixed:
                    visit = context.visit(stop)
                    handed += visit.delivery_cost(context.instance, trip_plan.depot, vehicle_type)
                    service += visit.service_duration(vehicle_type)
        whole = Effort(
            float(exact.cost - vehicle_type.day_cost) - handed - service * vehicle_type.cost_per_second,
            float(exact.timing.duration) - service,
            float(exact.distance),
        )
        rest = (whole - removable).positive()
        further = len(bin_.route.trips) - 1
        if further:
            share = min(1.0, rest.cost / max(1.0, trip.cost * further))
            trip = trip.times(share)
            rest = (rest - trip.times(further)).positive()
        return rest, trip

    def _spread(self, profile: int) -> tuple[FloatArray, FloatArray]:
        """Return the way that each customer adds between its two nearest neighbours of the same cluster."""
        if profile not in self._between:
            self._between[profile] = _between_neighbours(self._context, profile)
        return self._between[profile]

    def _key(self, bin_: Bin, metres: FloatArray, seconds: FloatArray) -> FloatArray:
        vehicle_type = self._context.type_of(bin_.slot)
        # A vehicle without rates still prefers the shorter way.
        return metres * (vehicle_type.cost_per_metre + 1e-6) + seconds * (vehicle_type.cost_per_second + 1e-6)

    def _effort(self, bin_: Bin, metres: float, seconds: float) -> Effort:
        vehicle_type = self._context.type_of(bin_.slot)
        cost = metres * vehicle_type.cost_per_metre + seconds * vehicle_type.cost_per_second
        return Effort(float(cost), float(seconds), float(metres))

    @staticmethod
    def _lesser(one: Effort, other: Effort) -> Effort:
        return min(one, other, key=lambda effort: (effort.cost, effort.seconds))


def _between_neighbours(context: Context, profile: int) -> tuple[FloatArray, FloatArray]:
    instance = context.instance
    metres, seconds = context.travel(profile)
    added = np.zeros(instance.num_customers), np.zeros(instance.num_customers)
    for cluster in range(int(context.seed_of.max(initial=-1)) + 1):
        members = np.flatnonzero(context.seed_of == cluster)
        places = instance.num_depots + members
        near = metres[np.ix_(places, places)] + metres[np.ix_(places, places)].T
        np.fill_diagonal(near, np.inf)
        if len(members) < 2:
            continue
        nearest = places[np.argsort(near, axis=1, kind="stable")[:, :2]]
        first, second = nearest[:, 0], nearest[:, -1] if len(members) > 2 else nearest[:, 0]
        for table, out in ((metres, added[0]), (seconds, added[1])):
            way = table[first, places] + table[places, second] - table[first, second]
            out[members] = np.clip(way, 0.0, FAR)
    return added
