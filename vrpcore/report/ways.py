"""The ways of routes along roads, for maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vrpcore.models.evaluation import Evaluation, RouteSchedule, Stop
from vrpcore.models.problem import Problem
from vrpcore.travel.roads.source import Line, RoadSource
from vrpcore.travel.roads.travel import road_lines, sources_by_profile

Roads = RoadSource | Mapping[str, RoadSource]
"""Where ways come from: one source for all vehicles, or one for each travel profile."""

_TOLERANCE_M = 5.0
"""Bends of roads that are smaller are left out: no map shows them, and pages stay small."""
_METRES_PER_DEGREE = 111_195.0


def ways_of(problem: Problem, evaluation: Evaluation, roads: Roads | None) -> tuple[tuple[Line, ...], ...]:
    """How each route drives to each of its stops.

    Parameters
    ----------
    problem, evaluation
        What was planned, and the verdict with its schedules.
    roads
        Where ways come from; None: nowhere.

    Returns
    -------
    tuple
        Per schedule and stop, the way from the place before, in the problem's coordinates; empty for the
        first stop, for breaks, and where there is no way or no roads are given.

    Raises
    ------
    TravelError
        If a profile has no source, a stop no location, or a source cannot answer.
    """
    found: list[list[Line]] = [[[] for _ in schedule.stops] for schedule in evaluation.schedule]
    if roads is None:
        return tuple(map(tuple, found))
    source_of = sources_by_profile(problem, roads)
    by_profile: dict[str, list[tuple[int, int, str]]] = {}
    for number, schedule in enumerate(evaluation.schedule):
        chain = by_profile.setdefault(_profile_of(problem, schedule), [])
        chain += [(number, position, stop.place_id) for position, stop in _drives(schedule)]
    for profile_id, chain in by_profile.items():
        # One question for all routes: what lies between the end of one and the start of the next is not used.
        lines = road_lines(problem, source_of[profile_id], [place_id for _, _, place_id in chain])
        for before, (number, position, _), line in zip(chain, chain[1:], lines, strict=False):
            if before[0] == number:
                found[number][position] = _simplified(problem, line)
    return tuple(map(tuple, found))


def _profile_of(problem: Problem, schedule: RouteSchedule) -> str:
    return problem.slot_of[schedule.vehicle_id, schedule.date].vehicle_type.profile


def _drives(schedule: RouteSchedule) -> Sequence[tuple[int, Stop]]:
    """Stops to which a vehicle drives; breaks are taken where it stands."""
    return [(position, stop) for position, stop in enumerate(schedule.stops) if stop.kind != "break"]


def _simplified(problem: Problem, line: Line) -> Line:
    if len(line) < 3:
        return line
    import shapely

    tolerance = _TOLERANCE_M if problem.coordinate_system == "planar" else _TOLERANCE_M / _METRES_PER_DEGREE
    return [(x, y) for x, y in shapely.LineString(line).simplify(tolerance).coords]
