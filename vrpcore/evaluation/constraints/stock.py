"""At no moment has more of a product left a depot than it had on hand beyond its safety stock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.texts import cases, clock
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message

Used = dict[tuple[str, str], Counter[int]]
"""Cases by depot and product id, then by the shift start of the slot that loads them."""


def used_cases(plan: PlanFacts) -> Used:
    """What deliveries take from each depot, and when it counts."""
    used: Used = {}
    for route in plan.routes:
        for trip in route.trips:
            taken: Counter[str] = Counter()
            for visit in trip.deliveries:
                for _, product_id, number in visit.lines:
                    taken[product_id] += number
            for product_id, number in taken.items():
                used.setdefault((trip.depot.id, product_id), Counter())[route.slot.start_s] += number
    return used


def available_cases(
    tables: Tables, depot_id: str, product_id: str, moment_s: int | None = None
) -> int | None:
    """Cases that may have left a depot by a moment, or in the end; None where stock is unlimited."""
    shelves = tables.stock[depot_id]
    if shelves is None:
        return None
    shelf = shelves.get(product_id)
    return 0 if shelf is None else shelf.available(moment_s)


def carries(tables: Tables, depot_id: str, product_id: str) -> bool:
    """Whether a depot ever has a product to deliver."""
    available = available_cases(tables, depot_id, product_id)
    return available is None or available > 0


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every depot and product that runs short, at its worst moment."""
    horizon = plan.tables.problem.horizon
    moments = sorted({route.slot.start_s for route in plan.routes})
    for (depot_id, product_id), by_start in sorted(used_cases(plan).items()):
        worst = (0, 0, 0, 0)
        for moment in moments:
            available = available_cases(plan.tables, depot_id, product_id, moment)
            taken = sum(number for start, number in by_start.items() if start <= moment)
            if available is not None and taken - available > worst[0]:
                worst = (taken - available, moment, taken, available)
        excess, moment, taken, available = worst
        if excess > 0:
            yield Violation.of(
                "stock",
                f"depot {depot_id}",
                message(
                    "{taken} of product {product!r} are loaded in shifts up to {moment}; allowed: "
                    "{available} "
                    "(stock and receipts so far, less safety stock)",
                    taken=cases(taken),
                    product=product_id,
                    moment=clock(horizon, moment),
                    available=cases(available),
                ),
                excess,
            )
