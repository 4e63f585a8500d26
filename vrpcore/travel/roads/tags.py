"""What the tags of a way in OpenStreetMap say about driving there."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from vrpcore.travel.roads.network import vehicle_bit
from vrpcore.travel.roads.profiles import ROAD_CLASSES, ROAD_VEHICLES, RoadVehicle

CLASS_OF = {
    **{name: name for name in ROAD_CLASSES},
    **{f"{name}_link": name for name in ("motorway", "trunk", "primary", "secondary", "tertiary")},
    "road": "unclassified",
    "bridleway": "path",
    "footway": "path",
    "pedestrian": "path",
}
"""Road class by the tag ``highway``; other values are no roads to drive on, or not yet."""

ACCESS_KEYS: dict[RoadVehicle, tuple[str, ...]] = {
    "truck": ("hgv", "goods", "motor_vehicle", "vehicle", "access"),
    "van": ("motorcar", "motor_vehicle", "vehicle", "access"),
    "ebike": ("bicycle", "vehicle", "access"),
}
"""Tags that allow or forbid, the most particular first; it alone decides."""
FORBIDDING = frozenset({"no", "private", "agricultural", "forestry", "military", "emergency", "use_sidepath"})
_FORWARD = frozenset({"yes", "true", "1"})
_BACKWARD = frozenset({"-1", "reverse"})
_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|mph)?", re.ASCII)
_KMH_PER_MPH = 1.609344


@dataclass(frozen=True, slots=True)
class Way:
    """What a way's tags say."""

    road_class: str
    forward: int
    """Bits of the vehicles that may drive in the direction in which the way is drawn."""
    backward: int
    max_speed_kmh: float


def way_of(tags: Mapping[str, str]) -> Way | None:
    """Read the tags of a way; None where nobody drives.

    Source: the wiki of OpenStreetMap, pages Key:highway, Key:access, Key:oneway, Key:maxspeed.
    """
    highway = tags.get("highway", "")
    road_class = CLASS_OF.get(highway)
    if road_class is None or tags.get("area") == "yes":
        return None
    forward = backward = 0
    for vehicle in ROAD_VEHICLES:
        if not _may_enter(tags, vehicle, highway, road_class):
            continue
        one_way = _one_way(tags, vehicle, highway)
        forward |= vehicle_bit(vehicle) if one_way >= 0 else 0
        backward |= vehicle_bit(vehicle) if one_way <= 0 else 0
    if not forward | backward:
        return None
    return Way(road_class, forward, backward, _max_speed(tags))


def blocked_by(tags: Mapping[str, str]) -> int:
    """Bits of the vehicles that cannot pass a node: a barrier across the road."""
    barrier = tags.get("barrier")
    if barrier is None:
        return 0
    blocked = 0
    for vehicle in ROAD_VEHICLES:
        said = _said(tags, vehicle)
        narrow = barrier in ("bollard", "block", "cycle_barrier", "motorcycle_barrier", "jersey_barrier")
        passable = not (narrow and vehicle != "ebike")
        if said in FORBIDDING or (said is None and not passable):
            blocked |= vehicle_bit(vehicle)
    return blocked


def _said(tags: Mapping[str, str], vehicle: RoadVehicle) -> str | None:
    return next((tags[key] for key in ACCESS_KEYS[vehicle] if key in tags), None)


def _may_enter(tags: Mapping[str, str], vehicle: RoadVehicle, highway: str, road_class: str) -> bool:
    said = _said(tags, vehicle)
    if said is not None:
        return said not in FORBIDDING
    if vehicle == "ebike":
        return highway not in ("motorway", "motorway_link", "footway", "pedestrian", "bridleway") and (
            tags.get("motorroad") != "yes"
        )
    return road_class not in ("cycleway", "path")


def _one_way(tags: Mapping[str, str], vehicle: RoadVehicle, highway: str) -> int:
    """1: as drawn only; -1: against it only; 0: both ways."""
    said = tags.get("oneway", "")
    if vehicle == "ebike":
        said = tags.get("oneway:bicycle", said)
        if any(tags.get(key, "").startswith("opposite") for key in ("cycleway", "cycleway:left")):
            return 0
    if said in _FORWARD:
        return 1
    if said in _BACKWARD:
        return -1
    if said == "no":
        return 0
    around = tags.get("junction") in ("roundabout", "circular")
    return 1 if around or highway in ("motorway", "motorway_link") else 0


def _max_speed(tags: Mapping[str, str]) -> float:
    match = _SPEED.fullmatch(tags.get("maxspeed", "").strip().lower())
    if match is None:  # words such as "walk" or "none", and what is left out
        return math.inf
    speed = float(match[1]) * (_KMH_PER_MPH if match[2] == "mph" else 1.0)
    return speed if speed > 0 else math.inf
