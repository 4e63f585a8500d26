"""Service begins by the due time of every order of the visit."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every order that is served after it was due."""
    problem = plan.tables.problem
    for route in plan.routes:
        for event in route.events:
            for order in event.activity.orders if isinstance(event.activity, Visit) else ():
                due = problem.due_s(order)
                if due is not None and event.start_s > due:
                    assert event.activity is not None
                    yield Violation.of(
                        "due",
                        event.activity.where,
                        message(
                            "service of order {order!r} begins at {begin}; allowed: by {latest}",
                            order=order.id,
                            begin=clock(problem.horizon, event.start_s),
                            latest=clock(problem.horizon, due),
                        ),
                        event.start_s - due,
                    )
