"""Joining neighbouring visits that bring parts: two cost no more than one, but people would ask why."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop, TripPlan
from vrpcore.solvers.costing import route_cost
from vrpcore.solvers.cpsat.amounts import brought, has_parts, lines_of, make_stop


def tidied(instance: Instance, solution: Solution) -> Solution:
    """The solution with neighbouring deliveries of splittable orders joined where that costs no more."""
    return replace(solution, routes=tuple(_tidied(instance, route) for route in solution.routes))


def _tidied(instance: Instance, route: RoutePlan) -> RoutePlan:
    for trip_idx, trip in enumerate(route.trips):
        for position in range(len(trip.stops) - 1):
            joined = _joined(instance, trip.stops[position], trip.stops[position + 1])
            if joined is not None:
                stops = (*trip.stops[:position], joined, *trip.stops[position + 2 :])
                trips = (
                    *route.trips[:trip_idx],
                    TripPlan(trip.depot, stops),
                    *route.trips[trip_idx + 1 :],
                )
                shorter = replace(route, trips=trips)
                before, after = route_cost(instance, route), route_cost(instance, shorter)
                if before is not None and after is not None and after.cost <= before.cost:
                    return _tidied(instance, shorter)
    return route


def _joined(instance: Instance, one: Stop | RestStop, other: Stop | RestStop) -> Stop | None:
    """One stop that brings what two bring; None where they may not be one."""
    if isinstance(one, RestStop) or isinstance(other, RestStop):
        return None
    orders = instance.orders
    together = tuple(dict.fromkeys((*one.orders, *other.orders)))
    if len({int(orders.customer[order]) for order in together}) > 1 or any(orders.is_pickup[list(together)]):
        return None
    if not any(has_parts(instance, order) for order in together):
        return None
    if len(together) > 1 and not instance.consolidates:
        return None
    cases = Counter(dict(brought(instance, one)))
    cases.update(dict(brought(instance, other)))
    return make_stop(
        instance, [(order, tuple(cases[line] for line in lines_of(instance, order))) for order in together]
    )
