"""Tests of the vehicles that load at a depot: whether they may go there, and are large enough."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import Visit
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.texts import cases, cubic_metres, kilograms
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Reason
from vrpcore.models.message import message
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
    if vehicle_type.reserve and not tables.problem.policy.use_reserve:
        text = message(
            "vehicle type {vehicle_type!r} of depot {depot!r} is a reserve, which the policy does "
            "not call out",
            vehicle_type=vehicle_type.id,
            depot=depot.id,
        )
        yield Reason.of(codes.RESERVE_VEHICLE, text, depot.id)
    if not tables.may_visit(vehicle_type, visit.customer):
        text = message(
            "customer {customer!r} is outside the area of vehicle type {vehicle_type!r} of depot {depot!r}",
            customer=visit.customer.id,
            vehicle_type=vehicle_type.id,
            depot=depot.id,
        )
        yield Reason.of(codes.OUTSIDE_AREA, text, depot.id)
    cargo = (visit.cargo.grams, visit.cargo.cm3, visit.cargo.cases)
    for load, limit, said in zip(cargo, tables.limits_of(vehicle_type), _TEXTS, strict=True):
        if limit is not None and load > limit:
            text = message(
                "{load} are more than vehicle type {vehicle_type!r} of depot {depot!r} holds: {limit}",
                load=said(load),
                vehicle_type=vehicle_type.id,
                depot=depot.id,
                limit=said(limit),
            )
            yield Reason.of(codes.OVER_CAPACITY, text, depot.id)
