"""What a picture of a plan shows, on a plane: places, areas, tours, orders left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

import numpy as np
import numpy.typing as npt

from vrpcore.errors import Fault, InvalidInputError
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Evaluation, RouteSchedule
from vrpcore.models.location import Location
from vrpcore.models.plan import Delivery, Pickup, Plan, Route
from vrpcore.models.problem import Problem
from vrpcore.travel.roads.source import Line

Points = npt.NDArray[np.float64]
"""Shape (number of points, 2)."""

Box = tuple[float, float, float, float]
"""West, east, south, north on the plane."""

_METRES_PER_DEGREE = 111_195.0


def places_of(problem: Problem) -> tuple[Customer | Depot, ...]:
    """Everything that has a place."""
    return (*problem.customers, *problem.depots)


class Plane:
    """Turns locations into plane coordinates: metres, or coordinate units where the problem has no others."""

    def __init__(self, problem: Problem) -> None:
        places = [place.location for place in places_of(problem) if place.location is not None]
        self._x = (min(p.x for p in places) + max(p.x for p in places)) / 2
        self._y = (min(p.y for p in places) + max(p.y for p in places)) / 2
        self.in_metres = True
        if problem.coordinate_system != "planar":
            # Good enough for a picture of a county: one scale for all of it, exact in the middle.
            self._factor = (_METRES_PER_DEGREE * cos(radians(self._y)), _METRES_PER_DEGREE)
        else:
            scale = float(problem.travel.scale) if problem.travel.kind == "planar" else 1.0
            self._factor = (scale, scale)
            self.in_metres = problem.currency.scale != 1  # benchmark instances have no unit

    def points(self, locations: Iterable[Location | None]) -> Points:
        """Locations on the plane; those that are missing are left out."""
        found = [((p.x - self._x), (p.y - self._y)) for p in locations if p is not None]
        return np.array(found, dtype=np.float64).reshape(-1, 2) * self._factor

    def location(self, point: Iterable[float]) -> Location:
        """The location of a point of the plane."""
        (x, y), (by_x, by_y) = point, self._factor
        return Location(x=float(x) / by_x + self._x, y=float(y) / by_y + self._y)


@dataclass(frozen=True, slots=True)
class Tour:
    """One trip of a vehicle as a line from depot to depot."""

    vehicle_id: str
    home: Depot
    """The vehicle's depot; tours from stores are drawn as spokes."""
    line: Points
    """Where it stops."""
    legs: tuple[Points, ...]
    """How it drives there: a line per leg, along roads where ways are known."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan, or one day of it, on the plane."""

    problem: Problem
    plane: Plane
    schedules: tuple[RouteSchedule, ...]
    tours: tuple[Tour, ...]
    held: Points
    """Customers of held orders."""
    unserved: Points
    """Customers of orders that are unserved, in full or in part."""
    idle: Points
    """Customers that no tour visits."""

    @property
    def vehicle_ids(self) -> tuple[str, ...]:
        """Vehicles with tours, in the order of the problem."""
        used = {tour.vehicle_id for tour in self.tours}
        return tuple(dict.fromkeys(s.vehicle_id for s in self.problem.slots if s.vehicle_id in used))


def make_scene(
    problem: Problem,
    plan: Plan,
    evaluation: Evaluation,
    date: dt.date | None,
    ways: Sequence[Sequence[Line]] = (),
) -> Scene:
    """Put a plan on the plane; `ways` are those of `ways_of`, else lines are straight.

    Raises
    ------
    InvalidInputError
        If a place has no location, or the date is not a working day of the plan.
    """
    _check(problem, date)
    plane = Plane(problem)
    schedule_of = {
        (schedule.vehicle_id, schedule.date): (schedule, lines)
        for schedule, lines in zip(evaluation.schedule, ways, strict=bool(ways))
    }
    kind_of = {outcome.order_id: outcome.outcome for outcome in evaluation.orders}

    def customers_of(*kinds: str) -> Points:
        found = dict.fromkeys(order.customer_id for order in problem.orders if kind_of[order.id] in kinds)
        return plane.points(problem.customer_of[id_].location for id_ in found if id_ is not None)

    routes = [route for route in plan.routes if date in (None, route.date)]
    visited = {
        activity.customer_id
        for route in routes
        for trip in route.trips
        for activity in trip.activities
        if isinstance(activity, Delivery | Pickup)
    }
    return Scene(
        problem=problem,
        plane=plane,
        schedules=tuple(s for s in evaluation.schedule if date in (None, s.date)),
        tours=tuple(tour for route in routes for tour in _tours(problem, plane, route, schedule_of)),
        held=customers_of("held"),
        unserved=customers_of("unserved", "partly"),
        idle=plane.points(c.location for c in problem.customers if c.id not in visited),
    )


def _tours(
    problem: Problem,
    plane: Plane,
    route: Route,
    schedule_of: Mapping[tuple[str, dt.date], tuple[RouteSchedule, Sequence[Line]]],
) -> Iterator[Tour]:
    """The trips of a route that visit someone; each ends where the next one loads, the last one at home."""
    slot = problem.slot_of[route.vehicle_id, route.date]
    home = problem.depot_of[slot.vehicle_type.depot_id]
    ends = [problem.depot_of[trip.depot_id] for trip in route.trips[1:]] + [home]
    on_roads = schedule_of.get((route.vehicle_id, route.date))
    for number, (trip, end) in enumerate(zip(route.trips, ends, strict=True)):
        visited = [
            problem.customer_of[a.customer_id] for a in trip.activities if isinstance(a, Delivery | Pickup)
        ]
        if visited:
            start = problem.depot_of[trip.depot_id]
            places: tuple[Customer | Depot, ...] = (start, *visited, end)
            line = plane.points(place.location for place in places)
            legs = _legs(problem, plane, *on_roads, number) if on_roads else ()
            yield Tour(route.vehicle_id, home, line, legs or tuple(np.stack(ends) for ends in pairwise(line)))


def _legs(
    problem: Problem, plane: Plane, schedule: RouteSchedule, ways: Sequence[Line], trip_idx: int
) -> tuple[Points, ...]:
    """How a trip drives to each of its places and to where it ends, from place to place along the ways."""
    legs = []
    drives = [
        (stop, way)
        for stop, way in zip(schedule.stops, ways, strict=True)
        if stop.kind not in ("start", "break")
    ]
    for (before, _), (stop, way) in pairwise(drives):
        if before.trip_idx == trip_idx and before.place_id != stop.place_id:
            ends = [_location_of(problem, before.place_id), _location_of(problem, stop.place_id)]
            legs.append(plane.points([ends[0], *(Location(x=x, y=y) for x, y in way), ends[1]]))
    return tuple(legs)


def _location_of(problem: Problem, place_id: str) -> Location | None:
    return (problem.customer_of.get(place_id) or problem.depot_of[place_id]).location


def _check(problem: Problem, date: dt.date | None) -> None:
    require_working_day(problem, date)
    faults = []
    nowhere = [place.id for place in places_of(problem) if place.location is None]
    if nowhere:
        shown = ", ".join(map(repr, nowhere[:5])) + (" and others" if len(nowhere) > 5 else "")
        faults.append(
            Fault(
                "no_location",
                "problem",
                f"{shown} cannot be put on a map",
                "a location for every customer and depot",
                "add the locations; the travel matrix stays in force",
            )
        )
    if not places_of(problem):
        faults.append(
            Fault(
                "no_places",
                "problem",
                "there is neither a customer nor a depot",
                "at least one of them",
                "draw a problem with places",
            )
        )
    if faults:
        raise InvalidInputError("the plan cannot be drawn", faults)


def require_working_day(problem: Problem, date: dt.date | None) -> None:
    """Refuse a date on which nobody works; None stands for all days."""
    days = problem.horizon.working_days
    if date is None or date in days:
        return
    fault = Fault(
        "unknown_date",
        "date",
        f"{date} is not a working day of the plan",
        f"one of the working days from {days[0]} to {days[-1]}",
        "choose one of them, or None for all",
    )
    raise InvalidInputError("the plan cannot be drawn", [fault])


def inside_box(points: Points, box: Box) -> npt.NDArray[np.bool_]:
    """Which points lie in a box."""
    x, y = points.T
    found: npt.NDArray[np.bool_] = (x >= box[0]) & (x <= box[1]) & (y >= box[2]) & (y <= box[3])
    return found


def bounding_box(points: Points, margin: float) -> Box:
    """The smallest box around points, widened on each side by a share of its longer side."""
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    more = margin * max(east - west, north - south, 1.0)
    return west - more, east + more, south - more, north + more
