"""One try: a route with a missing order taken in at one insertion, checked and costed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vrpcore.evaluation.cost import delivery_cost
from vrpcore.evaluation.facts import TripFacts, Visit
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.depots import admission
from vrpcore.evaluation.reasons.insertions import Insertion
from vrpcore.evaluation.reasons.missing import Missing, joined
from vrpcore.evaluation.schedule import loading_windows, service_s, visit_windows, within_shift
from vrpcore.evaluation.timing import NEVER, Step, intersect


@dataclass(slots=True)
class Trial:
    """A changed route, up to its schedule."""

    insertion: Insertion
    steps: list[Step]
    num_new: int
    """Number of steps that the insertion adds."""
    distance_m: int
    """Metres of the changed route."""
    reachable: bool
    charges: int
    """Extra cost that does not depend on legs or times."""

    @property
    def extra_without_time(self) -> int:
        """Extra cost but for the duration."""
        base = self.insertion.base
        return self.charges + base.route.rates.per_metre * (self.distance_m - base.distance_m)

    def extra(self, duration_s: int) -> int:
        """Extra cost, given how long the changed route lasts."""
        base = self.insertion.base
        return self.extra_without_time + base.route.rates.per_second * (duration_s - base.duration_s)

    @property
    def least_extra(self) -> int:
        """Extra cost if the changed route never waits: no schedule is cheaper."""
        return self.extra(sum(step.travel_s + step.duration_s for step in self.steps))


def refusal(books: Books, insertion: Insertion, missing: Missing) -> str | None:
    """The rule that a insertion breaks whatever legs and times are, as a code; None where there is none."""
    tables, route, visit = books.tables, insertion.base.route, missing.visit
    if insertion.kind == "join":
        for reason in admission(tables, insertion.depot, joined(tables, _visit_at(insertion), missing)):
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


def _visit_at(insertion: Insertion) -> Visit:
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
    return [
        _trial(books, insertion, missing, path)
        for insertion, path in zip(found, _legs(books, found, missing), strict=True)
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


def _trial(books: Books, insertion: Insertion, missing: Missing, legs: list[tuple[int, int]]) -> Trial:
    tables, base, after_idx = books.tables, insertion.base, insertion.after_idx
    route, slot = base.route, base.route.slot
    steps = list(base.steps)
    distance = base.distance_m
    charges = 0
    visit = missing.visit
    if insertion.kind == "join":
        old = _visit_at(insertion)
        visit = joined(tables, old, missing)
        charges -= sum(delivery_cost(tables, route.rates, insertion.depot, old))
    windows = within_shift(visit_windows(tables, visit), slot)
    stop = Step(0, windows, service_s(visit, slot))
    if insertion.kind == "join":
        steps[after_idx] = stop._replace(travel_s=steps[after_idx].travel_s)
    else:
        new = [stop]
        if insertion.kind == "trip":
            trip = TripFacts("", 0, insertion.depot, tables.depot_idx[insertion.depot.id], None, (visit,))
            loading_s = slot.vehicle_type.loading_duration_s
            new.insert(0, Step(0, within_shift(loading_windows(tables, trip, loading_s), slot), loading_s))
        new = [step._replace(travel_s=leg[1]) for step, leg in zip(new, legs, strict=False)]
        following = steps[after_idx + 1]._replace(travel_s=legs[-1][1])
        steps[after_idx + 1 : after_idx + 2] = [*new, following]
        distance += sum(leg[0] for leg in legs) - _old_leg_m(insertion)
    if visit.kind == "delivery":
        if insertion.kind != "trip":
            _delay_loading(books, insertion, missing, steps)
        charges += sum(delivery_cost(tables, route.rates, insertion.depot, visit))
    if base.is_new:
        charges += route.rates.fixed_per_day + route.rates.wage_per_day
    reachable = all(metres >= 0 and seconds >= 0 for metres, seconds in legs)
    return Trial(insertion, steps, len(steps) - len(base.steps), distance, reachable, charges)


def _old_leg_m(insertion: Insertion) -> int:
    return insertion.base.route.events[insertion.after_idx + 1].distance_m


def _delay_loading(books: Books, insertion: Insertion, missing: Missing, steps: list[Step]) -> None:
    """The trip may not be loaded before the order is released."""
    release = books.tables.problem.release_s(missing.order)
    if release is None:
        return
    events = insertion.base.route.events
    idx = next(idx for idx in range(insertion.after_idx, -1, -1) if events[idx].kind == "load")
    windows = within_shift(intersect(steps[idx].windows, release, NEVER), insertion.base.route.slot)
    steps[idx] = steps[idx]._replace(windows=windows)
