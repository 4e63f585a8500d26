"""What VROOM can say and vrpcore's model cannot. All of it is told together."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.errors import Fault
from vrpcore.io.vroom.document import VroomInput, VroomJob, VroomVehicle

MAX_DIMENSIONS = 2
"""Quantities that loads have: the first becomes kilograms, the second litres."""


def refusals(document: VroomInput) -> Iterator[Fault]:
    """Everything in an input that has no counterpart."""
    if document.shipments:
        yield _refusal(
            "shipments",
            f"{len(document.shipments)} pairs of pickup and delivery",
            "deliveries from a depot and pickups for a depot",
            "state goods that go through a depot as jobs with delivery or pickup",
        )
    shared = _shared_places(document)
    for idx, job in enumerate(document.jobs):
        yield from _of_job(f"jobs.{idx}", job, shared)
    for idx, vehicle in enumerate(document.vehicles):
        yield from _of_vehicle(f"vehicles.{idx}", vehicle, document)


def place_key(index: int | None, coordinates: list[float] | None) -> str:
    """By what a place is known: its row of the matrix, or else its coordinates."""
    return f"#{index}" if index is not None else f"{coordinates}"


def _shared_places(document: VroomInput) -> frozenset[str]:
    seen: set[str] = {place_key(v.start_index, v.start) for v in document.vehicles}
    shared = set()
    for job in document.jobs:
        key = place_key(job.location_index, job.location)
        if key in seen:
            shared.add(key)
        seen.add(key)
    return frozenset(shared)


def _of_job(where: str, job: VroomJob, shared: frozenset[str]) -> Iterator[Fault]:
    if any(job.delivery or job.amount) and any(job.pickup):
        yield _refusal(
            f"{where}.pickup",
            "delivery and pickup in one job",
            "one of the two",
            "make it two jobs of one place",
        )
    if job.setup and place_key(job.location_index, job.location) in shared:
        yield _refusal(
            f"{where}.setup",
            "a setup time at a place with several jobs, which is paid once for all in a row",
            "setup times where there is one job",
            "make the jobs one, or put the time into service",
        )
    for name in ("setup_per_type", "service_per_type"):
        if getattr(job, name):
            yield _refusal(
                f"{where}.{name}",
                "a time by type of vehicle",
                "one time",
                "use service; or handling in vrpcore",
            )
    amounts = job.delivery or job.amount or job.pickup
    if len(amounts) > MAX_DIMENSIONS and any(amounts[MAX_DIMENSIONS:]):
        yield _dimensions(f"{where}.{'pickup' if job.pickup else 'delivery'}", len(amounts))


def _of_vehicle(where: str, vehicle: VroomVehicle, document: VroomInput) -> Iterator[Fault]:
    start, end = place_key(vehicle.start_index, vehicle.start), place_key(vehicle.end_index, vehicle.end)
    if start != end:
        yield _refusal(
            where,
            "a route that does not begin and end at one place",
            "start and end given, and the same",
            "give both; routes without return are not known to vrpcore",
        )
    if len(vehicle.capacity) > MAX_DIMENSIONS:
        yield _dimensions(f"{where}.capacity", len(vehicle.capacity))
    if vehicle.max_tasks is not None and vehicle.max_tasks < len(document.jobs):
        yield _refusal(
            f"{where}.max_tasks",
            "a greatest number of tasks",
            "no such limit",
            "remove it, or limit the load",
        )
    if vehicle.max_travel_time is not None:
        yield _refusal(
            f"{where}.max_travel_time",
            "a longest time of travel, service not counted",
            "a longest time from start to end (time_window), or a longest distance",
            "use time_window or max_distance",
        )
    if vehicle.max_distance is not None and vehicle.costs.per_hour:
        yield _refusal(
            f"{where}.max_distance",
            "a longest distance together with cost per hour of travel",
            "costs.per_hour 0, so that metres are metres",
            "set costs.per_hour to 0 and use costs.per_km",
        )
    if vehicle.speed_factor != 1:
        yield _refusal(
            f"{where}.speed_factor", "a speed factor", "1", "give it a profile with matrices of its own"
        )
    if vehicle.costs.per_task_hour:
        yield _refusal(f"{where}.costs.per_task_hour", "a cost of time spent on tasks", "0", "leave it out")
    if vehicle.steps:
        yield _refusal(
            f"{where}.steps",
            "a route to start from",
            "no steps",
            "solve first, or read it with read_vroom_solution",
        )
    for number, rest in enumerate(vehicle.breaks):
        if len(rest.time_windows) != 1 or rest.max_load is not None or rest.service == 0:
            yield _refusal(
                f"{where}.breaks.{number}",
                "a break with several or no time windows, with max_load, or of no length",
                "one time window, a length in service, no max_load",
                "choose one window",
            )


def _dimensions(where: str, number: int) -> Fault:
    return _refusal(
        where,
        f"{number} dimensions of load",
        f"at most {MAX_DIMENSIONS}: the first becomes kilograms, the second litres",
        "leave out dimensions that never bind",
    )


def _refusal(where: str, what: str, allowed: str, remedy: str) -> Fault:
    return Fault("vroom_unsupported", where, what, allowed, remedy)
