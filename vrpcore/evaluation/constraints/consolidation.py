"""One visit brings several orders only where the policy consolidates."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every visit with several orders under a policy without consolidation."""
    if plan.tables.problem.policy.consolidate:
        return
    for route in plan.routes:
        for visit in route.visits:
            if len(visit.orders) > 1:
                yield Violation(
                    rule="consolidation",
                    where=visit.where,
                    what=f"one visit serves {len(visit.orders)} orders; allowed: one, as the policy does "
                    "not consolidate",
                    excess=len(visit.orders) - 1,
                )
