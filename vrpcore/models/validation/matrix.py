"""Given travel matrices: complete, and with a way to every customer who ordered."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from vrpcore.errors import Fault
from vrpcore.models.faults import fault
from vrpcore.models.travel import MatrixProfile
from vrpcore.models.validation.draft import Draft


def matrix_size(draft: Draft) -> Iterator[Fault]:
    """Each matrix has a row and a column for each place."""
    travel = draft.problem.travel
    if travel.kind != "matrix":
        return
    for idx, profile in enumerate(travel.profiles):
        size = profile.distances_m.shape[0]
        if size != len(travel.place_ids):
            yield fault(
                "matrix_size",
                f"travel.profiles.{idx}.distances_m",
                f"{size} rows and columns for {len(travel.place_ids)} place_ids",
                "one row and one column per place, in the order of place_ids",
                "complete the matrices or the place_ids",
            )


def missing_places(draft: Draft) -> Iterator[Fault]:
    """Every customer and depot has its row. Rows of other places do no harm."""
    travel = draft.problem.travel
    if travel.kind != "matrix":
        return
    known = set(travel.place_ids)
    for part in ("customers", "depots"):
        for idx, id_ in draft.ids(part):
            if id_ not in known:
                yield fault(
                    "missing_place",
                    f"{part}.{idx}.id",
                    f"{id_!r} has no row in the travel matrix",
                    "every customer and depot among travel.place_ids",
                    "add its row and column, or correct the id",
                )


def unreachable_locations(draft: Draft) -> Iterator[Fault]:
    """There is a way from some depot to each customer who ordered, and a way back, in one profile."""
    travel = draft.problem.travel
    if travel.kind != "matrix" or any(
        profile.distances_m.shape[0] != len(travel.place_ids) for profile in travel.profiles
    ):
        return
    used = {vehicle_type.profile for _, vehicle_type in draft.vehicle_types}
    profiles = [p for p in travel.profiles if p.id in used or not draft.is_whole("vehicle_types")]
    row_of = {id_: row for row, id_ in enumerate(travel.place_ids)}
    depot_ids = [id_ for _, id_ in draft.ids("depots") if id_ in row_of]
    wanted = draft.ordering_customer_ids
    customers = [(idx, id_) for idx, id_ in draft.ids("customers") if id_ in wanted and id_ in row_of]
    if not profiles or not depot_ids or not customers:
        return  # other rules tell
    rows = np.array([row_of[id_] for id_ in [*depot_ids, *(id_ for _, id_ in customers)]])
    served = np.zeros(len(rows), dtype=bool)
    for profile in profiles:
        served |= _served(profile, rows, len(depot_ids))
    for (idx, id_), is_served in zip(customers, served[len(depot_ids) :], strict=True):
        if not is_served:
            yield fault(
                "unreachable_location",
                f"customers.{idx}.id",
                f"no vehicle's travel profile has a way from a depot to {id_!r} and back to a depot",
                "entries of 0 or more on some way to and from every customer with orders",
                "correct the -1 entries of its row and column, or take its orders out",
            )


def _served(profile: MatrixProfile, rows: npt.NDArray[np.intp], num_depots: int) -> npt.NDArray[np.bool_]:
    """Whether a round trip from and to depots leads through each of the places, perhaps through others."""
    has_way = ((profile.distances_m >= 0) & (profile.durations_s >= 0))[np.ix_(rows, rows)]
    outward, homeward = _closure(has_way, num_depots), _closure(has_way.T, num_depots)
    return outward & homeward


def _closure(has_way: npt.NDArray[np.bool_], num_depots: int) -> npt.NDArray[np.bool_]:
    """The places that can be reached from the first `num_depots` ones."""
    reached = np.zeros(len(has_way), dtype=bool)
    reached[:num_depots] = True
    frontier = np.flatnonzero(reached)
    while len(frontier):
        new = has_way[frontier].any(axis=0) & ~reached
        reached |= new
        frontier = np.flatnonzero(new)
    return reached
