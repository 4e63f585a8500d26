"""The rules that an insertion breaks whatever its legs and times are."""

from __future__ import annotations

from vrpcore.evaluation.facts import Visit
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.depots import admission
from vrpcore.evaluation.reasons.insertions import Insertion, joined_visit
from vrpcore.evaluation.reasons.missing import Missing, joined
from vrpcore.models.depot import Depot
from vrpcore.models.slots import Slot

Limits = tuple[int | None, int | None, int | None]


class Refusals:
    """Tests of the insertions of one missing order."""

    def __init__(self, books: Books, missing: Missing) -> None:
        self._books = books
        self._missing = missing
        self._of_route: dict[tuple[int, str], tuple[str | None, Limits]] = {}

    def code(self, insertion: Insertion) -> str | None:
        """What stands in the way of an insertion; None where only legs and times could."""
        tables, visit = self._books.tables, self._missing.visit
        if insertion.kind == "join":
            joint = joined(tables, joined_visit(insertion), self._missing)
            for reason in admission(tables, insertion.depot, joint):
                return reason.code
        key = id(insertion.base), insertion.depot.id
        if key not in self._of_route:
            limits = tables.limits_of(insertion.base.route.vehicle_type)
            self._of_route[key] = self._short(insertion.depot, insertion.base.route.slot), limits
        short, (max_g, max_cm3, max_cases) = self._of_route[key]
        if short is not None:
            return short
        grams, cm3, cases = aboard(insertion, visit)
        cargo = visit.cargo
        if (
            (max_g is not None and grams + cargo.grams > max_g)
            or (max_cm3 is not None and cm3 + cargo.cm3 > max_cm3)
            or (max_cases is not None and cases + cargo.cases > max_cases)
        ):
            return codes.NO_CAPACITY_LEFT
        if tables.problem.policy.backhaul == "last" and not _backhaul_fits(insertion, visit):
            return codes.NO_BACKHAUL_LEFT
        return None

    def _short(self, depot: Depot, slot: Slot) -> str | None:
        """Whether stock or tonnage is short, the same for all positions of a route and depot."""
        if self._missing.visit.kind == "pickup":
            return None
        for product_id, number in self._missing.needed.items():
            free = self._books.free_cases(depot.id, product_id, slot.start_s)
            if free is not None and free < number:
                return codes.NO_STOCK_LEFT
        free_g = self._books.free_grams(depot, slot.date)
        if free_g is not None and free_g < self._missing.visit.cargo.grams:
            return codes.NO_TONNAGE_LEFT
        return None


def aboard(insertion: Insertion, visit: Visit) -> tuple[int, int, int]:
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
