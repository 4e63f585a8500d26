"""Tests of one depot: whether it may serve a visit, and has the goods."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.constraints.order_band import deviation
from vrpcore.evaluation.constraints.stock import carries
from vrpcore.evaluation.constraints.township import passed_over
from vrpcore.evaluation.facts import Visit
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.texts import cases, kilograms
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Reason
from vrpcore.models.message import message


def admission(tables: Tables, depot: Depot, visit: Visit) -> Iterator[Reason]:
    """Why a depot may not serve a visit at all."""
    if not tables.reaches(depot, visit.customer):
        outside = "customer {customer!r} is outside the reach of depot {depot!r}"
        text = message(outside, customer=visit.customer.id, depot=depot.id)
        yield Reason.of(codes.OUTSIDE_REACH, text, depot.id)
        return  # the rest would only distract
    if visit.kind == "pickup":
        return
    found = deviation(tables, depot, visit)
    if found is not None and found.waiver is None:
        text = message(
            "{cases}; depot {depot!r} serves {allowed}, without waiver",
            cases=cases(visit.cargo.cases),
            depot=depot.id,
            allowed=found.allowed,
        )
        yield Reason.of(codes.BELOW_MINIMUM if found.is_below else codes.ABOVE_MAXIMUM, text, depot.id)
    if tables.problem.policy.township_rule == "must":
        stores = passed_over(tables, depot, visit)
        if stores:
            text = message(
                "depot {depot!r} may not pass over the store of the customer's township, {stores!r}",
                depot=depot.id,
                stores=tuple(store.id for store in stores),
            )
            yield Reason.of(codes.STORE_OF_TOWNSHIP, text, depot.id)
    for product_id in dict.fromkeys(product_id for _, product_id, _ in visit.lines):
        if not carries(tables, depot.id, product_id):
            text = message(
                "depot {depot!r} does not carry product {product!r}", depot=depot.id, product=product_id
            )
            yield Reason.of(codes.NOT_CARRIED, text, depot.id)


def supply(books: Books, depot: Depot, missing: Missing) -> Iterator[Reason]:
    """Why a depot cannot supply what is missing, even by the last shift or on the best day."""
    if missing.visit.kind == "pickup":
        return
    slots = books.tables.problem.slots
    last = max((slot.start_s for slot in slots), default=0)
    for product_id, number in missing.needed.items():
        free = books.free_cases(depot.id, product_id, last)
        if free is not None and free < number and carries(books.tables, depot.id, product_id):
            text = message(
                "depot {depot!r} has {left} of product {product!r} left, {needed} are needed",
                depot=depot.id,
                left=cases(free),
                product=product_id,
                needed=cases(number),
            )
            yield Reason.of(codes.OUT_OF_STOCK, text, depot.id)
    grams = missing.visit.cargo.grams
    free_g = [books.free_grams(depot, date) for date in dict.fromkeys(slot.date for slot in slots)]
    left = [free for free in free_g if free is not None]
    if left and max(left) < grams:
        text = message(
            "depot {depot!r} may load at most {left} more on any day, {needed} are needed",
            depot=depot.id,
            left=kilograms(max(left)),
            needed=kilograms(grams),
        )
        yield Reason.of(codes.OVER_TONNAGE, text, depot.id)
