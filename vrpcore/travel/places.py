"""The places of a problem in the one order in which all code numbers them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vrpcore.errors import TravelError
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot
from vrpcore.models.problem import Problem
from vrpcore.travel.protocol import FloatArray, IntArray

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Places:
    """Depots first, then customers."""

    ids: tuple[str, ...]
    township_ids: tuple[str | None, ...]
    x: FloatArray
    """Longitude or easting; NaN where a place has no location."""
    y: FloatArray
    """Latitude or northing; NaN where a place has no location."""

    def require_locations(self, idx: IntArray | None = None) -> None:
        """Raise unless all places, or those given, have coordinates."""
        chosen = np.arange(len(self.ids)) if idx is None else np.unique(idx)
        missing = chosen[np.isnan(self.x[chosen])]
        if missing.size:
            raise TravelError(
                f"no coordinates for {listed([self.ids[i] for i in missing])}; allowed: a location for every "
                "place, unless travel is a given matrix and no polygon or radius is asked of the place; "
                "remedy: add the location"
            )


def places_of(problem: Problem) -> Places:
    """The places of a problem."""
    things: tuple[Depot | Customer, ...] = (*problem.depots, *problem.customers)
    nowhere = float("nan")
    return Places(
        ids=tuple(thing.id for thing in things),
        township_ids=tuple(thing.township_id for thing in things),
        x=np.array([nowhere if t.location is None else t.location.x for t in things], dtype=np.float64),
        y=np.array([nowhere if t.location is None else t.location.y for t in things], dtype=np.float64),
    )


def listed(ids: list[str]) -> str:
    """The first few of some ids, for a message."""
    shown = ", ".join(repr(one) for one in ids[:_SHOWN])
    return shown if len(ids) <= _SHOWN else f"{shown} and {len(ids) - _SHOWN} more"
