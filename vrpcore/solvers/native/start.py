"""A solution to start from: which of its stops are taken over, and its routes in the engine's numbers."""

from __future__ import annotations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import RestStop, Solution
from vrpcore.solvers.native.engine import Contents, Routes, Trips
from vrpcore.solvers.native.visits import EngineVisits, GivenStops, make_visits


def start_from(instance: Instance, initial: Solution | None) -> tuple[EngineVisits, Routes, Contents]:
    """The visits of an instance, and the routes of a solution over them with what their visits bring."""
    given = GivenStops(instance)
    routes = []
    for plan in () if initial is None else initial.routes:
        trips = []
        for trip in plan.trips:
            kept = [stop if isinstance(stop, RestStop) else given.accept(stop) for stop in trip.stops]
            trips.append((trip.depot, [stop for stop in kept if stop is not None]))
        routes.append((plan.slot, trips))
    visits = make_visits(instance, given.accepted)
    numbered: Routes = []
    for slot, trips in routes:
        found: Trips = [
            (depot, [~stop.rest if isinstance(stop, RestStop) else stop.visit for stop in stops])
            for depot, stops in trips
        ]
        numbered.append((slot, found))
    contents = [(stop.visit, stop.portions) for stop in given.accepted if stop.portions is not None]
    return visits, numbered, contents
