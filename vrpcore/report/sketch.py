"""A small map as SVG, without matplotlib: what a notebook shows beside the figures of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report import colours
from vrpcore.report.maps import whole_box
from vrpcore.report.scene import Points, Scene, make_scene, places_of

_WIDTH, _MAX_HEIGHT = 420.0, 420.0
"""Pixels."""
_Transform = Callable[[Points], Points]
_MAX_VISITS = 2_000
"""More would make notebooks heavy."""


def sketch(problem: Problem, plan: Plan, evaluation: Evaluation) -> str:
    """The map of a plan as an SVG element without any text; empty where it has no places, or too many."""
    places = places_of(problem)
    if not places or any(place.location is None for place in places):
        return ""
    if evaluation.kpis.num_visits > _MAX_VISITS:
        return ""
    scene = make_scene(problem, plan, evaluation, None)
    west, east, south, north = whole_box(scene)
    scale = min(_WIDTH / (east - west), _MAX_HEIGHT / (north - south))

    def on_picture(points: Points) -> Points:
        """Pixels from the upper left corner."""
        picture: Points = (points - (west, north)) * (scale, -scale)
        return picture

    width, height = (east - west) * scale, (north - south) * scale
    body = "".join(_elements(scene, on_picture))
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">{body}</svg>'


def _elements(scene: Scene, on_picture: _Transform) -> Iterator[str]:
    problem, plane = scene.problem, scene.plane
    for township in problem.townships:
        if township.polygon is not None:
            corners = _path(on_picture(plane.points(township.polygon)))
            yield f'<polygon points="{corners}" fill="{colours.LAND}" stroke="{colours.BORDER}"/>'
    colour_of = colours.vehicle_colours(problem, scene.vehicle_ids)
    for tour in scene.tours:
        line, colour = on_picture(tour.line), colour_of[tour.vehicle_id]
        style = f'fill="none" stroke="{colour}" stroke-width="1.2" stroke-opacity="0.8"'
        if tour.home.kind != "store":
            yield f'<polyline points="{_path(line)}" {style}/>'
        yield from _dots(line[1:-1], 2.2, colour)
    yield from _dots(on_picture(scene.held), 3.4, colours.HELD, colours.INK)
    yield from _dots(on_picture(scene.unserved), 3.4, colours.UNSERVED, "#fff")
    for depot in problem.depots:
        colour = colours.INK if depot.kind == "center" else colours.STORE
        x, y = on_picture(plane.points([depot.location]))[0]
        yield f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}" stroke="#fff"/>'


def _path(points: Points) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _dots(points: Points, radius: float, colour: str, edge: str = "none") -> Iterator[str]:
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" stroke="{edge}"/>'
