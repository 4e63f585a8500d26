"""Loading begins no sooner than the release of the trip's deliveries, a pickup no sooner than its own."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, Visit
from vrpcore.evaluation.texts import clock
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message

_LOADED = "order {order!r} is loaded at {begin}; allowed: from its release at {release} on"
_COLLECTED = "order {order!r} is collected at {begin}; allowed: from its release at {release} on"


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every order that is loaded or collected before its release."""
    problem = plan.tables.problem
    for route in plan.routes:
        for event in route.events:
            visits: list[Visit] = []
            if event.kind == "load":
                visits = list(event.trip.deliveries)
            elif event.kind == "pickup" and isinstance(event.activity, Visit):
                visits = [event.activity]
            for visit in visits:
                for order in visit.orders:
                    release = problem.release_s(order)
                    if release is not None and event.start_s < release:
                        yield Violation.of(
                            "release",
                            visit.where,
                            message(
                                _LOADED if event.kind == "load" else _COLLECTED,
                                order=order.id,
                                begin=clock(problem.horizon, event.start_s),
                                release=clock(problem.horizon, release),
                            ),
                            release - event.start_s,
                        )
