"""Locations and areas, and how they fit to the way travel is computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vrpcore.errors import Fault
from vrpcore.language import told
from vrpcore.models.faults import fault
from vrpcore.models.location import Location, Reach
from vrpcore.models.validation.draft import Draft

_THINNEST = 1e-9
"""Part of its bounding box that an area fills at least; less is rounding noise of corners in a line."""


def coordinate_system(draft: Draft) -> Iterator[Fault]:
    """Degrees need geodesic travel, planar metres planar travel; a given matrix goes with either."""
    system, kind = draft.problem.coordinate_system, draft.problem.travel.kind
    needed = "planar" if system == "planar" else "geodesic"
    if kind not in ("matrix", needed):
        yield fault(
            "coordinate_system",
            "coordinate_system",
            f"coordinates are {system}, but travel is {kind}",
            "wgs84 or gcj02 with geodesic travel, planar with planar travel, any with a matrix",
            f"set travel.kind to {needed!r}, or coordinate_system to what the coordinates mean",
        )


def _reaches(draft: Draft) -> Iterator[tuple[str, Reach]]:
    for idx, depot in draft.depots:
        if depot.reach is not None:
            yield f"depots.{idx}.reach", depot.reach
    for idx, vehicle_type in draft.vehicle_types:
        if vehicle_type.area is not None:
            yield f"vehicle_types.{idx}.area", vehicle_type.area


def _polygons(draft: Draft) -> Iterator[tuple[str, Sequence[Location]]]:
    for idx, township in draft.townships:
        if township.polygon is not None:
            yield f"townships.{idx}.polygon", township.polygon
    for where, reach in _reaches(draft):
        if reach.polygon is not None:
            yield f"{where}.polygon", reach.polygon


def locations(draft: Draft) -> Iterator[tuple[str, Location]]:
    """Every point of a draft with its path."""
    for part, items in (("customers", draft.customers), ("depots", draft.depots)):
        for idx, place in items:
            if place.location is not None:
                yield f"{part}.{idx}.location", place.location
    for idx, state in draft.vehicle_states:
        for name, point in (("location", state.location), ("end_location", state.end_location)):
            if point is not None:
                yield f"vehicle_states.{idx}.{name}", point
    for where, corners in _polygons(draft):
        for corner_idx, corner in enumerate(corners):
            yield f"{where}.{corner_idx}", corner


def degrees(draft: Draft) -> Iterator[Fault]:
    """Coordinates are degrees unless they are planar."""
    if draft.problem.coordinate_system == "planar":
        return
    for where, point in locations(draft):
        if not (-180 <= point.x <= 180 and -90 <= point.y <= 90):
            is_swapped = -90 <= point.x <= 90 and -180 <= point.y <= 180
            yield fault(
                "coordinates",
                where,
                told("x {x}, y {y} is no point on the globe", x=f"{point.x:g}", y=f"{point.y:g}"),
                told("longitude x from -180 to 180, latitude y from -90 to 90"),
                told(
                    "swap x and y: x is the longitude"
                    if is_swapped
                    else "correct it, or use planar coordinates"
                ),
            )


def missing_locations(draft: Draft) -> Iterator[Fault]:
    """Places have coordinates where travel, or an area by polygon or radius, is computed from them."""
    is_computed = draft.problem.travel.kind != "matrix"
    by_area = next(
        (
            where
            for where, reach in _reaches(draft)
            if reach.polygon is not None or reach.radius_m is not None
        ),
        None,
    )
    if not is_computed and by_area is None:
        return
    because = f"{draft.problem.travel.kind} travel" if is_computed else f"the area of {by_area}"
    for part, items in (("customers", draft.customers), ("depots", draft.depots)):
        for idx, place in items:
            if place.location is None:
                yield fault(
                    "missing_location",
                    f"{part}.{idx}.location",
                    f"{place.id!r} has no location, but {because} needs one",
                    "x and y in the problem's coordinate system",
                    "add the location" if is_computed else "add the location, or give the area by ids",
                )


def polygons(draft: Draft) -> Iterator[Fault]:
    """Areas have an inside."""
    found = list(_polygons(draft))
    if not found:
        return
    import shapely  # costs a tenth of a second, and most problems have no polygons

    for where, corners in found:
        polygon = shapely.Polygon([(corner.x, corner.y) for corner in corners])
        west, south, east, north = polygon.bounds
        if not polygon.is_valid or polygon.area <= _THINNEST * (east - west) * (north - south):
            reason = "its area is zero" if polygon.is_valid else shapely.is_valid_reason(polygon)
            yield fault(
                "polygon",
                where,
                f"the outline is not a simple polygon: {reason}",
                "corners in order around the area, edges that do not cross",
                "list the corners clockwise or anticlockwise, each once",
            )
