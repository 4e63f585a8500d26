"""A plan as GeoJSON (RFC 7946), for maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vrpcore.evaluation import evaluate
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.location import Location
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.rows import pairs, table
from vrpcore.report.ways import Roads, ways_of
from vrpcore.travel.roads.source import Line

_DIGITS = 6
"""Decimal places of a degree: a tenth of a metre."""

GeoJson = dict[str, Any]  # Any: JSON
Position = list[float]


def to_geojson(
    problem: Problem, plan: Plan, evaluation: Evaluation | None = None, *, roads: Roads | None = None
) -> GeoJson:
    """Routes as lines, stops and depots as points, with what is known about them as properties.

    Lines are straight from stop to stop unless roads are given. Degrees of Chinese map services (GCJ-02)
    are turned into GPS degrees (WGS 84), which RFC 7946 asks for. Times are local, in ISO 8601.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    evaluation
        The verdict on the plan; worked out here if not given.
    roads
        Where the ways of routes come from (see `vrpcore.travel.roads`), one source for all vehicles or
        one for each travel profile.

    Returns
    -------
    dict
        A FeatureCollection. ``properties["feature"]`` is ``"route"``, ``"stop"``, ``"depot"``, or ``"order"``
        for held and unserved ones, at their customers.

    Raises
    ------
    ValueError
        If coordinates are planar, or a place that is visited has no location.
    """
    require_degrees(problem)
    evaluation = evaluation or evaluate(problem, plan)
    position = _positions(problem)
    features = [
        _point(
            position(depot.id),
            {"feature": "depot", "depot_id": depot.id, "name": depot.name, "kind": depot.kind},
        )
        for depot in problem.depots
        if depot.location is not None
    ]
    features += _routes(problem, plan, evaluation, ways_of(problem, evaluation, roads))
    features += _stops(problem, plan, evaluation, position)
    features += _left_behind(problem, evaluation, position)
    return {"type": "FeatureCollection", "features": features}


def require_degrees(problem: Problem) -> None:
    """Raise ValueError if a problem cannot be put on a map of the Earth."""
    if problem.coordinate_system == "planar":
        raise ValueError(
            "GeoJSON needs degrees, but the problem's coordinates are planar metres; allowed: wgs84, gcj02; "
            "remedy: state locations as longitude and latitude, or draw with report.plot_plan"
        )


def _positions(problem: Problem) -> Callable[[str], Position]:
    known: dict[str, Location | None] = {depot.id: depot.location for depot in problem.depots}
    known |= {customer.id: customer.location for customer in problem.customers}

    def position(place_id: str) -> Position:
        location = known[place_id]
        if location is None:
            raise ValueError(
                f"{place_id!r} has no location, so it cannot be put on a map; "
                "remedy: give its location beside the travel matrix"
            )
        return _position(problem, location.x, location.y)

    return position


def _position(problem: Problem, x: float, y: float) -> Position:
    if problem.coordinate_system == "gcj02":
        from vrpcore.travel.gcj02 import gcj02_to_wgs84

        longitude, latitude = gcj02_to_wgs84(x, y)
        x, y = float(longitude), float(latitude)
    return [round(x, _DIGITS), round(y, _DIGITS)]


def _routes(
    problem: Problem, plan: Plan, evaluation: Evaluation, ways: Sequence[Sequence[Line]]
) -> list[GeoJson]:
    columns = table(problem, plan, evaluation, "routes")
    position = _positions(problem)
    way_of = {id(schedule): lines for schedule, lines in zip(evaluation.schedule, ways, strict=True)}
    features = []
    for row, (_, schedule) in enumerate(pairs(plan, evaluation)):
        line: list[Position] = []
        for stop, way in zip(schedule.stops, way_of[id(schedule)], strict=True):
            line += [_position(problem, x, y) for x, y in way]
            line.append(position(stop.place_id))
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": line if len(line) > 1 else line * 2},
                "properties": {"feature": "route", **_properties(columns, row)},
            }
        )
    return features


def _stops(
    problem: Problem, plan: Plan, evaluation: Evaluation, position: Callable[[str], Position]
) -> list[GeoJson]:
    columns = table(problem, plan, evaluation, "stops")
    places = columns["place_id"][1]
    del columns["x"], columns["y"]
    return [
        _point(position(str(place)), {"feature": "stop", **_properties(columns, row)})
        for row, place in enumerate(places)
    ]


def _left_behind(
    problem: Problem, evaluation: Evaluation, position: Callable[[str], Position]
) -> list[GeoJson]:
    features = []
    for outcome in evaluation.orders:
        order = problem.order_of[outcome.order_id]
        if outcome.outcome not in ("held", "unserved") or order.customer_id is None:
            continue
        if problem.customer_of[order.customer_id].location is None:
            continue
        features.append(
            _point(
                position(order.customer_id),
                {
                    "feature": "order",
                    "order_id": order.id,
                    "customer_id": order.customer_id,
                    "cases": order.cases,
                    "outcome": outcome.outcome,
                    "reasons": [reason.text for reason in outcome.reasons],
                },
            )
        )
    return features


def _point(position: Position, properties: GeoJson) -> GeoJson:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": position},
        "properties": properties,
    }


def _properties(columns: dict[str, Any], row: int) -> GeoJson:
    """One row of a table as JSON."""
    found = {name: values[row] for name, (_, values) in columns.items()}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in found.items()
    }
