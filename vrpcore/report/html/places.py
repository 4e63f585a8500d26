"""Townships, depots and customers of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vrpcore.language import Language, choice, comma
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.location import Location, Polygon
from vrpcore.models.problem import Problem
from vrpcore.report.figures import has_clock
from vrpcore.report.place_names import emptiest_place
from vrpcore.report.scene import Plane, Points, places_of

# Any: JSON, nested to any depth.
Json = dict[str, Any]


def at(problem: Problem, x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude; on a plane, metres (or units) to the north and to the east."""
    if problem.coordinate_system != "planar":
        return round(y, 6), round(x, 6)
    scale = problem.travel.scale if problem.travel.kind == "planar" else 1
    return round(y * scale, 3), round(x * scale, 3)


def _at(problem: Problem, location: Location | None) -> tuple[float, float] | None:
    return None if location is None else at(problem, location.x, location.y)


def townships(problem: Problem) -> list[Json]:
    """Those with an outline."""
    drawn = [(township, township.polygon) for township in problem.townships if township.polygon is not None]
    if not drawn or all(place.location is None for place in places_of(problem)):
        return []
    plane = Plane(problem)
    obstacles = plane.points(place.location for place in places_of(problem))
    with_center = {depot.township_id for depot in problem.depots if depot.kind == "center"}
    return [
        {
            "name": township.name or township.id,
            "outline": [_at(problem, corner) for corner in polygon],
            "label": _at(problem, _label(plane, polygon, obstacles)),
            "center": township.id in with_center,
        }
        for township, polygon in drawn
    ]


def _label(plane: Plane, polygon: Polygon, obstacles: Points) -> Location:
    """Where the name of a township stands; its first corner where there is no room at all."""
    place = emptiest_place(plane.points(polygon), obstacles)
    return polygon[0] if place is None else plane.location(place)


def depots(problem: Problem) -> list[Json]:
    """Centres and stores."""
    return [
        {
            "id": depot.id,
            "name": title(depot.id, depot.name),
            "kind": depot.kind,
            "at": _at(problem, depot.location),
            "radius_m": None if depot.reach is None else depot.reach.radius_m,
        }
        for depot in problem.depots
    ]


def customers(problem: Problem, language: Language = "en") -> list[Json]:
    """All of them, visited or not."""
    name_of = {township.id: township.name or township.id for township in problem.townships}
    return [
        {
            "id": customer.id,
            "name": title(customer.id, customer.name),
            "at": _at(problem, customer.location),
            "township": name_of.get(customer.township_id or "", customer.township_id or ""),
            "kind": comma(language).join(choice(one, language) for one in (customer.kind, customer.tier)),
            "windows": _windows_text(customer.service_windows, has_clock(problem), language),
        }
        for customer in problem.customers
    ]


def title(id_: str, name: str) -> str:
    """An id with the name that belongs to it."""
    return f"{id_} {name}" if name and name != id_ else id_


def _windows_text(windows: Iterable[TimeWindow], clock: bool, language: Language) -> str:
    def moment(seconds: int) -> str:
        return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}" if clock else f"{seconds:,}"

    def when(window: TimeWindow) -> str:
        days = [
            *(choice(day, language) for day in window.weekdays or ()),
            *(f"{date:%m-%d}" for date in window.dates or ()),
        ]
        return f" ({', '.join(days)})" if days else ""

    return ", ".join(f"{moment(w.earliest)}–{moment(w.latest)}{when(w)}" for w in windows)
