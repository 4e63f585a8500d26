"""Breaks are taken once, in order, in their windows; left out only where the route allows it."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts, Rest, RouteFacts
from vrpcore.evaluation.texts import clock
from vrpcore.models.calendar import Horizon
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message


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
            yield Violation.of(
                "break",
                rest.where,
                message(
                    "break {number} follows break {last}; allowed: each break once, in the order of "
                    "the vehicle "
                    "type's rules",
                    number=rest.break_idx,
                    last=last,
                ),
            )
        last = max(last, rest.break_idx)


def _window(route: RouteFacts, horizon: Horizon) -> Iterator[Violation]:
    for event in route.events:
        if isinstance(event.activity, Rest):
            rule = event.activity.rule
            earliest, latest = (route.slot.midnight_s + moment for moment in (rule.earliest, rule.latest))
            excess = max(earliest - event.start_s, event.start_s - latest)
            if excess > 0:
                yield Violation.of(
                    "break",
                    event.activity.where,
                    message(
                        "the break begins at {begin}; allowed: {earliest} to {latest}",
                        begin=clock(horizon, event.start_s),
                        earliest=clock(horizon, earliest),
                        latest=clock(horizon, latest),
                    ),
                    excess,
                )


def _omitted(route: RouteFacts, horizon: Horizon) -> Iterator[Violation]:
    taken = {rest.break_idx for rest in route.rests}
    for idx, rule in enumerate(route.vehicle_type.breaks):
        latest = route.slot.midnight_s + rule.latest
        resume = route.slot.midnight_s + rule.earliest + rule.duration_s
        if idx not in taken and route.end_s > latest and route.start_s < resume:
            yield Violation.of(
                "break",
                route.where,
                message(
                    "break {number} is left out on a route from {begin} to {end}; allowed: only with "
                    "an end by "
                    "{latest} or a start from {resume} on",
                    number=idx,
                    begin=clock(horizon, route.start_s),
                    end=clock(horizon, route.end_s),
                    latest=clock(horizon, latest),
                    resume=clock(horizon, resume),
                ),
                min(route.end_s - latest, resume - route.start_s),
            )
