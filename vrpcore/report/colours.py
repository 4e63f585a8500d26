"""Colours that people with any kind of colour vision can tell apart (Okabe and Ito, 2008)."""

from __future__ import annotations

from collections.abc import Iterable

from vrpcore.models.problem import Problem

_VEHICLES = (
    "#0072B2",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#E69F00",
    "#5B3F8C",
    "#8C564B",
    "#999933",
    "#882255",
)
CENTER = _VEHICLES[0]
"""All that centres deliver, taken together."""
STORE = "#009E73"
"""Stores and everything that they deliver."""
INK = "#2B2B2B"
HELD = "#F0E442"
UNSERVED = "#000000"
IDLE = "#B9B4A9"
"""Customers that nobody visits."""
LAND = "#F7F5F0"
TOWN = "#EFEADD"
BORDER = "#CFC9BB"
PLACE_NAME = "#8C8677"


def vehicle_colours(problem: Problem, used: Iterable[str]) -> dict[str, str]:
    """A colour for each used vehicle, in the order of the problem; they repeat where vehicles are many.

    What a store delivers has one colour, whichever store it is.
    """
    wanted = set(used)
    home_of = {slot.vehicle_id: slot.vehicle_type.depot_id for slot in problem.slots}
    found: dict[str, str] = {}
    num_others = 0
    for vehicle_id, depot_id in home_of.items():
        if vehicle_id not in wanted:
            continue
        if problem.depot_of[depot_id].kind == "store":
            found[vehicle_id] = STORE
        else:
            found[vehicle_id] = _VEHICLES[num_others % len(_VEHICLES)]
            num_others += 1
    return found
