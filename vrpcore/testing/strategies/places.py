"""Where things are and how one gets there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vrpcore.models import (
    AreaSpeed,
    Customer,
    Feature,
    GeodesicTravel,
    Location,
    MatrixProfile,
    MatrixTravel,
    PlanarTravel,
    TimeWindow,
    Township,
    TravelProfile,
)
from vrpcore.models.location import CoordinateSystem
from vrpcore.testing.strategies.draft import HOUR, Draft

TOWNSHIPS = ("east", "west")
GRID_M = 100
"""Metres between neighbouring points of the grid on which all places lie."""
_SIDE = 60
_LONGITUDE, _LATITUDE, _DEGREES = 110.0, 30.0, 0.001

IntArray = npt.NDArray[np.int64]
Travel = PlanarTravel | GeodesicTravel | MatrixTravel


SYSTEMS: tuple[CoordinateSystem, ...] = ("planar", "planar", "wgs84", "gcj02")


def location(draft: Draft) -> Location:
    """A point of the grid, in metres or degrees."""
    return point(draft.system, draft.whole(0, _SIDE), draft.whole(0, _SIDE))


def point(system: CoordinateSystem, x: int, y: int) -> Location:
    """The point in a column and row of the grid."""
    if system == "planar":
        return Location(x=float(x * GRID_M), y=float(y * GRID_M))
    return Location(x=round(_LONGITUDE + x * _DEGREES, 3), y=round(_LATITUDE + y * _DEGREES, 3))


def townships() -> tuple[Township, ...]:
    """All townships; their outlines do not matter here."""
    return tuple(Township(id=name) for name in TOWNSHIPS)


def customers(draft: Draft) -> tuple[Customer, ...]:
    """Customers ``c0``, ``c1``, …, some with one or two service windows."""
    return tuple(
        Customer(
            id=f"c{idx}",
            location=location(draft),
            township_id=draft.pick(TOWNSHIPS),
            service_windows=_windows(draft) if Feature.TIME_WINDOWS in draft.on else (),
            service_duration_s=draft.pick((0, 300, 1200)),
            priority=draft.pick((1, 1, 3)),
        )
        for idx in range(draft.num_customers)
    )


def _windows(draft: Draft) -> tuple[TimeWindow, ...]:
    found = []
    begin = 7
    for _ in range(draft.pick((1, 0, 2))):
        begin = draft.whole(begin, begin + 3)
        end = begin + draft.whole(1, 2)
        dates = (draft.day(),) if len(draft.horizon.working_days) > 1 and draft.flag() else None
        found.append(TimeWindow(earliest=begin * HOUR, latest=end * HOUR, dates=dates))
        begin = end + 1
    return tuple(found)


def travel(draft: Draft, places: dict[str, Location]) -> Travel:
    """Travel with the profiles ``default`` and ``slow``."""
    planar = draft.system == "planar"
    if Feature.UNREACHABLE_LEGS in draft.on or (planar and draft.pick((False, False, True))):
        return _matrix(draft, places)
    area_speeds = (AreaSpeed(township_id=TOWNSHIPS[0], speed_kmh=9.0),) if draft.flag() else ()
    default = TravelProfile(
        speed_kmh=18.0, detour=draft.pick((1.0, 1.3)), area_speeds=area_speeds if draft.flag() else ()
    )
    profiles = (default, TravelProfile(id="slow", speed_kmh=12.0))
    if planar:
        return PlanarTravel(profiles=profiles, rounding=draft.pick(("nearest", "down")))
    return GeodesicTravel(profiles=profiles)


def _matrix(draft: Draft, places: dict[str, Location]) -> MatrixTravel:
    """Manhattan distances on hilly ground: uphill counts more, downhill less.

    The triangle inequality holds, so that nobody drives through a depot just to save way.
    """
    number = len(places)
    order = draft.source.sample(list(places), number) if draft.flag() else list(places)
    x = np.array([places[name].x for name in order])
    y = np.array([places[name].y for name in order])
    height = np.array([draft.pick((0, 0, 500, 1500)) for _ in order])
    flat = np.abs(x[:, None] - x[None, :]) + np.abs(y[:, None] - y[None, :])
    distances: IntArray = np.maximum(0, flat + height[None, :] - height[:, None]).astype(np.int64)
    np.fill_diagonal(distances, 0)
    durations: IntArray = -(-distances // 5)
    if Feature.UNREACHABLE_LEGS in draft.on:
        for row in range(number):
            for column in range(number):
                # Depots stay within reach of all: a customer that nobody can reach is not a valid problem.
                between_customers = order[row].startswith("c") and order[column].startswith("c")
                if row != column and between_customers and draft.pick((False, True, True)):
                    distances[row, column] = durations[row, column] = -1
    slow = np.where(durations < 0, -1, durations * 3 // 2)
    return MatrixTravel(
        place_ids=tuple(order),
        profiles=(
            MatrixProfile(distances_m=distances, durations_s=durations),
            MatrixProfile(id="slow", distances_m=distances, durations_s=slow),
        ),
    )
