"""The readable part of a problem: all of a good one, what is left of a broken one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot
from vrpcore.models.location import Township
from vrpcore.models.order import Order
from vrpcore.models.problem import Problem
from vrpcore.models.product import Product
from vrpcore.models.slots import vehicle_ids
from vrpcore.models.vehicle import VehicleState, VehicleType

T = TypeVar("T")
Placed = Sequence[tuple[int, T]]
"""Items with their positions in the document."""


@dataclass(frozen=True)
class Draft:
    """A problem whose every field is valid by itself, with a note of what had to be left out.

    The rules across objects work on drafts, so that one run reports the faults of broken fields together
    with the faults between the sound ones.
    """

    problem: Problem
    """Sound parts only; a list without its broken items, a broken single part missing."""
    broken: Mapping[str, Mapping[int, object]] = field(default_factory=dict)
    """Unreadable items by list name and position in the document, as they stand there."""
    lost: frozenset[str] = frozenset()
    """Parts of which nothing could be read."""

    def is_whole(self, *parts: str) -> bool:
        """Whether nothing of these parts is broken."""
        return not any(part in self.lost or self.broken.get(part) for part in parts)

    def _placed(self, part: str, items: Sequence[T]) -> Placed[T]:
        gone = self.broken.get(part, {})
        positions = (idx for idx in range(len(items) + len(gone)) if idx not in gone)
        return list(zip(positions, items, strict=True))

    @cached_property
    def townships(self) -> Placed[Township]:
        """Sound townships."""
        return self._placed("townships", self.problem.townships)

    @cached_property
    def products(self) -> Placed[Product]:
        """Sound products."""
        return self._placed("products", self.problem.products)

    @cached_property
    def customers(self) -> Placed[Customer]:
        """Sound customers."""
        return self._placed("customers", self.problem.customers)

    @cached_property
    def orders(self) -> Placed[Order]:
        """Sound orders."""
        return self._placed("orders", self.problem.orders)

    @cached_property
    def depots(self) -> Placed[Depot]:
        """Sound depots."""
        return self._placed("depots", self.problem.depots)

    @cached_property
    def vehicle_types(self) -> Placed[VehicleType]:
        """Sound vehicle types."""
        return self._placed("vehicle_types", self.problem.vehicle_types)

    @cached_property
    def vehicle_states(self) -> Placed[VehicleState]:
        """Sound vehicle states."""
        return self._placed("vehicle_states", self.problem.vehicle_states)

    def ids(self, part: str) -> Placed[str]:
        """Positions and ids of all items of a list, broken ones included as far as their id is readable."""
        found: list[tuple[int, str]] = [(idx, item.id) for idx, item in getattr(self, part)]
        for idx, raw in self.broken.get(part, {}).items():
            if isinstance(raw, dict) and isinstance(raw.get("id"), str):
                found.append((idx, raw["id"]))
        return sorted(found)

    @cached_property
    def known_ids(self) -> Mapping[str, frozenset[str]]:
        """What may be referred to, by list name; also ``vehicles`` and travel ``profiles``.

        A kind of thing that could not be read is left out: nothing can be said about references to it.
        """
        parts = ("townships", "products", "customers", "depots")
        known = {part: frozenset(id_ for _, id_ in self.ids(part)) for part in parts if part not in self.lost}
        if "travel" not in self.lost:
            known["profiles"] = frozenset(profile.id for profile in self.problem.travel.profiles)
        names_vehicles = self.problem.vehicle_states or self.broken.get("vehicle_states")
        num_vehicles = sum(vehicle_type.count for vehicle_type in self.problem.vehicle_types)
        # More than a million are refused for their number, and need no list of their names.
        if names_vehicles and self.is_whole("vehicle_types") and num_vehicles <= 10**6:
            known["vehicles"] = frozenset(
                id_ for vehicle_type in self.problem.vehicle_types for id_ in vehicle_ids(vehicle_type)
            )
        return known

    @cached_property
    def ordering_customer_ids(self) -> frozenset[str]:
        """Ids of the customers that any order is for, broken orders included as far as readable."""
        raw = (order for order in self.broken.get("orders", {}).values() if isinstance(order, dict))
        ids = (*(order.customer_id for _, order in self.orders), *(order.get("customer_id") for order in raw))
        return frozenset(id_ for id_ in ids if isinstance(id_, str))
