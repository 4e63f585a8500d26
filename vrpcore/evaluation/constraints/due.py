"""Service begins by the due time of every order of the visit."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every order that is served after it was due."""
    problem = plan.tables.problem
    for route in plan.routes:
        for event in route.events:
            for order in event.activity.orders if isinstance(event.activity, Visit) else ():
                due = problem.due_s(order)
                if due is not None and event.start_s > due:
                    assert event.activity is not None
                    yield Violation(
                        rule="due",
                        where=event.activity.where,
                        what=f"service of order {order.id!r} begins at "
                        f"{clock(problem.horizon, event.start_s)}; allowed: by {clock(problem.horizon, due)}",
                        excess=event.start_s - due,
                    )
