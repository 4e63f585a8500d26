"""What is delivered."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from vrpcore.models.base import CubicMetres, Id, Kilograms, Record
from vrpcore.models.money import scaled

CargoClass = Literal["light", "heavy"]


class Product(Record):
    """A product that is ordered, stocked and delivered in whole cases."""

    id: Id
    name: str = ""
    case_weight_kg: Kilograms = 0.0
    """Gross weight of one case."""
    case_volume_m3: CubicMetres = 0.0
    """Outer volume of one case."""
    cargo_class: CargoClass = "heavy"
    """Decides, with the vehicle type, the handling time of a case."""
    restricted: bool = False
    """Restricted goods are never sold through emergency orders."""

    @cached_property
    def case_weight_g(self) -> int:
        """Weight of one case in whole grams."""
        return scaled(self.case_weight_kg, 1000)

    @cached_property
    def case_volume_cm3(self) -> int:
        """Volume of one case in whole cubic centimetres."""
        return scaled(self.case_volume_m3, 10**6)
