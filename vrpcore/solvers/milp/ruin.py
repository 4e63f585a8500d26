"""Taking neighbouring visits out of a solution, so that the next assignment starts from elsewhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vrpcore.lowering.solution import RoutePlan, Solution, Stop
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.outcomes import with_outcomes
from vrpcore.solvers.rests import with_rests
from vrpcore.solvers.stops import tidy

_LEAST_SHARE, _MOST_SHARE = 0.1, 0.3
"""Of all visits, how many are taken out."""


def ruin(context: Context, solution: Solution, random: np.random.Generator) -> Solution:
    """Return a solution without the visits around a random one (radial ruin; Schrimpf et al. 2000).

    Visits that bring a part of an order stay.
    """
    stops = [
        stop
        for route in solution.routes
        for trip in route.trips
        for stop in trip.stops
        if isinstance(stop, Stop) and stop.quantities is None
    ]
    if not stops:
        return solution
    places = [context.place(stop) for stop in stops]
    distances = context.travel(0)[0][places[int(random.integers(len(places)))], places]
    number = max(1, int(len(stops) * random.uniform(_LEAST_SHARE, _MOST_SHARE)))
    gone = {stops[position] for position in np.argsort(distances, kind="stable")[:number].tolist()}
    routes = (_without(context, route, gone) for route in solution.routes)
    return with_outcomes(context.instance, [route for route in routes if route is not None])


def _without(context: Context, route: RoutePlan, gone: set[Stop]) -> RoutePlan | None:
    """Return a route without some visits, None where nothing is left that keeps the rules."""
    if not any(stop in gone for trip in route.trips for stop in trip.stops):
        return route
    trips = (
        replace(trip, stops=tuple(stop for stop in trip.stops if stop not in gone)) for trip in route.trips
    )
    rest = tidy(replace(route, trips=tuple(trips)))
    if rest is None or context.route_cost(rest) is not None:
        return rest
    return with_rests(context, rest)
