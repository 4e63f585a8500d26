"""One try: a route with a missing order taken in at one insertion, checked and costed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vrpcore.evaluation.cost import delivery_cost
from vrpcore.evaluation.facts import Event, RouteFacts, TripFacts, Visit
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.depots import admission
from vrpcore.evaluation.reasons.insertions import Insertion
from vrpcore.evaluation.reasons.missing import Missing, joined
from vrpcore.evaluation.schedule import loading_windows, service_s, visit_windows
from vrpcore.evaluation.timing import NEVER, Step, intersect, meeting
from vrpcore.models.depot import Depot


@dataclass(slots=True)
class Trial:
    """A route with one insertion made, worked out as far as asked."""

    books: Books
    missing: Missing
    insertion: Insertion
    legs: list[tuple[int, int]]
    """(metres, seconds) of the new legs, the one to the next old stop included; none for a joined visit."""
    charges: int
    """Extra cost that depends neither on legs nor on times."""
    service_s: int
    """Extra time of loading and service."""

    @property
    def reachable(self) -> bool:
        """Whether all new legs exist."""
        return all(metres >= 0 and seconds >= 0 for metres, seconds in self.legs)

    @property
    def distance_m(self) -> int:
        """Metres of the changed route."""
        base = self.insertion.base
        if not self.legs:
            return base.distance_m
        return base.distance_m + sum(leg[0] for leg in self.legs) - self._old_leg.distance_m

    @property
    def _old_leg(self) -> Event:
        return self.insertion.base.route.events[self.insertion.after_idx + 1]

    def extra(self, duration_s: int) -> int:
        """Extra cost, given how long the changed route lasts."""
        base, rates = self.insertion.base, self.insertion.base.route.rates
        return (
            self.charges
            + rates.per_metre * (self.distance_m - base.distance_m)
            + rates.per_second * (duration_s - base.duration_s)
        )

    @property
    def least_extra(self) -> int:
        """Extra cost if the changed route never waits: no schedule is cheaper."""
        work = self.insertion.base.work_s + self.service_s
        if self.legs:
            work += sum(leg[1] for leg in self.legs) - self._old_leg.step.travel_s
        return self.extra(work)

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


def refusal(books: Books, insertion: Insertion, missing: Missing) -> str | None:
    """The rule that a insertion breaks whatever legs and times are, as a code; None where there is none."""
    tables, route, visit = books.tables, insertion.base.route, missing.visit
    if insertion.kind == "join":
        for reason in admission(tables, insertion.depot, joined(tables, joined_visit(insertion), missing)):
            return reason.code
    if visit.kind == "delivery":
        for product_id, number in missing.needed.items():
            free = books.free_cases(insertion.depot.id, product_id, route.slot.start_s)
            if free is not None and free < number:
                return codes.NO_STOCK_LEFT
        free_g = books.free_grams(insertion.depot, route.slot.date)
        if free_g is not None and free_g < visit.cargo.grams:
            return codes.NO_TONNAGE_LEFT
    aboard = _aboard(insertion, visit)
    cargo = (visit.cargo.grams, visit.cargo.cm3, visit.cargo.cases)
    limits = tables.limits_of(route.vehicle_type)
    if any(limit is not None and a + c > limit for a, c, limit in zip(aboard, cargo, limits, strict=True)):
        return codes.NO_CAPACITY_LEFT
    if tables.problem.policy.backhaul == "last" and not _backhaul_fits(insertion, visit):
        return codes.NO_BACKHAUL_LEFT
    return None


def joined_visit(insertion: Insertion) -> Visit:
    """The visit of the plan that is to bring more."""
    activity = insertion.base.route.events[insertion.after_idx].activity
    assert isinstance(activity, Visit)
    return activity


def _aboard(insertion: Insertion, visit: Visit) -> tuple[int, int, int]:
    """The most aboard while the goods of the visit would be: before a delivery, after a pickup."""
    if insertion.kind == "trip":
        return 0, 0, 0
    if visit.kind == "pickup":
        return insertion.base.peak_from[insertion.after_idx]
    return insertion.base.peak_up_to[insertion.after_idx - (insertion.kind == "join")]


def _backhaul_fits(insertion: Insertion, visit: Visit) -> bool:
    if insertion.kind == "join":
        return True
    if insertion.kind == "trip":
        return visit.kind == "delivery"
    events = insertion.base.route.events
    trip = events[insertion.after_idx].trip
    before = [event.kind for event in events[: insertion.after_idx + 1] if event.trip is trip]
    after = [event.kind for event in events[insertion.after_idx + 1 :] if event.trip is trip]
    if visit.kind == "delivery":
        return "pickup" not in before
    return "delivery" in before and "delivery" not in after


def trials(books: Books, found: Sequence[Insertion], missing: Missing) -> list[Trial]:
    """The changed routes of some insertions, asking travel once per profile."""
    charges = _Charges(books, missing)
    return [
        Trial(books, missing, insertion, legs, charges.cost(insertion), charges.service(insertion))
        for insertion, legs in zip(found, _legs(books, found, missing), strict=True)
    ]


def _legs(books: Books, found: Iterable[Insertion], missing: Missing) -> list[list[tuple[int, int]]]:
    """(metres, seconds) of the new legs of each insertion, the one to the next old stop included."""
    travel, depot_idx = books.tables.travel, books.tables.depot_idx
    legs: list[list[tuple[int, int]]] = []
    by_profile: dict[str, list[tuple[int, int, int]]] = {}
    for number, insertion in enumerate(found):
        legs.append([])
        if insertion.kind == "join":
            continue
        route = insertion.base.route
        origin = route.home_idx if insertion.after_idx < 0 else route.events[insertion.after_idx].place_idx
        wanted = by_profile.setdefault(route.vehicle_type.profile, [])
        if insertion.kind == "trip":
            wanted.append((number, origin, depot_idx[insertion.depot.id]))
            origin = depot_idx[insertion.depot.id]
        wanted.append((number, origin, missing.visit.place_idx))
        wanted.append((number, missing.visit.place_idx, route.events[insertion.after_idx + 1].place_idx))
    for profile, wanted in by_profile.items():
        numbers, origins, destinations = zip(*wanted, strict=True)
        distances, durations = travel.legs(travel.profile_idx(profile), origins, destinations)
        for number, metres, seconds in zip(numbers, distances.tolist(), durations.tolist(), strict=True):
            legs[number].append((metres, seconds))
    return legs


class _Charges:
    """What an insertion costs and lasts besides driving; the same for all positions of a depot and vehicle."""

    def __init__(self, books: Books, missing: Missing) -> None:
        self._tables = books.tables
        self._missing = missing
        self._costs: dict[tuple[str, str], int] = {}

    def cost(self, insertion: Insertion) -> int:
        """Loaders, fees, waivers, passing over a store, and the day of a vehicle that was free."""
        route, depot = insertion.base.route, insertion.depot
        if insertion.kind == "join":
            old = joined_visit(insertion)
            return self._delivery(route, depot, joined(self._tables, old, self._missing)) - self._delivery(
                route, depot, old
            )
        key = depot.id, route.vehicle_type.id
        if key not in self._costs:
            self._costs[key] = self._delivery(route, depot, self._missing.visit)
        day = route.rates.fixed_per_day + route.rates.wage_per_day if insertion.base.is_new else 0
        return self._costs[key] + day

    def _delivery(self, route: RouteFacts, depot: Depot, visit: Visit) -> int:
        if visit.kind == "pickup":
            return 0
        return sum(delivery_cost(self._tables, route.rates, depot, visit))

    def service(self, insertion: Insertion) -> int:
        """Seconds of loading and service that come on top."""
        slot = insertion.base.route.slot
        if insertion.kind == "join":
            old = joined_visit(insertion)
            return service_s(joined(self._tables, old, self._missing), slot) - service_s(old, slot)
        loading = slot.vehicle_type.loading_duration_s if insertion.kind == "trip" else 0
        return loading + service_s(self._missing.visit, slot)
