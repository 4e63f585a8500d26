"""The cases of a visit lie in the order-size band of its depot, or the exception is paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.texts import cases
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import Message, message


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far a visit lies outside a band, and what that costs."""

    excess: int
    """Cases under the minimum or over the maximum."""
    waiver: int | None
    """Surcharge in cost units; None where the visit is not allowed."""
    bound: int
    """The band's minimum or maximum that is not kept."""
    is_below: bool
    """Whether it is the minimum."""

    @property
    def allowed(self) -> Message:
        """What is allowed, in words."""
        return message("{cases} or more" if self.is_below else "{cases} or fewer", cases=cases(self.bound))


def deviation(tables: Tables, depot: Depot, visit: Visit) -> Deviation | None:
    """How a delivery deviates from the band of a depot; None within it."""
    band = tables.bands[depot.id]
    exempt = tables.problem.policy.emergency_exempt and any(
        order.nature == "emergency" for order in visit.orders
    )
    if visit.cargo.cases < band.min_cases and not exempt:
        return Deviation(band.min_cases - visit.cargo.cases, band.waiver_below, band.min_cases, is_below=True)
    if band.max_cases is not None and visit.cargo.cases > band.max_cases:
        excess = visit.cargo.cases - band.max_cases
        return Deviation(excess, band.waiver_above, band.max_cases, is_below=False)
    return None


def waiver_cost(tables: Tables, depot: Depot, visit: Visit) -> int:
    """Surcharge of a delivery outside the band; 0 within it, and where no price permits it (a violation)."""
    found = deviation(tables, depot, visit)
    return 0 if found is None else found.waiver or 0


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every delivery outside its depot's band that no waiver allows."""
    for route in plan.routes:
        for trip in route.trips:
            for visit in trip.deliveries:
                found = deviation(plan.tables, trip.depot, visit)
                if found is not None and found.waiver is None:
                    yield Violation.of(
                        "order_band",
                        visit.where,
                        message(
                            "depot {depot!r} delivers {cases} to customer {customer!r}; allowed: {allowed}",
                            depot=trip.depot.id,
                            cases=cases(visit.cargo.cases),
                            customer=visit.customer.id,
                            allowed=found.allowed,
                        ),
                        found.excess,
                    )
