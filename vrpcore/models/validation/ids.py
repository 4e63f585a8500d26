"""Every id names one thing only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vrpcore.errors import Fault
from vrpcore.language import Kind, told
from vrpcore.models.faults import fault
from vrpcore.models.location import Reach
from vrpcore.models.validation.draft import Draft

_NAMESPACES = (
    ("townships",),
    ("products",),
    ("customers", "depots"),  # both are places: matrices and schedules name them alike
    ("orders",),
    ("vehicle_types",),
)


def _repeated(placed_ids: Iterable[tuple[str, str]], allowed: str) -> Iterator[Fault]:
    """Faults for all but the first of equal ids, given as (path, id)."""
    first: dict[str, str] = {}
    for where, id_ in placed_ids:
        if id_ in first:
            yield fault(
                "duplicate_id",
                where,
                told("{id!r} already stands at {place}", id=id_, place=first[id_]),
                allowed,
                told("rename one of the two, or remove it if they are the same thing"),
            )
        else:
            first[id_] = where


def duplicate_ids(draft: Draft) -> Iterator[Fault]:
    """Ids of things of one kind differ; customers and depots are of one kind."""
    for parts in _NAMESPACES:
        ids = [id_ for part in parts for _, id_ in draft.ids(part)]
        if len(set(ids)) < len(ids):
            yield from _repeated(
                ((f"{part}.{idx}.id", id_) for part in parts for idx, id_ in draft.ids(part)),
                told("ids that differ among all {things}", things=Kind(parts[0]))
                if len(parts) == 1
                else told(
                    "ids that differ among all {one} and {other}", one=Kind(parts[0]), other=Kind(parts[1])
                ),
            )


def duplicate_profiles(draft: Draft) -> Iterator[Fault]:
    """Travel profiles differ by id, and a matrix has one row per place."""
    travel = draft.problem.travel
    profile_ids = [profile.id for profile in travel.profiles]
    yield from _repeated(
        ((f"travel.profiles.{idx}.id", id_) for idx, id_ in enumerate(profile_ids)),
        "profile ids that differ",
    )
    if travel.kind == "matrix":
        yield from _repeated(
            ((f"travel.place_ids.{idx}", id_) for idx, id_ in enumerate(travel.place_ids)),
            told("each place once"),
        )


def duplicate_vehicles(draft: Draft) -> Iterator[Fault]:
    """Single vehicles have different names over all types, and as many names as there are vehicles."""
    numbered = {t.id: t.count for _, t in draft.vehicle_types if t.vehicle_ids is None}
    named: list[tuple[str, str]] = []
    for idx, vehicle_type in draft.vehicle_types:
        if vehicle_type.vehicle_ids is None:
            continue
        where = f"vehicle_types.{idx}.vehicle_ids"
        if len(vehicle_type.vehicle_ids) != vehicle_type.count:
            yield fault(
                "vehicle_count",
                where,
                told(
                    "{names} names for {number} vehicles",
                    names=len(vehicle_type.vehicle_ids),
                    number=vehicle_type.count,
                ),
                told("as many vehicle_ids as count says"),
                told("set count to {number}, or complete the names", number=len(vehicle_type.vehicle_ids)),
            )
        named += [(f"{where}.{i}", id_) for i, id_ in enumerate(vehicle_type.vehicle_ids)]
    yield from _repeated(named, told("vehicle ids that differ over all vehicle types"))
    for where, id_ in named:
        # Types without names call their vehicles <id>-1, <id>-2, …; those never collide with each other.
        type_id, _, number = id_.rpartition("-")
        is_number = number.isascii() and number.isdigit() and number == str(int(number[:9]))
        if is_number and 1 <= int(number) <= numbered.get(type_id, 0):
            yield fault(
                "duplicate_id",
                where,
                f"{id_!r} is also the name of a vehicle of type {type_id!r}",
                told("vehicle ids that differ over all vehicle types"),
                f"rename it, or give type {type_id!r} vehicle_ids of its own",
            )


def duplicate_members(draft: Draft) -> Iterator[Fault]:
    """Lists of ids name each thing once, and each vehicle has one state."""
    for idx, depot in draft.depots:
        yield from _reach_members(f"depots.{idx}.reach", depot.reach)
    for idx, vehicle_type in draft.vehicle_types:
        where = f"vehicle_types.{idx}"
        yield from _reach_members(f"{where}.area", vehicle_type.area)
        yield from _members(f"{where}.reload_depot_ids", vehicle_type.reload_depot_ids)
    yield from _repeated(
        ((f"vehicle_states.{idx}.vehicle_id", state.vehicle_id) for idx, state in draft.vehicle_states),
        "one state per vehicle",
    )


def _reach_members(where: str, reach: Reach | None) -> Iterator[Fault]:
    if reach is not None:
        yield from _members(f"{where}.townships", reach.townships or ())
        yield from _members(f"{where}.customers", reach.customers or ())


def _members(where: str, ids: tuple[str, ...]) -> Iterator[Fault]:
    if len(set(ids)) < len(ids):
        yield from _repeated(((f"{where}.{idx}", id_) for idx, id_ in enumerate(ids)), told("each id once"))
