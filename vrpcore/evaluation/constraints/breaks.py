"""Breaks are taken once, in order, in their windows; left out only where the route allows it."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, Rest, RouteFacts
from vrpcore.evaluation.texts import clock
from vrpcore.models.calendar import Horizon
from vrpcore.models.evaluation import Violation


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every break that is repeated, out of order, late, early, or missing."""
    horizon = plan.tables.problem.horizon
    for route in plan.routes:
        yield from _order(route)
        yield from _window(route, horizon)
        yield from _omitted(route, horizon)


def _order(route: RouteFacts) -> Iterator[Violation]:
    last = -1
    for rest in route.rests:
        if rest.break_idx <= last:
            yield Violation(
                rule="break",
                where=rest.where,
                what=f"break {rest.break_idx} follows break {last}; "
                "allowed: each break once, in the order of the vehicle type's rules",
                excess=1,
            )
        last = max(last, rest.break_idx)


def _window(route: RouteFacts, horizon: Horizon) -> Iterator[Violation]:
    for event in route.events:
        if isinstance(event.activity, Rest):
            rule = event.activity.rule
            earliest, latest = (route.slot.midnight_s + moment for moment in (rule.earliest, rule.latest))
            excess = max(earliest - event.start_s, event.start_s - latest)
            if excess > 0:
                yield Violation(
                    rule="break",
                    where=event.activity.where,
                    what=f"the break begins at {clock(horizon, event.start_s)}; "
                    f"allowed: {clock(horizon, earliest)} to {clock(horizon, latest)}",
                    excess=excess,
                )


def _omitted(route: RouteFacts, horizon: Horizon) -> Iterator[Violation]:
    taken = {rest.break_idx for rest in route.rests}
    for idx, rule in enumerate(route.vehicle_type.breaks):
        latest = route.slot.midnight_s + rule.latest
        resume = route.slot.midnight_s + rule.earliest + rule.duration_s
        if idx not in taken and route.end_s > latest and route.start_s < resume:
            yield Violation(
                rule="break",
                where=route.where,
                what=f"break {idx} is left out on a route from {clock(horizon, route.start_s)} "
                f"to {clock(horizon, route.end_s)}; allowed: only with an end by {clock(horizon, latest)} "
                f"or a start from {clock(horizon, resume)} on",
                excess=min(route.end_s - latest, resume - route.start_s),
            )
