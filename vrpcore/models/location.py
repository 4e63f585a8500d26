"""Places on the map and the areas made of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vrpcore.models.base import Id, Many, Record

CoordinateSystem = Literal["wgs84", "gcj02", "planar"]
"""What coordinates mean: GPS degrees, degrees of Chinese map services, or metres on a plane."""


class Location(Record):
    """A point in the problem's coordinate system."""

    x: Annotated[float, Field(ge=-1e9, le=1e9)]
    """Longitude in degrees, or metres to the east where coordinates are planar."""
    y: Annotated[float, Field(ge=-1e9, le=1e9)]
    """Latitude in degrees, or metres to the north where coordinates are planar."""


Polygon = Annotated[tuple[Location, ...], Field(strict=False, min_length=3)]
"""The corners of an area, in order; the last is joined to the first."""


class Township(Record):
    """An administrative area of the county."""

    id: Id
    name: str = ""
    polygon: Polygon | None = None
    """Its outline, for pictures and for finding the township of a place."""


class Reach(Record):
    """Where a depot delivers or a vehicle may go: every condition that is given must hold."""

    townships: Many[Id] | None = None
    """Only customers of these townships."""
    customers: Many[Id] | None = None
    """Only these customers."""
    polygon: Polygon | None = None
    """Only customers inside or on the border of this area."""
    radius_m: Annotated[float, Field(gt=0, le=1e9)] | None = None
    """Only customers within this straight-line distance of the (home) depot, in metres."""
