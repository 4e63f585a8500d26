"""How fast which vehicle drives on which road."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

RoadVehicle = Literal["truck", "van", "ebike"]
"""Kinds of vehicles that road networks tell apart: who may use a road, and in which direction."""
ROAD_VEHICLES: tuple[RoadVehicle, ...] = get_args(RoadVehicle)

ROAD_CLASSES = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "track",
    "cycleway",
    "path",
)
"""Classes of roads, from the most to the least important; the words are those of OpenStreetMap."""


@dataclass(frozen=True)
class RoadProfile:
    """Which vehicle drives, and how fast on average on each class of road.

    Speeds are averages with junctions and traffic, not limits. A road's own speed limit lowers them.

    Parameters
    ----------
    vehicle
        Whose access rules and one-way rules hold.
    speeds_kmh
        Kilometres per hour by road class; a class that is missing is not used.
    max_speed_kmh
        What the vehicle never exceeds.

    Raises
    ------
    ValueError
        For unknown vehicles or classes, or speeds that are not above 0.
    """

    vehicle: RoadVehicle
    speeds_kmh: Mapping[str, float] = field(hash=False)
    max_speed_kmh: float = 120.0

    def __post_init__(self) -> None:
        if self.vehicle not in ROAD_VEHICLES:
            raise ValueError(f"vehicle is {self.vehicle!r}; allowed: {', '.join(ROAD_VEHICLES)}")
        unknown = [name for name in self.speeds_kmh if name not in ROAD_CLASSES]
        if unknown:
            raise ValueError(
                f"no such road classes: {', '.join(unknown)}; allowed: {', '.join(ROAD_CLASSES)}"
            )
        for name, speed in (*self.speeds_kmh.items(), ("max_speed_kmh", self.max_speed_kmh)):
            if not (math.isfinite(speed) and 0 < speed <= 300):
                raise ValueError(f"the speed of {name} is {speed}; allowed: above 0, up to 300 km/h")
        object.__setattr__(self, "speeds_kmh", MappingProxyType(dict(self.speeds_kmh)))


TRUCK = RoadProfile(
    "truck",
    {
        "motorway": 75.0,
        "trunk": 60.0,
        "primary": 50.0,
        "secondary": 45.0,
        "tertiary": 38.0,
        "unclassified": 30.0,
        "residential": 22.0,
        "living_street": 12.0,
        "service": 12.0,
        "track": 12.0,
    },
    max_speed_kmh=80.0,
)
"""A box truck: slower than the limit everywhere, much slower in villages."""

VAN = RoadProfile(
    "van",
    {
        "motorway": 95.0,
        "trunk": 70.0,
        "primary": 58.0,
        "secondary": 50.0,
        "tertiary": 42.0,
        "unclassified": 35.0,
        "residential": 28.0,
        "living_street": 15.0,
        "service": 15.0,
        "track": 15.0,
    },
)
"""A minivan."""

EBIKE = RoadProfile(
    "ebike",
    {
        "trunk": 22.0,
        "primary": 22.0,
        "secondary": 22.0,
        "tertiary": 22.0,
        "unclassified": 22.0,
        "residential": 20.0,
        "living_street": 14.0,
        "service": 14.0,
        "track": 12.0,
        "cycleway": 22.0,
        "path": 10.0,
    },
    max_speed_kmh=25.0,
)
"""An electric cargo bike, which keeps to 25 km/h and off motorways."""
