"""Colours that people with any kind of colour vision can tell apart (Okabe and Ito, 2008)."""

from __future__ import annotations

from vrpcore.report.scene import Scene

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


def vehicle_colours(scene: Scene) -> dict[str, str]:
    """A colour for each vehicle of a centre; colours repeat where vehicles are many."""
    store_vehicles = {tour.vehicle_id for tour in scene.tours if tour.home.kind == "store"}
    others = [id_ for id_ in scene.vehicle_ids if id_ not in store_vehicles]
    return {id_: _VEHICLES[position % len(_VEHICLES)] for position, id_ in enumerate(others)} | dict.fromkeys(
        sorted(store_vehicles), STORE
    )
