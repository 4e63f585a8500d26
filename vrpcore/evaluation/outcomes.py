"""What becomes of each order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vrpcore.evaluation.constraints.required import missing_cases
from vrpcore.evaluation.facts import PlanFacts, Visit

OutcomeKind = Literal["delivered", "partly", "held", "unserved"]


@dataclass(frozen=True, slots=True)
class Served:
    """The last visit of an order."""

    start_s: int
    depot_id: str
    vehicle_id: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one order ends, still without reasons."""

    kind: OutcomeKind
    missing_cases: int
    served: Served | None


def outcomes(plan: PlanFacts) -> dict[str, Outcome]:
    """The outcome of every order, in the order of the problem; served wins over held."""
    last: dict[str, Served] = {}
    for route in plan.routes:
        for event in route.events:
            if isinstance(event.activity, Visit):
                served = Served(event.start_s, event.trip.depot.id, route.slot.vehicle_id)
                for order in event.activity.orders:
                    if order.id not in last or last[order.id].start_s <= served.start_s:
                        last[order.id] = served
    held = set(plan.plan.held_order_ids)
    found = {}
    for order in plan.tables.problem.orders:
        missing = missing_cases(plan, order)
        if order.id in last:
            kind: OutcomeKind = "partly" if missing else "delivered"
        else:
            kind = "held" if order.id in held else "unserved"
        found[order.id] = Outcome(kind, missing, last.get(order.id))
    return found
