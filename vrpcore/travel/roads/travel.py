"""Distances and durations of a whole problem along roads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vrpcore.errors import TravelError
from vrpcore.models.location import CoordinateSystem
from vrpcore.models.problem import Problem
from vrpcore.models.travel import UNREACHABLE, MatrixProfile, MatrixTravel
from vrpcore.travel.gcj02 import gcj02_to_wgs84, wgs84_to_gcj02
from vrpcore.travel.places import Places, listed, places_of
from vrpcore.travel.profiles import require_matrix_size
from vrpcore.travel.protocol import FloatArray
from vrpcore.travel.roads.cache import cache_folder, cached_matrices
from vrpcore.travel.roads.source import Line, RoadMatrices, RoadSource

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Snap:
    """Where a place was joined to the roads of a profile."""

    profile_id: str
    place_id: str
    distance_m: float
    """Straight line from the place to the road; NaN where the source does not tell."""
    x: float
    """Where on the road, in the problem's coordinates."""
    y: float


@dataclass(frozen=True)
class RoadTravel:
    """Travel along roads, and what should be known about it."""

    travel: MatrixTravel
    """For `Problem.travel`."""
    snaps: tuple[Snap, ...]
    """Per profile and place, farthest from a road first."""
    unreachable: Mapping[str, tuple[str, ...]]
    """Per profile, places with no way from any home of its vehicles and back; homes that reach nobody."""

    def applied_to(self, problem: Problem) -> Problem:
        """The problem with this travel."""
        return problem.model_copy(update={"travel": self.travel})

    def __str__(self) -> str:
        """What a planner wants to know before trusting the figures."""
        lines = [f"travel along roads between {len(self.travel.place_ids)} places"]
        for profile in self.travel.profiles:
            snaps = [snap for snap in self.snaps if snap.profile_id == profile.id]
            far = ", ".join(f"{snap.place_id} {snap.distance_m:,.0f} m" for snap in snaps[:_SHOWN])
            lines.append(f"  {profile.id}: farthest from a road: {far}")
            lost = listed(list(self.unreachable[profile.id])) if self.unreachable[profile.id] else "none"
            lines.append(f"  {profile.id}: no way from any home of its vehicles and back: {lost}")
        return "\n".join(lines)


def road_travel(
    problem: Problem,
    roads: RoadSource | Mapping[str, RoadSource],
    *,
    max_snap_m: float = 1_000.0,
    cache: bool | str | Path = True,
) -> RoadTravel:
    """Work out distances and durations along roads between all depots and customers.

    Parameters
    ----------
    problem
        Its places, coordinate system and vehicle types; its present travel is not looked at.
    roads
        Where figures come from, by travel profile of the vehicle types; a single source serves all profiles.
    max_snap_m
        How far a place may be from the nearest road. Nothing is added for that distance.
    cache
        Whether matrices are kept on disk, or in which folder; by default see `cache_folder`.

    Returns
    -------
    RoadTravel
        ``found.applied_to(problem)`` is the problem on roads. Pairs without a way are in it as unreachable.

    Raises
    ------
    TravelError
        If a profile has no source, places have no coordinates, lie too far from any road, or are more than a
        matrix holds, or a source cannot answer.
    """
    places = places_of(problem)
    require_matrix_size(len(places.ids))
    places.require_locations()
    sources = sources_by_profile(problem, roads)
    folder = cache_folder() if cache is True else Path(cache) if cache else None
    profiles: list[MatrixProfile] = []
    snaps: list[Snap] = []
    unreachable: dict[str, tuple[str, ...]] = {}
    computed: dict[int, RoadMatrices] = {}
    homes = {
        profile_id: [
            places.ids.index(depot_id)
            for depot_id in {t.depot_id: None for t in problem.vehicle_types if t.profile == profile_id}
        ]
        for profile_id in sources
    }
    for profile_id, source in sources.items():
        if id(source) not in computed:
            x, y = _converted(places.x, places.y, problem.coordinate_system, source)
            computed[id(source)] = cached_matrices(source, x, y, folder)
        found = computed[id(source)]
        profiles.append(
            MatrixProfile(id=profile_id, distances_m=found.distances_m, durations_s=found.durations_s)
        )
        snaps += _snaps(profile_id, places, found, problem.coordinate_system)
        unreachable[profile_id] = _unreachable(places, found, homes[profile_id])
    _require_near(snaps, max_snap_m)
    snaps.sort(key=lambda snap: -snap.distance_m if math.isfinite(snap.distance_m) else 0.0)
    travel = MatrixTravel(place_ids=places.ids, profiles=tuple(profiles))
    return RoadTravel(travel, tuple(snaps), unreachable)


def road_lines(problem: Problem, source: RoadSource, place_ids: Iterable[str]) -> list[Line]:
    """The way along roads from each of some places to the next, in the problem's coordinates.

    Parameters
    ----------
    problem
        Its depots and customers.
    source
        The roads.
    place_ids
        Depots and customers in the order in which they are visited.

    Returns
    -------
    list
        One line of points (x, y) per leg; empty where there is no way.
    """
    places = places_of(problem)
    number = {place_id: idx for idx, place_id in enumerate(places.ids)}
    wanted = list(place_ids)
    unknown = [place_id for place_id in wanted if place_id not in number]
    if unknown:
        raise TravelError(
            f"no places {listed(unknown)}; allowed: ids of depots and customers; remedy: look them up"
        )
    chosen = np.array([number[place_id] for place_id in wanted], dtype=np.int64)
    if not len(chosen):
        return []
    places.require_locations(chosen)
    x, y = _converted(places.x[chosen], places.y[chosen], problem.coordinate_system, source)
    lines = source.lines(x, y)
    if problem.coordinate_system != "gcj02":
        return lines
    return [_in_gcj02(line) for line in lines]


def sources_by_profile(
    problem: Problem, roads: RoadSource | Mapping[str, RoadSource]
) -> dict[str, RoadSource]:
    """The source of each travel profile that vehicle types name.

    Raises
    ------
    TravelError
        If one of them has none.
    """
    wanted = list(dict.fromkeys(vehicle_type.profile for vehicle_type in problem.vehicle_types)) or [
        "default"
    ]
    if not isinstance(roads, Mapping):
        return dict.fromkeys(wanted, roads)
    missing = [profile_id for profile_id in wanted if profile_id not in roads]
    if missing:
        raise TravelError(
            f"no roads for the travel profiles {listed(missing)}; allowed: one source for each profile of "
            f"the vehicle types, or one for all; remedy: add them to `roads`, which has {listed(list(roads))}"
        )
    return dict(roads)


def _converted(
    x: FloatArray, y: FloatArray, system: CoordinateSystem, source: RoadSource
) -> tuple[FloatArray, FloatArray]:
    if (system == "planar") != (source.coordinate_system == "planar"):
        raise TravelError(
            f"the problem's coordinates are {system}, those of the roads {source.coordinate_system}; "
            "allowed: both planar, or both degrees; remedy: give the problem's places in degrees, or "
            "make the network with coordinate_system='planar'"
        )
    if system != "planar" and (np.abs(x).max(initial=0) > 180 or np.abs(y).max(initial=0) > 90):
        raise TravelError(
            "some coordinates are not degrees; allowed: longitude x from -180 to 180, latitude y from -90 to "
            "90; remedy: swap x and y, or use planar coordinates"
        )
    return gcj02_to_wgs84(x, y) if system == "gcj02" else (x, y)


def _snaps(profile_id: str, places: Places, found: RoadMatrices, system: CoordinateSystem) -> list[Snap]:
    x, y = (found.x, found.y) if system != "gcj02" else wgs84_to_gcj02(found.x, found.y)
    figures = zip(places.ids, found.snap_m.tolist(), x.tolist(), y.tolist(), strict=True)
    return [Snap(profile_id, *figure) for figure in figures]


def _unreachable(places: Places, found: RoadMatrices, homes: list[int]) -> tuple[str, ...]:
    reached = (found.distances_m != UNREACHABLE) & (found.durations_s != UNREACHABLE)
    both = reached & reached.T
    np.fill_diagonal(both, False)
    lost = ~both[homes].any(axis=0)
    lost[homes] = ~both[homes].any(axis=1) & (len(lost) > 1)  # a home is lost when it reaches nobody
    return tuple(places.ids[idx] for idx in np.flatnonzero(lost))


def _require_near(snaps: list[Snap], max_snap_m: float) -> None:
    far = [snap for snap in snaps if snap.distance_m > max_snap_m]
    if far:
        shown = ", ".join(
            f"{snap.place_id!r} {snap.distance_m:,.0f} m ({snap.profile_id})" for snap in far[:_SHOWN]
        )
        more = f" and {len(far) - _SHOWN} more" if len(far) > _SHOWN else ""
        raise TravelError(
            f"too far from any road: {shown}{more}; allowed: up to {max_snap_m:,.0f} m; remedy: mend the "
            "coordinates (longitude is x; GCJ-02 or GPS?), take a larger extract, or raise max_snap_m "
            "(--max-snap)"
        )


def _in_gcj02(line: Line) -> Line:
    if not line:
        return line
    x, y = np.array(line).T
    lon, lat = wgs84_to_gcj02(x, y)
    return list(zip(lon.tolist(), lat.tolist(), strict=True))
