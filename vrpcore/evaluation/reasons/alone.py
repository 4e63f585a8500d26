"""Whether a vehicle could bring an order if it had nothing else to do."""

from __future__ import annotations

from collections.abc import Sequence

from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.fitting import Budget, shortest_fit
from vrpcore.evaluation.reasons.insertions import on_empty_route
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.evaluation.reasons.trial import Trial, trials
from vrpcore.evaluation.texts import clock, kilometres, seconds
from vrpcore.evaluation.timing import choose_start, run
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Reason
from vrpcore.models.message import Message, message
from vrpcore.models.vehicle import VehicleType


def alone(
    books: Books, missing: Missing, depot: Depot, vehicle_type: VehicleType, budget: Budget
) -> Reason | None:
    """Why no empty route of a vehicle type serves the order from a depot on any day; None where one does."""
    bases = [base for base in books.empty if base.route.vehicle_type.id == vehicle_type.id]
    tried = trials(books, [on_empty_route(base, depot) for base in bases], missing)
    names = {"vehicle_type": vehicle_type.id, "depot": depot.id}
    customer = missing.visit.customer.id
    if not tried:
        text = message(
            "vehicle type {vehicle_type!r} of depot {depot!r} has no shift on any working day", **names
        )
        return Reason.of(codes.NO_VEHICLE, text, depot.id)
    if not tried[0].reachable:
        text = message(
            "there is no direct way to customer {customer!r} and back for vehicle type {vehicle_type!r} "
            "of depot {depot!r}",
            customer=customer,
            **names,
        )
        return Reason.of(codes.UNREACHABLE, text, depot.id)
    limit = vehicle_type.max_distance_m
    if limit is not None and tried[0].distance_m > limit:
        text = message(
            "customer {customer!r} and back is {distance} for vehicle type {vehicle_type!r} of depot "
            "{depot!r}, "
            "which drives {limit} at most",
            customer=customer,
            distance=kilometres(tried[0].distance_m),
            limit=kilometres(limit),
            **names,
        )
        return Reason.of(codes.TOO_FAR, text, depot.id)
    if any(shortest_fit(trial, budget) is not None for trial in tried) or budget.left < 0:
        return None
    only = len(tried) == 1
    text = message(
        "even with nothing else to do, vehicle type {vehicle_type!r} of depot {depot!r} is too late "
        "for customer "
        "{customer!r} on {days}; {best_day}",
        customer=customer,
        days=message("its only day") if only else message("each of its {number} days", number=len(tried)),
        best_day=_best_day(books, tried),
        **names,
    )
    return Reason.of(codes.TOO_LATE, text, depot.id)


def _best_day(books: Books, tried: Sequence[Trial]) -> Message:
    """What goes wrong, with times, on the first day that has an open window; else on the first day."""
    horizon = books.tables.problem.horizon
    trial = next((trial for trial in tried if trial.steps()[-2].windows), tried[0])
    route, rules, steps = trial.insertion.base.route, trial.insertion.base.rules, trial.steps()
    times = run(steps, choose_start(steps, rules))
    loading, service, end = times[-3], times[-2], times[-1]
    day = str(route.slot.date)
    if not steps[-3].windows:
        return message("on {day} no opening hour after the release leaves time for loading", day=day)
    if not steps[-2].windows:
        return message("on {day} no service window before the due time meets the shift", day=day)
    latest = steps[-2].windows[-1][1]
    if service.start_s > latest:
        return message(
            "on {day}, loaded from {loading}, service begins at {begin}, allowed: by {latest}",
            day=day,
            loading=clock(horizon, loading.start_s),
            begin=clock(horizon, service.start_s),
            latest=clock(horizon, latest),
        )
    if end.start_s > rules.shift[1]:
        return message(
            "on {day} it is back at {end}, the shift ends at {latest}",
            day=day,
            end=clock(horizon, end.start_s),
            latest=clock(horizon, rules.shift[1]),
        )
    duration = end.start_s - (times[0].arrival_s - steps[0].travel_s)
    if rules.max_duration_s is not None and duration > rules.max_duration_s:
        return message(
            "on {day} it takes {duration}, allowed: {limit}",
            day=day,
            duration=seconds(duration),
            limit=seconds(rules.max_duration_s),
        )
    return message("on {day} a break does not fit in", day=day)
