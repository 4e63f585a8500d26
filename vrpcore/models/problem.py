"""The problem: everything a solver may know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from vrpcore.models.base import SCHEMA_VERSION, Many, Moment, Record, SchemaVersion
from vrpcore.models.calendar import Horizon
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot, OrderBand
from vrpcore.models.location import CoordinateSystem, Township
from vrpcore.models.markup import Cell, markup_of
from vrpcore.models.money import Currency
from vrpcore.models.order import Order
from vrpcore.models.policy import ChannelPolicy
from vrpcore.models.product import Product
from vrpcore.models.slots import Slot, count_slots, expand_slots
from vrpcore.models.travel import GeodesicTravel, Travel
from vrpcore.models.vehicle import VehicleState, VehicleType


class Problem(Record):
    """Who ordered what, who can deliver it, by which rules and at which prices."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    """Version of this schema; files of another version are refused."""
    name: Annotated[str, Field(max_length=500)] = ""
    currency: Currency = Currency()
    coordinate_system: CoordinateSystem = "wgs84"
    """Meaning of all coordinates; degrees need geodesic travel, planar metres planar travel."""
    horizon: Horizon
    townships: Many[Township] = ()
    products: Many[Product]
    customers: Many[Customer]
    orders: Many[Order]
    depots: Many[Depot]
    vehicle_types: Many[VehicleType]
    policy: ChannelPolicy = ChannelPolicy()
    travel: Travel = GeodesicTravel()
    now: Moment | None = None
    """The present moment of a day that has begun. In the schema; no solver of this version honours it."""
    vehicle_states: Many[VehicleState] = ()
    """Vehicles on the road at `now`. In the schema; no solver of this version honours them."""

    @model_validator(mode="after")
    def _cross_rules(self) -> Self:
        from vrpcore.models.validation import raise_faults  # the rules import this module

        raise_faults(self)
        return self

    def __str__(self) -> str:
        return repr(self)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """Counts, in every text that pydantic makes of it: the contents of a county fill screens."""
        if not self.__dict__.keys() >= _REQUIRED:  # made by `model_construct`
            yield from super().__repr_args__()
            return
        yield "name", self.name
        yield "start", self.horizon.start.isoformat()
        yield "days", self.horizon.days
        yield "num_customers", len(self.customers)
        yield "num_orders", len(self.orders)
        yield "num_products", len(self.products)
        yield "num_centers", sum(depot.kind == "center" for depot in self.depots)
        yield "num_stores", sum(depot.kind == "store" for depot in self.depots)
        yield "num_vehicle_types", len(self.vehicle_types)
        yield "num_slots", count_slots(self.vehicle_types, self.horizon)

    def _repr_html_(self) -> str:
        """Counts, depots and vehicles as a notebook shows them."""
        if not self.__dict__.keys() >= _REQUIRED:  # made by `model_construct`
            return markup_of(repr(self))
        counts: list[tuple[Cell, ...]] = []
        for name, value in self.__repr_args__():
            if name is not None and name != "name":
                shown = value if isinstance(value, int) else str(value)
                counts.append((name.removeprefix("num_").replace("_", " "), shown))
        depots = [
            (depot.id, depot.name, "centre" if depot.kind == "center" else "store")
            for depot in self.depots[:_MAX_ROWS]
        ]
        vehicles: list[tuple[Cell, ...]] = [
            (one.id, one.depot_id, one.count, _capacity(one)) for one in self.vehicle_types[:_MAX_ROWS]
        ]
        headers = ((), ("depot", "name", "kind"), ("vehicle type", "depot", "vehicles", "capacity"))
        return markup_of(
            f"Problem: {self.name}" if self.name else "Problem", counts, depots, vehicles, headers=headers
        )

    @cached_property
    def product_of(self) -> dict[str, Product]:
        """Products by id."""
        return {product.id: product for product in self.products}

    @cached_property
    def customer_of(self) -> dict[str, Customer]:
        """Customers by id."""
        return {customer.id: customer for customer in self.customers}

    @cached_property
    def order_of(self) -> dict[str, Order]:
        """Orders by id."""
        return {order.id: order for order in self.orders}

    @cached_property
    def depot_of(self) -> dict[str, Depot]:
        """Depots by id."""
        return {depot.id: depot for depot in self.depots}

    @cached_property
    def vehicle_type_of(self) -> dict[str, VehicleType]:
        """Vehicle types by id."""
        return {vehicle_type.id: vehicle_type for vehicle_type in self.vehicle_types}

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Each vehicle on each of its working days, in the order of vehicle types, vehicles and days."""
        return expand_slots(self.vehicle_types, self.horizon)

    @cached_property
    def slot_of(self) -> dict[tuple[str, dt.date], Slot]:
        """Slots by vehicle id and date."""
        return {(slot.vehicle_id, slot.date): slot for slot in self.slots}

    def band_of(self, depot: Depot) -> OrderBand:
        """The order-size band that applies at a depot: its own, or the policy's for its kind."""
        if depot.order_band is not None:
            return depot.order_band
        return self.policy.center_band if depot.kind == "center" else self.policy.store_band

    def release_s(self, order: Order) -> int | None:
        """The moment from which an order may be loaded, in seconds from the horizon's start."""
        return None if order.release is None else self.horizon.seconds(order.release)

    def due_s(self, order: Order) -> int | None:
        """The latest start of service of an order, with the express rule applied."""
        due = None if order.due is None else self.horizon.seconds(order.due)
        if order.service_level == "express" and self.policy.express_hours is not None:
            express = (self.release_s(order) or 0) + self.policy.express_hours * 3600
            return express if due is None else min(due, express)
        return due

    def hold_cost(self, order: Order) -> int | None:
        """Cost units of holding an order, times its customer's priority; None where it may not be held."""
        if order.hold_price is None or not self.policy.hold:
            return None
        return self.currency.units(order.hold_price) * self._priority(order)

    def unserved_cost(self, order: Order) -> int | None:
        """Cost units of not serving an order, times its customer's priority; None where it is required."""
        if order.unserved_price is None:
            return None
        return self.currency.units(order.unserved_price) * self._priority(order)

    def _priority(self, order: Order) -> int:
        return 1 if order.customer_id is None else self.customer_of[order.customer_id].priority


_REQUIRED = {name for name, field in Problem.model_fields.items() if field.is_required()}
_MAX_ROWS = 20
"""Depots and vehicle types that a notebook shows."""


def _capacity(vehicle_type: VehicleType) -> str:
    limits = (
        (vehicle_type.capacity_kg, "kg"),
        (vehicle_type.capacity_m3, "m³"),
        (vehicle_type.capacity_cases, "cases"),
    )
    return ", ".join(f"{limit:,g} {unit}" for limit, unit in limits if limit is not None) or "no limit"
