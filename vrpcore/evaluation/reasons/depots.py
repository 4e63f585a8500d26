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


def admission(tables: Tables, depot: Depot, visit: Visit) -> Iterator[Reason]:
    """Why a depot may not serve a visit at all."""
    if not tables.reaches(depot, visit.customer):
        yield Reason(
            code=codes.OUTSIDE_REACH,
            text=f"customer {visit.customer.id!r} is outside the reach of depot {depot.id!r}",
            depot_id=depot.id,
        )
        return  # the rest would only distract
    if visit.kind == "pickup":
        return
    found = deviation(tables, depot, visit)
    if found is not None and found.waiver is None:
        below = visit.cargo.cases < tables.bands[depot.id].min_cases
        yield Reason(
            code=codes.BELOW_MINIMUM if below else codes.ABOVE_MAXIMUM,
            text=f"{cases(visit.cargo.cases)}; depot {depot.id!r} serves {found.allowed}, without waiver",
            depot_id=depot.id,
        )
    if tables.problem.policy.township_rule == "must":
        stores = passed_over(tables, depot, visit)
        if stores:
            yield Reason(
                code=codes.STORE_OF_TOWNSHIP,
                text=f"depot {depot.id!r} may not pass over the store of the customer's township, "
                f"{', '.join(repr(store.id) for store in stores)}",
                depot_id=depot.id,
            )
    for product_id in dict.fromkeys(product_id for _, product_id, _ in visit.lines):
        if not carries(tables, depot.id, product_id):
            yield Reason(
                code=codes.NOT_CARRIED,
                text=f"depot {depot.id!r} does not carry product {product_id!r}",
                depot_id=depot.id,
            )


def supply(books: Books, depot: Depot, missing: Missing) -> Iterator[Reason]:
    """Why a depot cannot supply what is missing, even by the last shift or on the best day."""
    if missing.visit.kind == "pickup":
        return
    slots = books.tables.problem.slots
    last = max((slot.start_s for slot in slots), default=0)
    for product_id, number in missing.needed.items():
        free = books.free_cases(depot.id, product_id, last)
        if free is not None and free < number and carries(books.tables, depot.id, product_id):
            yield Reason(
                code=codes.OUT_OF_STOCK,
                text=f"depot {depot.id!r} has {cases(free)} of product {product_id!r} left, "
                f"{cases(number)} are needed",
                depot_id=depot.id,
            )
    grams = missing.visit.cargo.grams
    free_g = [books.free_grams(depot, date) for date in dict.fromkeys(slot.date for slot in slots)]
    left = [free for free in free_g if free is not None]
    if left and max(left) < grams:
        yield Reason(
            code=codes.OVER_TONNAGE,
            text=f"depot {depot.id!r} may load at most {kilograms(max(left))} more on any day, "
            f"{kilograms(grams)} are needed",
            depot_id=depot.id,
        )
