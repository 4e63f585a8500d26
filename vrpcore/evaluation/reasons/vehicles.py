"""Tests of the vehicles that load at a depot: whether they may go there, and are large enough."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import Visit
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.texts import cases, cubic_metres, kilograms
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Reason
from vrpcore.models.vehicle import VehicleType

_TEXTS = (kilograms, cubic_metres, cases)


def loads_at(vehicle_type: VehicleType, depot: Depot) -> bool:
    """Whether vehicles of a type may ever load at a depot."""
    if vehicle_type.count == 0:
        return False
    if vehicle_type.depot_id == depot.id:
        return True
    return depot.id in vehicle_type.reload_depot_ids and vehicle_type.max_trips != 1


def obstacles(tables: Tables, vehicle_type: VehicleType, depot: Depot, visit: Visit) -> Iterator[Reason]:
    """Why no vehicle of a type can make a visit, even empty and with all day before it."""
    name = f"vehicle type {vehicle_type.id!r} of depot {depot.id!r}"
    if vehicle_type.reserve and not tables.problem.policy.use_reserve:
        yield Reason(
            code=codes.RESERVE_VEHICLE,
            text=f"{name} is a reserve, which the policy does not call out",
            depot_id=depot.id,
        )
    if not tables.may_visit(vehicle_type, visit.customer):
        yield Reason(
            code=codes.OUTSIDE_AREA,
            text=f"customer {visit.customer.id!r} is outside the area of {name}",
            depot_id=depot.id,
        )
    cargo = (visit.cargo.grams, visit.cargo.cm3, visit.cargo.cases)
    for load, limit, text in zip(cargo, tables.limits_of(vehicle_type), _TEXTS, strict=True):
        if limit is not None and load > limit:
            yield Reason(
                code=codes.OVER_CAPACITY,
                text=f"{text(load)} are more than {name} holds: {text(limit)}",
                depot_id=depot.id,
            )
