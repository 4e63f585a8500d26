"""One visit brings several orders only where the policy consolidates."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every visit with several orders under a policy without consolidation."""
    if plan.tables.problem.policy.consolidate:
        return
    for route in plan.routes:
        for visit in route.visits:
            if len(visit.orders) > 1:
                yield Violation.of(
                    "consolidation",
                    visit.where,
                    message(
                        "one visit serves {number} orders; allowed: one, as the policy does not consolidate",
                        number=len(visit.orders),
                    ),
                    len(visit.orders) - 1,
                )
