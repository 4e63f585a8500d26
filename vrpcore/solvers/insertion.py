"""Taking one more visit into a plan at the least exact cost: one place for all solvers in Python.

Every gap has a lower bound of its extra cost (no waiting, no further rest). Gaps are costed exactly in the
order of these bounds, until no later one can be cheaper than the best found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE, IntArray
from vrpcore.lowering.solution import RoutePlan, Stop, TripPlan
from vrpcore.lowering.visit import Visit
from vrpcore.solvers.costing import Costing
from vrpcore.solvers.gaps import Row, empty_route, gaps_of
from vrpcore.solvers.rests import with_rests
from vrpcore.solvers.stops import joined_stop


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to take a stop in, with the least that it can cost more."""

    least: int
    slot: int
    trip: int
    position: int
    kind: str
    """``insert``: a new stop; ``trip``: a new trip; ``join``: part of the stop at this position."""
    depot: int
    stop: Stop
    """What stands in the route afterwards."""
    brought: Stop
    """What is brought in addition."""
    rest_cost: int = 0
    """Cost of what still is missing afterwards, if only a part is brought."""

    @property
    def bound(self) -> int:
        """The least that the plan pays for the extra way and the rest together."""
        return self.least + self.rest_cost

    def change(self, route: RoutePlan) -> RoutePlan:
        """Return the route with the stop taken in; its rests stay where they are."""
        nth, position, trips = self.trip, self.position, route.trips
        if self.kind == "trip":
            return replace(route, trips=(*trips[:nth], TripPlan(self.depot, (self.stop,)), *trips[nth:]))
        stops = trips[nth].stops
        rest = position + 1 if self.kind == "join" else position
        changed = replace(trips[nth], stops=(*stops[:position], self.stop, *stops[rest:]))
        return replace(route, trips=(*trips[:nth], changed, *trips[nth + 1 :]))


@dataclass(frozen=True, slots=True)
class Insertion:
    """A candidate that keeps every rule of its route, and its exact cost."""

    extra: int
    """Cost units that the route costs more."""
    candidate: Candidate
    route: RoutePlan

    @property
    def total(self) -> int:
        """Extra cost and the cost of what still is missing."""
        return self.extra + self.candidate.rest_cost


@dataclass(frozen=True, slots=True)
class JoinSite:
    """A stop of a route that a customer's further goods may be added to."""

    slot: int
    trip: int
    position: int
    depot: int
    present: Stop
    gap: IntArray
    """The column of the route's gaps that tells the room there."""


def candidates(
    costing: Costing, gaps: IntArray, visit: Visit, below: int, rest_cost: int = 0
) -> list[Candidate]:
    """Return the gaps that may take in a visit, load, way and time allowing, cheapest bound first.

    Parameters
    ----------
    below
        Only those that may cost less than this, the rest included, are wanted.
    rest_cost
        Cost of what still is missing afterwards.
    """
    instance = costing.instance
    types = instance.vehicle_types
    surcharges = np.array(visit.surcharges, dtype=np.int64)
    may_go = np.array([t.is_usable and bool(t.area[visit.customer]) for t in types])
    first = Row.ROOM_AFTER_G if visit.is_pickup else Row.ROOM_G
    load = np.array(visit.load, dtype=np.int64)
    is_open = (surcharges[gaps[Row.DEPOT]] != NO_PRICE) & may_go[gaps[Row.TYPE]]
    is_open &= (gaps[first : first + 3] >= load[:, None]).all(axis=0)
    gaps = gaps[:, is_open]
    longer_m, longer_s, is_possible = _detours(costing, gaps, visit)
    least = gaps[Row.DAY_COST] + _rate(costing, gaps, "cost_per_metre") * longer_m
    least += _rate(costing, gaps, "cost_per_second") * (gaps[Row.SLACK_S] + longer_s)
    if not visit.is_pickup:
        fees = np.array([depot.fee_per_gram for depot in instance.depots], dtype=np.int64)
        per_gram = fees[gaps[Row.DEPOT]] + _rate(costing, gaps, "loader_per_gram")
        least += visit.load[0] * per_gram + surcharges[gaps[Row.DEPOT]]
    columns = np.flatnonzero(is_possible & (least < below - rest_cost))
    columns = columns[np.argsort(least[columns], kind="stable")]
    wanted = np.array([Row.SLOT, Row.TRIP, Row.POSITION, Row.IS_TRIP, Row.DEPOT], dtype=np.int64)
    return [
        Candidate(
            bound,
            slot,
            trip,
            position,
            "trip" if is_trip else "insert",
            depot,
            visit.stop,
            visit.stop,
            rest_cost,
        )
        for bound, (slot, trip, position, is_trip, depot) in zip(
            least[columns].tolist(), gaps[np.ix_(wanted, columns)].T.tolist(), strict=True
        )
    ]


def _rate(costing: Costing, gaps: IntArray, name: str) -> IntArray:
    """A rate of each gap's vehicle type."""
    rates = np.array([getattr(t, name) for t in costing.instance.vehicle_types], dtype=np.int64)
    found: IntArray = rates[gaps[Row.TYPE]]
    return found


def _detours(costing: Costing, gaps: IntArray, visit: Visit) -> tuple[IntArray, IntArray, IntArray]:
    """Metres and seconds that each gap becomes longer, and whether way and time may allow it."""
    instance = costing.instance
    types = instance.vehicle_types
    place = instance.place_of(visit.customer)
    services = np.array([visit.service_duration(t) for t in types], dtype=np.int64)[gaps[Row.TYPE]]
    loadings = np.array([t.loading_duration for t in types], dtype=np.int64)[gaps[Row.TYPE]]
    profiles = np.array([t.profile for t in types], dtype=np.int64)[gaps[Row.TYPE]]
    is_trip = gaps[Row.IS_TRIP] > 0
    reload = np.where(is_trip, gaps[Row.DEPOT], gaps[Row.ORIGIN])
    metres = np.zeros((3, gaps.shape[1]), dtype=np.int64)
    seconds = metres.copy()
    for profile in np.unique(profiles).tolist():
        mine = profiles == profile
        for leg, (origins, targets) in enumerate(
            (
                (gaps[Row.ORIGIN, mine], reload[mine]),
                (reload[mine], np.full(int(mine.sum()), place)),
                (np.full(int(mine.sum()), place), gaps[Row.TARGET, mine]),
            )
        ):
            found = instance.travel.legs(profile, origins, targets)
            metres[leg, mine], seconds[leg, mine] = found
    is_possible = (metres >= 0).all(axis=0) & (seconds >= 0).all(axis=0)
    loading = np.where(is_trip, loadings, 0)
    longer_m = metres.sum(axis=0) - gaps[Row.DIRECT_M]
    longer_s = seconds.sum(axis=0) - gaps[Row.DIRECT_S] + loading + services
    is_possible &= (longer_m <= gaps[Row.LEFT_M]) & (longer_s <= gaps[Row.LEFT_S])
    arrival = gaps[Row.READY] + seconds[0] + loading + seconds[1]
    if visit.spans:
        begins = np.maximum(arrival, visit.spans[0][0])
        is_possible &= (begins <= visit.spans[-1][1]) & (begins + services + seconds[2] <= gaps[Row.DUE])
    else:
        is_possible[:] = False
    return longer_m, longer_s, is_possible


def join_sites(costing: Costing, route: RoutePlan, gaps: IntArray, visit: Visit) -> list[JoinSite]:
    """Return the stops of a route that may share a visit with another one of the same customer."""
    instance = costing.instance
    found = []
    for nth, trip in enumerate(route.trips):
        for position, present in enumerate(trip.stops):
            if not isinstance(present, Stop):
                continue
            old = costing.visit(present)
            if old.customer != visit.customer or old.is_pickup != visit.is_pickup:
                continue
            if instance.consolidates or present.orders == visit.stop.orders:
                at = (gaps[Row.TRIP] == nth) & (gaps[Row.IS_TRIP] == 0)
                column = np.flatnonzero(at & (gaps[Row.POSITION] == position + visit.is_pickup))[0]
                found.append(JoinSite(route.slot, nth, position, trip.depot, present, gaps[:, column]))
    return found


def join(costing: Costing, site: JoinSite, stop: Stop, rest_cost: int = 0) -> Candidate | None:
    """Return the way to add goods to a stop, whose room for them is known; None where no depot admits it."""
    instance = costing.instance
    old, joint = costing.visit(site.present), costing.visit(joined_stop(instance, site.present, stop))
    if joint.surcharges[site.depot] == NO_PRICE:
        return None
    vehicle_type = costing.type_of(site.slot)
    least = joint.delivery_cost(instance, site.depot, vehicle_type)
    least -= old.delivery_cost(instance, site.depot, vehicle_type)
    longer_s = joint.service_duration(vehicle_type) - old.service_duration(vehicle_type)
    least += vehicle_type.cost_per_second * (longer_s + int(site.gap[Row.SLACK_S]))
    place = site.slot, site.trip, site.position, "join", site.depot
    return Candidate(least, *place, joint.stop, stop, rest_cost)


def cheapest(
    costing: Costing,
    found: Sequence[Candidate],
    route_of: Callable[[int], RoutePlan | None],
    below: int,
    *,
    max_tries: int,
    may_go_on: Callable[[], bool] = lambda: True,
) -> Insertion | None:
    """Return the cheapest of some candidates that keep the rules of their routes; None where none does.

    Parameters
    ----------
    found
        Candidates in the order of their bounds.
    route_of
        The present route of a slot, None where it is unused.
    below
        Only what costs less than this, the rest included, is wanted.
    max_tries
        Most candidates that are costed exactly.
    """
    best: Insertion | None = None
    for candidate in found[:max_tries]:
        if candidate.bound >= below or not may_go_on():
            break
        insertion = _costed(costing, candidate, route_of(candidate.slot))
        if insertion is not None and insertion.total < below:
            best, below = insertion, insertion.total
    return best


def _costed(costing: Costing, candidate: Candidate, route: RoutePlan | None) -> Insertion | None:
    """Return a candidate with its exact cost, its rests placed again where that is needed or may help."""
    before = None if route is None else costing.route_cost(route)
    paid = 0 if before is None else before.cost
    vehicle_type = costing.type_of(candidate.slot)
    changed = candidate.change(empty_route(costing, candidate.slot) if route is None else route)
    cost = costing.route_cost(changed)
    if vehicle_type.rests and (cost is None or cost.cost - paid > candidate.least):
        other = with_rests(costing, changed)
        other_cost = None if other is None else costing.route_cost(other)
        if other is not None and other_cost is not None and (cost is None or other_cost.cost < cost.cost):
            changed, cost = other, other_cost
    return None if cost is None else Insertion(cost.cost - paid, candidate, changed)


def insert(
    costing: Costing, slot: int, route: RoutePlan | None, stop: Stop, depot: int, *, max_tries: int
) -> RoutePlan | None:
    """Return the cheapest route with one more stop, loaded at a depot; None where none is found."""
    gaps = gaps_of(costing, route or empty_route(costing, slot), is_new=route is None)
    found = candidates(costing, gaps[:, gaps[Row.DEPOT] == depot], costing.visit(stop), NO_LIMIT)
    best = cheapest(costing, found, lambda _: route, NO_LIMIT, max_tries=max_tries)
    return None if best is None else best.route
