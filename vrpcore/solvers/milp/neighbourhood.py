"""Which vehicle days to plan anew together: those whose customers are neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from vrpcore.lowering.solution import Solution, Stop
from vrpcore.solvers.milp.admission import Admission
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.part import orders_of
from vrpcore.solvers.milp.visits import stops_of

_FEWEST_TO_DIVIDE = 20
"""A problem with fewer visits is always planned as a whole."""
_UNUSED_DAYS_PER_TYPE = 2
_UNUSED_PER_DAY = 2
"""Unused slots that a part gets of each vehicle type that could serve it."""


class Neighbourhoods:
    """Chooses slots and undelivered orders for parts of a solution.

    Parameters
    ----------
    context, admission
        Of the whole problem.
    visits_per_part
        About so many visits make a part; a problem without more is one part.
    seed
        Seed of the variation from one pass to the next.
    """

    def __init__(self, context: Context, admission: Admission, visits_per_part: int, seed: int) -> None:
        self._context = context
        self._admission = admission
        self._visits_per_part = visits_per_part
        self._random = np.random.default_rng(seed)

    def around(
        self, solution: Solution, center: int | None, *, vary: bool
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the slots and undelivered orders of a part, ascending.

        Parameters
        ----------
        center
            A used slot, or None for a part around the undelivered orders.
        vary
            Whether to take smaller parts and mix chance into the choice, for a further pass.
        """
        stops = {slot: [stop for _, stop in found] for slot, found in stops_of(solution).items() if found}
        undelivered = self._undelivered(solution)
        num_visits = sum(map(len, stops.values())) + len(undelivered)
        most = self._visits_per_part
        if vary and num_visits >= _FEWEST_TO_DIVIDE:
            most = min(most, num_visits) // 2
        if num_visits <= most:
            return tuple(range(self._context.instance.num_slots)), tuple(undelivered)
        chosen: list[int] = []
        visits = [Stop((order,)) for order in undelivered[: most // 2]]
        if center is not None:
            chosen.append(center)
            visits = stops[center]
        room = most - len(visits)
        used = sorted(stops)
        relation = self._relation(visits, stops, center)
        if vary:
            relation = relation * self._random.uniform(0.2, 1.0, len(relation))
        for position in np.argsort(-relation, kind="stable"):
            slot = used[int(position)]
            if slot != center and relation[position] > 0 and len(stops[slot]) <= room:
                chosen.append(slot)
                room -= len(stops[slot])
        visits = [stop for slot in chosen for stop in stops[slot]]
        extra = undelivered
        if center is not None:
            extra = [o for o in extra if any(self._admission.depots((o,), slot) for slot in chosen)]
        if visits and len(extra) > room:
            extra = sorted(extra, key=lambda o: self._distance(o, visits))
        extra = extra[: max(room, most // 4)]
        visits += [Stop((order,)) for order in extra]
        chosen += self._unused(set(used), visits, vary=vary)
        return tuple(sorted(chosen)), tuple(sorted(extra))

    def _undelivered(self, solution: Solution) -> list[int]:
        brought = {order for route in solution.routes for order in orders_of(route)}
        return [order for order in range(self._context.instance.num_orders) if order not in brought]

    def _relation(
        self, visits: list[Stop], stops: dict[int, list[Stop]], center: int | None
    ) -> npt.NDArray[np.float64]:
        """Return how much each used slot has to do with some visits: what could change over, by nearness.

        Parameters
        ----------
        visits
            The visits of the slot `center`, or undelivered ones where that is None.
        """
        context = self._context
        context.check()
        metres = context.travel(0)[0]
        own = [context.place(stop) for stop in visits]
        if not own:
            return np.zeros(len(stops))
        scale = max(1.0, float(np.median(metres[np.ix_(own, own)])) / 4)
        result = []
        for slot, others in sorted(stops.items()):
            places = [context.place(stop) for stop in others]
            near = np.minimum(metres[np.ix_(own, places)], metres[np.ix_(places, own)].T)
            over = [bool(self._admission.depots(stop.orders, slot)) for stop in visits]
            related = np.exp(-near.min(axis=1) / scale)[over].sum()
            if center is not None:
                back = [bool(self._admission.depots(stop.orders, center)) for stop in others]
                related += np.exp(-near.min(axis=0) / scale)[back].sum()
            result.append(float(related))
        return np.array(result)

    def _unused(self, used: set[int], visits: list[Stop], *, vary: bool) -> list[int]:
        """Return unused slots, a few of each vehicle type, on the days on which they could do most."""
        slots = self._context.instance.slots
        by_day: dict[tuple[int, int], list[int]] = {}
        for slot in range(self._context.instance.num_slots):
            if slot not in used:
                by_day.setdefault((int(slots.vehicle_type[slot]), int(slots.day[slot])), []).append(slot)
        ranked: dict[int, list[tuple[float, int, list[int]]]] = {}
        for (vehicle_type, day), equal in by_day.items():
            use = sum(bool(self._admission.depots(stop.orders, equal[0])) for stop in visits)
            if use:
                weight = use * (float(self._random.uniform(0.5, 1.0)) if vary else 1.0)
                ranked.setdefault(vehicle_type, []).append((-weight, day, equal))
        return [
            slot
            for days in ranked.values()
            for _, _, equal in sorted(days)[:_UNUSED_DAYS_PER_TYPE]
            for slot in equal[:_UNUSED_PER_DAY]
        ]

    def _distance(self, order: int, visits: list[Stop]) -> float:
        metres = self._context.travel(0)[0]
        places = [self._context.place(stop) for stop in visits]
        return float(metres[self._context.place(Stop((order,))), places].min())


def centers(solution: Solution) -> Iterator[int | None]:
    """Yield what parts are made around: used slots, the emptiest first as they may be given up; then None."""
    sizes = [(sum(len(trip.stops) for trip in route.trips), route.slot) for route in solution.routes]
    yield from (slot for _, slot in sorted(sizes))
    yield None
