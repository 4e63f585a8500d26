"""Orders that two plans treat differently."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from vrpcore.models.evaluation import Evaluation
from vrpcore.models.problem import Problem

Aspect = Literal["outcome", "channel", "depot", "vehicle", "day"]


@dataclass(frozen=True, slots=True)
class Served:
    """What a plan makes of one order."""

    outcome: str
    """Delivered, partly, held, unserved; or ``"missing"`` where its problem has no such order."""
    channel: str | None = None
    """Kind of the depot that serves it: centre or store."""
    depot_id: str | None = None
    vehicle_ids: tuple[str, ...] = ()
    """Several where the order is split."""
    dates: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderChange:
    """An order that the second plan treats differently."""

    order_id: str
    customer_id: str | None
    before: Served
    after: Served

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """In what the plans differ."""
        a, b = self.before, self.after
        differs: dict[Aspect, bool] = {
            "outcome": a.outcome != b.outcome,
            "channel": a.channel != b.channel,
            "depot": a.depot_id != b.depot_id,
            "vehicle": a.vehicle_ids != b.vehicle_ids,
            "day": a.dates != b.dates,
        }
        return tuple(aspect for aspect, is_so in differs.items() if is_so)


def order_changes(
    before: tuple[Problem, Evaluation], after: tuple[Problem, Evaluation]
) -> tuple[OrderChange, ...]:
    """All orders of either problem that differ in outcome, channel, depot, vehicle or day."""
    served = [_served(*before), _served(*after)]
    missing = Served("missing")
    found = []
    for order_id in dict.fromkeys((*served[0], *served[1])):
        problem = before[0] if order_id in served[0] else after[0]
        change = OrderChange(
            order_id,
            problem.order_of[order_id].customer_id,
            served[0].get(order_id, missing),
            served[1].get(order_id, missing),
        )
        if change.before != change.after:
            found.append(change)
    return tuple(found)


def _served(problem: Problem, evaluation: Evaluation) -> dict[str, Served]:
    visits: dict[str, set[tuple[str, dt.date]]] = {}
    for schedule in evaluation.schedule:
        for stop in schedule.stops:
            for order_id in stop.order_ids:
                visits.setdefault(order_id, set()).add((schedule.vehicle_id, schedule.date))
    found = {}
    for outcome in evaluation.orders:
        own = visits.get(outcome.order_id, set())
        found[outcome.order_id] = Served(
            outcome.outcome,
            None if outcome.depot_id is None else problem.depot_of[outcome.depot_id].kind,
            outcome.depot_id,
            tuple(sorted({vehicle_id for vehicle_id, _ in own})),
            tuple(sorted({date for _, date in own})),
        )
    return found
