"""One try: a route with a missing order taken in at one position, worked out as far as asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vrpcore.evaluation.cost import delivery_cost
from vrpcore.evaluation.facts import RouteFacts, TripFacts, Visit
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.insertions import Insertion, joined_visit
from vrpcore.evaluation.reasons.missing import Missing, joined
from vrpcore.evaluation.reasons.ways import Leg, Ways
from vrpcore.evaluation.schedule import loading_windows, service_s, visit_windows
from vrpcore.evaluation.timing import NEVER, Step, intersect, meeting
from vrpcore.models.depot import Depot


@dataclass(slots=True)
class Trial:
    """A route with one insertion made; its steps only when they are wanted, since most are not."""

    books: Books
    missing: Missing
    insertion: Insertion
    legs: list[Leg]
    """The new legs."""
    reachable: bool
    distance_m: int
    """Metres of the changed route."""
    extra_without_time: int
    """Extra cost but for the duration."""
    least_extra: int
    """Extra cost if the changed route never waits: no schedule is cheaper."""

    def extra(self, duration_s: int) -> int:
        """Extra cost, given how long the changed route lasts."""
        base = self.insertion.base
        return self.extra_without_time + base.route.rates.per_second * (duration_s - base.duration_s)

    @property
    def num_new(self) -> int:
        """Number of steps that the insertion adds."""
        return max(0, len(self.legs) - 1)

    def steps(self) -> list[Step]:
        """The steps of the changed route."""
        tables, insertion, missing = self.books.tables, self.insertion, self.missing
        slot, after_idx = insertion.base.route.slot, insertion.after_idx
        steps = list(insertion.base.steps)
        if insertion.kind == "join":
            visit = joined(tables, joined_visit(insertion), missing)
            travel_s = steps[after_idx].travel_s
            steps[after_idx] = Step(travel_s, visit_windows(tables, visit, slot), service_s(visit, slot))
        else:
            visit = missing.visit
            new = [Step(self.legs[-2][1], visit_windows(tables, visit, slot), service_s(visit, slot))]
            if insertion.kind == "trip":
                depot = insertion.depot
                trip = TripFacts("", 0, depot, tables.depot_idx[depot.id], None, (visit,))
                windows = loading_windows(tables, trip, slot)
                new.insert(0, Step(self.legs[0][1], windows, slot.vehicle_type.loading_duration_s))
            new.append(steps[after_idx + 1]._replace(travel_s=self.legs[-1][1]))
            steps[after_idx + 1 : after_idx + 2] = new
        if visit.kind == "delivery" and insertion.kind != "trip":
            self._delay_loading(steps)
        return steps

    def _delay_loading(self, steps: list[Step]) -> None:
        """The trip may not be loaded before the order is released."""
        release = self.books.tables.problem.release_s(self.missing.order)
        if release is None:
            return
        route = self.insertion.base.route
        idx = next(idx for idx in range(self.insertion.after_idx, -1, -1) if route.events[idx].kind == "load")
        windows = intersect(steps[idx].windows, release, NEVER)
        steps[idx] = steps[idx]._replace(windows=meeting(windows, route.slot.start_s, route.slot.end_s))


def trials(books: Books, found: Sequence[Insertion], missing: Missing) -> list[Trial]:
    """The changed routes of some insertions."""
    ways = Ways(books.tables, missing.visit.place_idx, found, books.to_depots)
    charges = _Charges(books, missing)
    return [_trial(books, missing, insertion, ways.legs(insertion), charges) for insertion in found]


def _trial(books: Books, missing: Missing, insertion: Insertion, legs: list[Leg], charges: _Charges) -> Trial:
    base = insertion.base
    rates = base.route.rates
    extra, longer_s = charges.of(insertion)
    longer_m, reachable = 0, True
    if legs:
        replaced = base.route.events[insertion.after_idx + 1]
        longer_m -= replaced.distance_m
        longer_s -= replaced.step.travel_s
    for metres, seconds in legs:
        reachable = reachable and metres >= 0 and seconds >= 0
        longer_m += metres
        longer_s += seconds
    distance_m = base.distance_m + longer_m
    extra += rates.per_metre * longer_m
    least = extra + rates.per_second * (base.work_s + longer_s - base.duration_s)
    return Trial(books, missing, insertion, legs, reachable, distance_m, extra, least)


class _Charges:
    """What an insertion costs and lasts besides driving: but for joint visits the same at every position."""

    def __init__(self, books: Books, missing: Missing) -> None:
        self._tables = books.tables
        self._missing = missing
        self._known: dict[tuple[str, str, str, bool], tuple[int, int]] = {}

    def of(self, insertion: Insertion) -> tuple[int, int]:
        """Cost units and seconds that come on top."""
        if insertion.kind == "join":
            return self._joined(insertion)
        base = insertion.base
        key = insertion.depot.id, base.route.slot.vehicle_type.id, insertion.kind, base.is_new
        if key not in self._known:
            self._known[key] = self._new_stop(insertion)
        return self._known[key]

    def _new_stop(self, insertion: Insertion) -> tuple[int, int]:
        """Loaders, fees, waivers, passing over a store, and the day of a vehicle that was free."""
        route, slot, visit = insertion.base.route, insertion.base.route.slot, self._missing.visit
        day = route.rates.fixed_per_day + route.rates.wage_per_day if insertion.base.is_new else 0
        loading_s = slot.vehicle_type.loading_duration_s if insertion.kind == "trip" else 0
        return self._delivery(route, insertion.depot, visit) + day, loading_s + service_s(visit, slot)

    def _joined(self, insertion: Insertion) -> tuple[int, int]:
        """By how much the joint visit is dearer and longer than the one that there is."""
        route, depot, old = insertion.base.route, insertion.depot, joined_visit(insertion)
        joint = joined(self._tables, old, self._missing)
        longer_s = service_s(joint, route.slot) - service_s(old, route.slot)
        return self._delivery(route, depot, joint) - self._delivery(route, depot, old), longer_s

    def _delivery(self, route: RouteFacts, depot: Depot, visit: Visit) -> int:
        if visit.kind == "pickup":
            return 0
        return sum(delivery_cost(self._tables, route.rates, depot, visit))
