"""What a visit would add to a route, before the route is known.

The cost of a route is taken apart in four: a *base* for being used at all, an *access* for each cluster of
customers that it goes to, a *detour* for each customer, and a price for each further trip. For a route that
exists, detours are what leaving out a customer would save, accesses what leaving out the rest of a cluster
would save on top, and the base is all that remains, so that the parts of the present plan add up to its exact
cost. For what a route does not contain, detour and access are cheapest insertions; the access of a cluster is
that of its seed, the customer of the cluster that is cheapest to reach (after the seeds of Fisher and
Jaikumar 1981, "A generalized assignment heuristic for vehicle routing"). Feasibility in time is left to the
budget of the model and to the sequencing that follows.
"""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.lowering.solution import Stop
from vrpcore.solvers.milp.bins import Bin
from vrpcore.solvers.milp.changes import RouteChanges
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.effort import BinEstimate, Effort
from vrpcore.solvers.milp.layout import between_neighbours


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
        self._between: dict[int, tuple[IntArray, IntArray]] = {}

    def estimate(self, bin_: Bin, customers: IntArray) -> BinEstimate:
        """Take apart a bin's route.

        Parameters
        ----------
        customers
            Customers that the bin might visit, its present ones among them, ascending.
        """
        changes = RouteChanges(self._context, bin_, self._fixed)
        result = BinEstimate(Effort(), changes.further_trip())
        removable = self._take_out(bin_, changes, result)
        self._put_in(bin_, changes, customers, result)
        self._leave_over(bin_, removable, result)
        return result

    def _take_out(self, bin_: Bin, changes: RouteChanges, result: BinEstimate) -> Effort:
        """Set detours and accesses of present customers; return their sum."""
        context = self._context
        clusters: dict[int, list[int]] = {}
        for customer in sorted(changes.num_visits):
            clusters.setdefault(int(context.cluster_of[customer]), []).append(customer)
        removable = Effort()
        for cluster, members in clusters.items():
            inside = Effort()
            for customer in members:
                saving = changes.saving({customer})
                if len(members) == 1:  # most of the way is for the cluster: the next member pays it no more
                    saving = saving.lesser(self._inside(bin_, changes, customer))
                inside += saving
                for depot in context.type_of(bin_.slot).load_depots:
                    result.detour[depot, customer] = saving.times(1 / changes.num_visits[customer])
            result.access[cluster] = (changes.saving(set(members)) - inside).positive()
            removable += inside + result.access[cluster]
        return removable

    def _put_in(self, bin_: Bin, changes: RouteChanges, customers: IntArray, result: BinEstimate) -> None:
        """Set detours, and accesses where there are none yet, of customers that are not there."""
        absent = np.array([c for c in customers.tolist() if c not in changes.num_visits], dtype=np.int64)
        cluster_of = self._context.cluster_of[absent]
        is_visited = {cluster: cluster in result.access for cluster in cluster_of.tolist()}
        for depot in self._context.type_of(bin_.slot).load_depots:
            metres, seconds = changes.insertion(depot, absent)
            order = np.argsort(changes.key(metres, seconds), kind="stable")  # the seed of each cluster first
            for position in order.tolist():
                customer, cluster = int(absent[position]), int(cluster_of[position])
                effort = changes.effort(metres[position], seconds[position]).positive()
                if not is_visited[cluster]:
                    access = result.access.setdefault(cluster, effort)
                    inside = self._inside(bin_, changes, customer)
                    effort = (effort - access).positive().lesser(inside)
                result.detour[depot, customer] = effort

    def _leave_over(self, bin_: Bin, removable: Effort, result: BinEstimate) -> None:
        """Set the base to what remains of the route's exact cost, fees and handling apart."""
        context = self._context
        vehicle_type = context.type_of(bin_.slot)
        exact = None if bin_.route is None else context.route_cost(bin_.route)
        if bin_.route is None or exact is None:
            loading = vehicle_type.loading_duration
            result.base = Effort(float(loading * vehicle_type.cost_per_second), float(loading))
            return
        handled = Effort()
        for trip in bin_.route.trips:
            for stop in trip.stops:
                if isinstance(stop, Stop) and stop.orders[0] not in self._fixed:
                    visit = context.visit(stop)
                    seconds = visit.service_duration(vehicle_type)
                    cost = visit.delivery_cost(context.instance, trip.depot, vehicle_type)
                    handled += Effort(cost + seconds * vehicle_type.cost_per_second, seconds)
        whole = Effort(exact.cost - vehicle_type.day_cost, exact.timing.duration, exact.distance)
        result.base = whole - handled - removable
        further = len(bin_.route.trips) - 1
        if further:  # the present further trips are part of what remains
            share = result.base.cost / max(1.0, result.trip.cost * further)
            result.trip = result.trip.times(min(1.0, max(0.0, share)))
            result.base -= result.trip.times(further)

    def _inside(self, bin_: Bin, changes: RouteChanges, customer: int) -> Effort:
        """Return the way that a customer adds between its two nearest neighbours of the same cluster."""
        profile = self._context.type_of(bin_.slot).profile
        if profile not in self._between:
            self._between[profile] = between_neighbours(self._context, profile)
        metres, seconds = self._between[profile]
        return changes.effort(metres[customer], seconds[customer])
