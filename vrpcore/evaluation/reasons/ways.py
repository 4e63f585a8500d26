"""The legs that insertions of one customer need."""

from __future__ import annotations

from collections.abc import Iterable

from vrpcore.evaluation.reasons.insertions import Insertion
from vrpcore.evaluation.tables import Tables

Leg = tuple[int, int]
"""Metres and seconds; negative where there is no way."""


class Ways:
    """Legs from and to one customer, asked of travel once per profile.

    Parameters
    ----------
    tables
        Of the problem.
    place_idx
        Place of the customer.
    found
        The insertions that are to be tried.
    between
        Legs from stops to depots by profile, stop and depot, shared by all customers; filled as needed.
    """

    def __init__(
        self,
        tables: Tables,
        place_idx: int,
        found: Iterable[Insertion],
        between: dict[tuple[str, int, int], Leg],
    ) -> None:
        self._tables = tables
        self._here = place_idx
        self._legs: dict[str, dict[int, tuple[Leg, Leg]]] = {}
        self._between = between
        bases = {id(insertion.base): insertion.base for insertion in found}
        places: dict[str, set[int]] = {}
        for base in bases.values():
            wanted = places.setdefault(base.route.vehicle_type.profile, set(tables.depot_idx.values()))
            wanted.update(event.place_idx for event in base.route.events)
        for profile, some in places.items():
            others = sorted(some)
            there, back = self._ask(profile, others, place_idx), self._ask(profile, place_idx, others)
            self._legs[profile] = dict(zip(others, zip(there, back, strict=True), strict=True))

    def _ask(self, profile: str, origins: int | list[int], destinations: int | list[int]) -> list[Leg]:
        travel = self._tables.travel
        distances, durations = travel.legs(travel.profile_idx(profile), origins, destinations)
        return list(zip(distances.tolist(), durations.tolist(), strict=True))

    def legs(self, insertion: Insertion) -> list[Leg]:
        """The new legs of an insertion, the one to the next old stop included; none for a joined visit."""
        if insertion.kind == "join":
            return []
        route, after_idx = insertion.base.route, insertion.after_idx
        profile = route.vehicle_type.profile
        known = self._legs[profile]
        before = route.home_idx if after_idx < 0 else route.events[after_idx].place_idx
        after = route.events[after_idx + 1].place_idx
        if insertion.kind == "insert":
            return [known[before][0], known[after][1]]
        depot_idx = self._tables.depot_idx[insertion.depot.id]
        return [self._to_depot(profile, before, depot_idx), known[depot_idx][0], known[after][1]]

    def _to_depot(self, profile: str, before: int, depot_idx: int) -> Leg:
        key = profile, before, depot_idx
        if key not in self._between:
            self._between[key] = self._ask(profile, [before], [depot_idx])[0]
        return self._between[key]
