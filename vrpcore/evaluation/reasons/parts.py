"""The most of a splittable order that fits at a position where all that is missing of it does not fit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from vrpcore.evaluation.cost import unserved_cost
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.depots import admission
from vrpcore.evaluation.reasons.insertions import Insertion, Pairs, joined_visit
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.evaluation.reasons.refusal import Refusals, aboard
from vrpcore.evaluation.reasons.vehicles import loads_at

MAX_PARTS = 12
"""Different parts of one order that are tried, the largest first."""

Amounts = tuple[int, ...]
"""Cases of each missing line."""


def may_come_in_parts(missing: Missing) -> bool:
    """Whether bringing only a part of what is missing is allowed and can save anything."""
    return missing.order.splittable and missing.visit.cargo.cases > 1 and missing.price is not None


def pairs_for_parts(books: Books, missing: Missing) -> Pairs:
    """The vehicles that may go to the customer, and the depots within reach where they load."""
    problem = books.tables.problem
    customer = missing.visit.customer
    return {
        (depot.id, vehicle_type.id)
        for depot in problem.depots
        if books.tables.reaches(depot, customer)
        for vehicle_type in problem.vehicle_types
        if loads_at(vehicle_type, depot)
        and books.tables.may_visit(vehicle_type, customer)
        and (problem.policy.use_reserve or not vehicle_type.reserve)
    }


class Parts:
    """The parts of one missing order, by where they fit."""

    def __init__(self, books: Books, missing: Missing) -> None:
        self._books = books
        self._missing = missing
        self._products = [books.tables.problem.product_of[product_id] for _, product_id, _ in self._lines]
        self._known: dict[Amounts, Missing | None] = {}
        self._refusals: dict[Amounts, Refusals] = {}
        self._admitted: dict[tuple[Amounts, str], bool] = {}

    @property
    def _lines(self) -> tuple[tuple[str, str, int], ...]:
        return self._missing.visit.lines

    def at(self, insertion: Insertion) -> Amounts:
        """The most that stock, tonnage, room and an upper bound of the band allow, line after line.

        A later line only gets what earlier ones leave.
        """
        books, tables = self._books, self._books.tables
        slot, depot = insertion.base.route.slot, insertion.depot
        limits = tables.limits_of(slot.vehicle_type)
        present = aboard(insertion, self._missing.visit)
        grams, cm3, cases = (
            None if limit is None else limit - load for limit, load in zip(limits, present, strict=True)
        )
        grams = _least(grams, books.free_grams(depot, slot.date))
        band = tables.bands[depot.id]
        if band.max_cases is not None and band.waiver_above is None:
            others = joined_visit(insertion).cargo.cases if insertion.kind == "join" else 0
            cases = _least(cases, band.max_cases - others)
        found = []
        for (_, product_id, wanted), product in zip(self._lines, self._products, strict=True):
            number = min(
                wanted if free is None else free // each
                for free, each in ((grams, product.case_weight_g), (cm3, product.case_volume_cm3), (cases, 1))
                if each
            )
            free = books.free_cases(depot.id, product_id, slot.start_s)
            number = max(0, min(number, wanted, wanted if free is None else free))
            grams = None if grams is None else grams - number * product.case_weight_g
            cm3 = None if cm3 is None else cm3 - number * product.case_volume_cm3
            cases = None if cases is None else cases - number
            found.append(number)
        return tuple(found)

    def part(self, amounts: Amounts) -> Missing | None:
        """A part as something missing by itself, its price what it saves; None where it saves nothing."""
        if amounts not in self._known:
            self._known[amounts] = self._part(amounts)
        return self._known[amounts]

    def _part(self, amounts: Amounts) -> Missing | None:
        missing, tables = self._missing, self._books.tables
        rest = missing.visit.cargo.cases - sum(amounts)
        if missing.price is None or (rest and missing.order.unserved_price is None):
            return None  # the rest would be required
        saved = missing.price - (unserved_cost(tables, missing.order, rest) if rest else 0)
        if saved <= 0:
            return None
        lines = tuple(
            (order_id, product_id, cases)
            for (order_id, product_id, _), cases in zip(self._lines, amounts, strict=True)
            if cases
        )
        visit = replace(missing.visit, lines=lines, cargo=tables.cargo_of(lines))
        needed = Counter({product_id: cases for _, product_id, cases in lines})
        return replace(missing, visit=visit, needed=needed, price=saved)

    def is_allowed(self, amounts: Amounts, part: Missing, insertion: Insertion) -> bool:
        """Whether a part may be taken in at a position, legs and times apart."""
        if amounts not in self._refusals:
            self._refusals[amounts] = Refusals(self._books, part)
        if self._refusals[amounts].code(insertion) is not None:
            return False
        if insertion.kind == "join":
            return True  # the joint visit has been tested
        key = amounts, insertion.depot.id
        if key not in self._admitted:
            against = admission(self._books.tables, insertion.depot, part.visit)
            self._admitted[key] = next(against, None) is None
        return self._admitted[key]


def _least(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
