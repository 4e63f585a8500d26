"""What a plan leaves out, as a visit that could bring it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vrpcore.evaluation.cost import unserved_cost
from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.outcomes import Outcome
from vrpcore.evaluation.tables import Tables
from vrpcore.models.order import Order


@dataclass(frozen=True, slots=True)
class Missing:
    """The part of an order that a plan does not serve."""

    order: Order
    visit: Visit
    """One visit that would serve all of it."""
    needed: Counter[str]
    """Cases by product id."""
    held: bool
    price: int | None
    """What the plan pays for leaving it out; None where that has no price."""


def missing_of(plan: PlanFacts, order: Order, outcome: Outcome) -> Missing:
    """What is missing of an order, with its price."""
    tables = plan.tables
    brought: Counter[str] = plan.brought.get(order.id, Counter())
    needed = Counter({line.product_id: line.cases - brought[line.product_id] for line in order.lines})
    lines = tuple((order.id, product_id, cases) for product_id, cases in (+needed).items())
    customer = tables.problem.customer_of[order.customer_id or ""]
    visit = Visit(
        where=f"order {order.id}",
        activity_idx=0,
        kind=order.direction,
        customer=customer,
        place_idx=tables.place_of(customer.id),
        orders=(order,),
        lines=lines,
        cargo=tables.cargo_of(lines),
    )
    held = outcome.kind == "held"
    if held:
        price = tables.problem.hold_cost(order)
    elif order.unserved_price is None:
        price = None
    else:
        price = unserved_cost(tables, order, outcome.missing_cases)
    return Missing(order, visit, +needed, held, price)


def joined(tables: Tables, visit: Visit, missing: Missing) -> Visit:
    """A visit of the plan that also serves what is missing."""
    lines = (*visit.lines, *missing.visit.lines)
    return Visit(
        where=visit.where,
        activity_idx=visit.activity_idx,
        kind=visit.kind,
        customer=visit.customer,
        place_idx=visit.place_idx,
        orders=tuple({order.id: order for order in (*visit.orders, missing.order)}.values()),
        lines=lines,
        cargo=tables.cargo_of(lines),
    )
