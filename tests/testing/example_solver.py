"""A small solver as a third party may write it: nearest neighbour, one trip per vehicle."""

from vrpcore.lowering import RoutePlan, Solution, Stop, TripPlan, make_visit
from vrpcore.models import Feature
from vrpcore.models.base import Record
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.costing import route_cost, solution_cost
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.result import SolverResult


class NearestOptions(Record):
    max_stops: int = 1_000
    """Most stops on one route."""


class NearestSolver:
    """Each vehicle goes on to the nearest order that it may still take; one iteration is one order."""

    name = "nearest"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset(
            {Feature.AREAS, Feature.DURATION_COST, Feature.MAX_DURATION, Feature.OPTIONAL_ORDERS}
        ),
        takes_warm_start=True,
    )
    options_type = NearestOptions

    def is_available(self):
        return None

    def solve(self, instance, *, stop, options, seed, threads, initial, progress, cancel):
        control = RunControl(self.name, stop, cancel, progress)
        control.tell("nearest neighbour")
        solution, reason = self.construct(instance, control, options, seed)
        best = solution_cost(instance, solution)
        if initial is not None:
            given = verified_cost(instance, initial)
            if given is not None and _key(given) < _key(best):
                solution, best = initial, given
        return SolverResult(
            solution=solution,
            cost=best.cost,
            status="infeasible" if best.num_required_unserved else "feasible",
            stopped_by=reason,
        )

    def construct(self, instance, control, options, seed):
        left = dict.fromkeys(range(instance.num_orders))
        routes = []
        iteration = 0
        for slot in range(instance.num_slots):
            vehicle_type = instance.vehicle_types[instance.slots.vehicle_type[slot]]
            place, stops = vehicle_type.depot, ()
            while left and len(stops) < options.max_stops:
                reason = control.reason_to_stop(iteration)
                if reason is not None:
                    return Solution(tuple(routes)), reason
                iteration += 1
                found = self.next_route(instance, slot, vehicle_type, place, stops, left)
                if found is None:
                    break
                order, stops = found
                del left[order]
                place = instance.place_of(int(instance.orders.customer[order]))
            if stops:
                routes.append(RoutePlan(slot, (TripPlan(vehicle_type.depot, stops),)))
        return Solution(tuple(routes)), "converged"

    def next_route(self, instance, slot, vehicle_type, place, stops, left):
        places = [instance.place_of(int(instance.orders.customer[order])) for order in left]
        distances, _ = instance.travel.legs(vehicle_type.profile, [place] * len(places), places)
        for _, order in sorted(zip(distances.tolist(), left, strict=True)):
            longer = (*stops, Stop((order,)))
            if self.is_allowed(instance, RoutePlan(slot, (TripPlan(vehicle_type.depot, longer),))):
                return order, longer
        return None

    def is_allowed(self, instance, route):
        """Try whole routes only where the load fits: costing is exact, but not fast."""
        capacity = instance.vehicle_types[instance.slots.vehicle_type[route.slot]].capacity
        loads = [make_visit(instance, stop).load for stop in route.trips[0].stops]
        fits = all(sum(load[k] for load in loads) <= capacity[k] for k in range(3))
        return fits and route_cost(instance, route) is not None


def _key(found):
    return found.num_required_unserved, found.cost
