"""A customer belongs to the stores of its township that admit the visit: by rule, or by price."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.constraints.order_band import deviation
from vrpcore.evaluation.constraints.stock import carries
from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.tables import Tables
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def admitting_stores(tables: Tables, visit: Visit) -> list[Depot]:
    """Stores of the customer's township with it in reach, its cases in their band, and its products."""
    products = {product_id for _, product_id, _ in visit.lines}
    return [
        store
        for store in tables.stores_of.get(visit.customer.township_id or "", ())
        if tables.reaches(store, visit.customer)
        and deviation(tables, store, visit) is None
        and all(carries(tables, store.id, product_id) for product_id in products)
    ]


def passed_over(tables: Tables, depot: Depot, visit: Visit) -> list[Depot]:
    """The admitting stores of a delivery, if its depot is none of them."""
    stores = admitting_stores(tables, visit)
    return [] if any(store.id == depot.id for store in stores) else stores


def passing_over_cost(tables: Tables, depot: Depot, visit: Visit) -> int:
    """What a delivery costs for not coming from an admitting store, under ``prefer``."""
    policy = tables.problem.policy
    if policy.township_rule != "prefer" or not passed_over(tables, depot, visit):
        return 0
    return tables.problem.currency.units(policy.township_price)


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every delivery that passes over its admitting stores, under ``must``."""
    if plan.tables.problem.policy.township_rule != "must":
        return
    for route in plan.routes:
        for trip in route.trips:
            for visit in trip.deliveries:
                stores = passed_over(plan.tables, trip.depot, visit)
                if stores:
                    yield Violation.of(
                        "township",
                        visit.where,
                        message(
                            "depot {depot!r} delivers to customer {customer!r}; allowed: the store "
                            "of its township, {stores!r}",
                            depot=trip.depot.id,
                            customer=visit.customer.id,
                            stores=tuple(store.id for store in stores),
                        ),
                    )
