"""VROOM's vehicles as depots and vehicle types, and its priorities as prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vrpcore.io.vroom.document import VroomInput, VroomJob, VroomVehicle
from vrpcore.io.vroom.matrices import TravelOf, cost_profile, given_matrices
from vrpcore.io.vroom.refusals import place_key

Json = dict[str, Any]  # Any: JSON
FOREVER_S = 10**8
"""The end of a working day without end, and the latest time that is told apart: three years."""
EPOCH_FROM = 10**9
"""Times of at least this are seconds since 1970, not since the beginning of the plan."""
_LARGEST_PRICE = 1e9


def depots(stated: VroomInput, depot_of: Mapping[str, str]) -> list[Json]:
    """A centre at every place where vehicles start."""
    found: dict[str, Json] = {}
    for vehicle in stated.vehicles:
        id_ = depot_of[place_key(vehicle.start_index, vehicle.start)]
        location = None if vehicle.start is None else {"x": vehicle.start[0], "y": vehicle.start[1]}
        found.setdefault(id_, {"id": id_, "location": location})
    return list(found.values())


def vehicle_types(stated: VroomInput, travel: TravelOf, origin_s: int) -> list[Json]:
    """Equal vehicles as one type; those that may serve no job are left out."""
    needed = {skill for job in stated.jobs for skill in job.skills}
    groups: dict[str, tuple[Json, list[str]]] = {}
    given = given_matrices(stated)
    for vehicle in stated.vehicles:
        fields = _fields(vehicle, travel, origin_s)
        fields["cost_per_km"] = travel.cost_per_km(vehicle, given.get(vehicle.profile))
        if needed - set(vehicle.skills):
            allowed = [str(job.id) for job in stated.jobs if set(job.skills) <= set(vehicle.skills)]
            if not allowed:
                continue
            fields["area"] = {"customers": allowed}
        groups.setdefault(repr(fields), (fields, []))[1].append(str(vehicle.id))
    return [
        {"id": f"type-{number}", "count": len(ids), "vehicle_ids": ids, **fields}
        for number, (fields, ids) in enumerate(groups.values(), start=1)
    ]


def _fields(vehicle: VroomVehicle, travel: TravelOf, origin_s: int) -> Json:
    begin, end = 0, FOREVER_S
    if vehicle.time_window is not None:
        begin, end = (min(max(0, moment - origin_s), FOREVER_S) for moment in vehicle.time_window)
    costs = vehicle.costs
    capacity: list[int | None] = [*vehicle.capacity[:2], None, None]
    return {
        "depot_id": travel.depot_of[place_key(vehicle.start_index, vehicle.start)],
        "capacity_kg": capacity[0],
        "capacity_m3": None if capacity[1] is None else capacity[1] / 1000,
        "fixed_cost_per_day": costs.fixed,
        "shift": {"earliest": begin, "latest": end},
        "breaks": [
            {
                "earliest": max(0, rest.time_windows[0][0] - origin_s),
                "latest": min(rest.time_windows[0][1] - origin_s, FOREVER_S),
                "duration_s": rest.service,
            }
            for rest in sorted(vehicle.breaks, key=lambda rest: rest.time_windows[0])
        ],
        "max_distance_m": vehicle.max_distance,
        "profile": cost_profile(vehicle) if travel.is_given else vehicle.profile,
    }


def unserved_prices(stated: VroomInput, travel: TravelOf) -> list[float]:
    """Prices that make serving pay: VROOM serves by priority first, then as many as it can, then cheaply.

    Serving a job in whatever route adds at most two of the dearest legs and a vehicle; that is what a job of
    priority 0 costs unserved. One step of priority outweighs all jobs without.
    """
    fixed = max((vehicle.costs.fixed for vehicle in stated.vehicles), default=0)
    base = 2 * travel.dearest_leg + fixed + 1
    step = len(stated.jobs) + 1 if any(job.priority for job in stated.jobs) else 0

    def price(job: VroomJob) -> float:
        return min(_LARGEST_PRICE, float(base * (1 + job.priority * step)))

    return [price(job) for job in stated.jobs]
