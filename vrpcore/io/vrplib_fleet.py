"""The vehicles of a VRPLIB file, equal ones together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from vrpcore.errors import FileFormatError
from vrpcore.io.vrplib_file import VrplibFile
from vrpcore.io.vrplib_rounding import IntArray
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.location import Reach
from vrpcore.models.vehicle import VehicleType

MAX_TRIPS = 10_000


@dataclass(frozen=True, slots=True)
class _Traits:
    """All that can tell one vehicle from another."""

    depot: int
    capacity: int | None
    fixed_cost: int
    unit_distance_cost: int
    max_duration: int | None
    max_distance: int | None
    max_reloads: int | None
    reload_depots: tuple[int, ...]
    allowed_customers: tuple[int, ...] | None


def vehicle_types(file: VrplibFile, latest_end: int) -> list[VehicleType]:
    """Vehicle types in the order of their first vehicle; vehicle *k* of the file is called ``str(k)``.

    Parameters
    ----------
    file
        The figures.
    latest_end
        End of the shift where the file has no time windows.
    """
    numbers = defaultdict(list)
    for vehicle in range(file.num_vehicles):
        numbers[_traits(file, vehicle)].append(vehicle + 1)
    return [_vehicle_type(file, traits, which, latest_end) for traits, which in numbers.items()]


def _traits(file: VrplibFile, vehicle: int) -> _Traits:
    def of(figures: IntArray | None) -> int | None:
        return None if figures is None else int(figures[vehicle])

    allowed = None if file.allowed_customers is None else file.allowed_customers[vehicle]
    if allowed is not None and len(allowed) == file.num_nodes - file.num_depots:
        allowed = None
    return _Traits(
        depot=int(file.vehicle_depots[vehicle]),
        capacity=of(file.capacities),
        fixed_cost=int(file.fixed_costs[vehicle]),
        unit_distance_cost=int(file.unit_distance_costs[vehicle]),
        max_duration=of(file.max_durations),
        max_distance=of(file.max_distances),
        max_reloads=of(file.max_reloads),
        reload_depots=file.reload_depots[vehicle] if file.reload_depots else (),
        allowed_customers=allowed,
    )


def _vehicle_type(file: VrplibFile, traits: _Traits, numbers: list[int], latest_end: int) -> VehicleType:
    shift = (0, latest_end) if file.windows is None else tuple(map(int, file.windows[traits.depot]))
    return VehicleType(
        id=f"type-{numbers[0]}",
        depot_id=str(traits.depot),
        count=len(numbers),
        vehicle_ids=tuple(map(str, numbers)),
        capacity_kg=None if traits.capacity is None else traits.capacity / file.rounding.factor,
        fixed_cost_per_day=float(traits.fixed_cost),
        cost_per_km=1000.0 * traits.unit_distance_cost,
        shift=TimeWindow(earliest=shift[0], latest=shift[1]),
        max_duration_s=traits.max_duration,
        max_distance_m=traits.max_distance,
        max_trips=_max_trips(traits),
        reload_depot_ids=tuple(str(depot) for depot in traits.reload_depots if depot != traits.depot),
        area=(
            None
            if traits.allowed_customers is None
            else Reach(customers=tuple(map(str, traits.allowed_customers)))
        ),
    )


def _max_trips(traits: _Traits) -> int | None:
    """Loadings of a day: as many as the vehicle likes where it may reload and nothing limits that."""
    if not traits.reload_depots:
        return 1
    if traits.depot not in traits.reload_depots:
        raise FileFormatError(
            f"VEHICLES_RELOAD_DEPOT_SECTION lets vehicles of depot {traits.depot + 1} reload elsewhere "
            "but not there; allowed: reload depots among which is the home depot"
        )
    if traits.max_reloads is None or traits.max_reloads >= MAX_TRIPS:
        return None
    return traits.max_reloads + 1
