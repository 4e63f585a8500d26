"""VROOM's matrices as travel that costs what VROOM's costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vrpcore.errors import Fault
from vrpcore.io.vroom.document import Rows, VroomInput, VroomMatrices, VroomVehicle
from vrpcore.io.vroom.refusals import place_key

Json = dict[str, Any]  # Any: JSON
IntArray = npt.NDArray[np.int64]
_MIXED_PER_KM = 1.0
"""Where legs cost both time and distance, the distances of a profile are costs in thousandths."""


@dataclass(frozen=True)
class TravelOf:
    """The travel of a problem, and what else depends on it."""

    stated: Json
    depot_of: dict[str, str]
    """The depot at each start place."""
    is_given: bool
    """Whether there are matrices."""
    dearest_leg: int
    """Cost of the dearest leg, rounded up."""
    speed_kmh: float

    def cost_per_km(self, vehicle: VroomVehicle, matrices: VroomMatrices | None) -> float:
        """What a kilometre of the vehicle's profile costs; see `_profile` for what its kilometres are."""
        costs = vehicle.costs
        if not self.is_given:
            return costs.per_km + costs.per_hour / self.speed_kmh
        return _rate(vehicle, matrices or VroomMatrices())


def _rate(vehicle: VroomVehicle, matrices: VroomMatrices) -> float:
    costs = vehicle.costs
    if matrices.costs is not None:
        return 1000.0
    if costs.per_hour and costs.per_km:
        return _MIXED_PER_KM
    return costs.per_hour / 3.6 if costs.per_hour else float(costs.per_km)


def cost_profile(vehicle: VroomVehicle) -> str:
    """The profile of a vehicle: VROOM's, told apart by what its distances are."""
    costs = vehicle.costs
    if costs.per_hour and costs.per_km:
        return f"{vehicle.profile}/{costs.per_hour}/{costs.per_km}"
    return vehicle.profile if costs.per_hour else f"{vehicle.profile}/metres"


def given_matrices(stated: VroomInput) -> dict[str, VroomMatrices]:
    """Matrices by profile, the former way of giving them included."""
    former = {} if stated.matrix is None else {"car": VroomMatrices(durations=stated.matrix)}
    return former | stated.matrices


def travel_of(stated: VroomInput, speed_kmh: float, detour: float, faults: list[Fault]) -> TravelOf | None:
    """Travel between depots and jobs; None where a fault stands in the way."""
    given = given_matrices(stated)
    starts = dict.fromkeys(place_key(vehicle.start_index, vehicle.start) for vehicle in stated.vehicles)
    depot_of = {key: f"depot-{number}" for number, key in enumerate(starts, start=1)}
    if not given:
        return _great_circles(stated, depot_of, speed_kmh, detour, faults)
    rows = _rows(stated, faults)
    profiles: dict[str, Json] = {}
    dearest = 0.0
    for idx, vehicle in enumerate(stated.vehicles):
        matrices = given.get(vehicle.profile)
        if matrices is None or matrices.durations is None:
            faults.append(_missing(f"vehicles.{idx}.profile", f"durations of profile {vehicle.profile!r}"))
            continue
        profile = cost_profile(vehicle)
        if profile in profiles or rows is None:
            continue
        found = _profile(vehicle, profile, matrices, rows, faults)
        if found is not None:
            profiles[profile] = found
            rate = _rate(vehicle, matrices) / 1000
            dearest = max(dearest, max(map(max, found["distances_m"]), default=0) * rate)
    if faults:
        return None
    places = [*depot_of.values(), *(str(job.id) for job in stated.jobs)]
    travel = {"kind": "matrix", "place_ids": places, "profiles": list(profiles.values())}
    return TravelOf(travel, depot_of, True, math.ceil(dearest), speed_kmh)


def _rows(stated: VroomInput, faults: list[Fault]) -> list[int] | None:
    """The rows of the matrices that belong to the depots and jobs."""
    rows: list[int] = []
    starts = {
        place_key(v.start_index, v.start): (idx, v.start_index) for idx, v in enumerate(stated.vehicles[::-1])
    }
    order = dict.fromkeys(place_key(vehicle.start_index, vehicle.start) for vehicle in stated.vehicles)
    named = [
        (f"vehicles.{len(stated.vehicles) - 1 - starts[key][0]}.start_index", starts[key][1]) for key in order
    ]
    named += [(f"jobs.{idx}.location_index", job.location_index) for idx, job in enumerate(stated.jobs)]
    for where, row in named:
        if row is None:
            faults.append(_missing(where, "the row of the place in the matrices"))
        else:
            rows.append(row)
    return rows if len(rows) == len(named) else None


def _profile(
    vehicle: VroomVehicle, profile: str, matrices: VroomMatrices, rows: list[int], faults: list[Fault]
) -> Json | None:
    """Durations, and as distances whatever legs cost: seconds, metres, thousandths, or given costs."""
    durations = _part(matrices.durations, rows, f"matrices.{vehicle.profile}.durations", faults)
    costs = vehicle.costs
    if matrices.costs is not None:
        if costs.per_hour != 3600 or costs.per_km:
            faults.append(
                Fault(
                    "vroom_unsupported",
                    f"matrices.{vehicle.profile}.costs",
                    "a matrix of costs together with per_hour or per_km",
                    "one of the two, as in VROOM",
                    "leave out the costs of the vehicle",
                )
            )
        distances = _part(matrices.costs, rows, f"matrices.{vehicle.profile}.costs", faults)
    elif costs.per_km or not costs.per_hour:
        distances = _part(matrices.distances, rows, f"matrices.{vehicle.profile}.distances", faults)
        if costs.per_hour and distances is not None and durations is not None:
            distances = np.rint(durations * (costs.per_hour / 3.6) + distances * costs.per_km).astype(
                np.int64
            )
    else:
        distances = durations
    if durations is None or distances is None:
        return None
    return {"id": profile, "distances_m": distances.tolist(), "durations_s": durations.tolist()}


def _part(matrix: Rows | None, rows: list[int], where: str, faults: list[Fault]) -> IntArray | None:
    if matrix is None:
        faults.append(_missing(where, "a matrix that costs.per_km or a missing costs.per_hour needs"))
        return None
    if any(len(line) != len(matrix) for line in matrix) or max(rows, default=0) >= len(matrix):
        faults.append(
            Fault(
                "not_a_matrix",
                where,
                f"{len(matrix)} rows, of which some have another length or are too few for the places",
                "a square matrix with a row for each index that is used",
                "complete it",
            )
        )
        return None
    return np.array(matrix, dtype=np.int64)[np.ix_(rows, rows)]


def _great_circles(
    stated: VroomInput, depot_of: dict[str, str], speed_kmh: float, detour: float, faults: list[Fault]
) -> TravelOf | None:
    for idx, vehicle in enumerate(stated.vehicles):
        if vehicle.start is None:
            faults.append(_missing(f"vehicles.{idx}.start", "coordinates, as there are no matrices"))
    for idx, job in enumerate(stated.jobs):
        if job.location is None:
            faults.append(_missing(f"jobs.{idx}.location", "coordinates, as there are no matrices"))
    names = dict.fromkeys(vehicle.profile for vehicle in stated.vehicles)
    profiles = [{"id": name, "speed_kmh": speed_kmh, "detour": detour} for name in names]
    if faults:
        return None
    half_way_round_km = 20_100 * detour
    rate = max(v.costs.per_km + v.costs.per_hour / speed_kmh for v in stated.vehicles)
    travel = {"kind": "geodesic", "profiles": profiles}
    return TravelOf(travel, depot_of, False, math.ceil(half_way_round_km * rate), speed_kmh)


def _missing(where: str, what: str) -> Fault:
    return Fault("missing_field", where, f"{what} missing", "a value", "add it")
