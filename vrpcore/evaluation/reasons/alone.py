"""Whether a vehicle could bring an order if it had nothing else to do."""

from __future__ import annotations

from collections.abc import Sequence

from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.fitting import Budget, shortest_fit
from vrpcore.evaluation.reasons.insertions import on_empty_route
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.evaluation.reasons.trial import Trial, trials
from vrpcore.evaluation.texts import clock, kilometres
from vrpcore.evaluation.timing import choose_start, run
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Reason
from vrpcore.models.vehicle import VehicleType


def alone(
    books: Books, missing: Missing, depot: Depot, vehicle_type: VehicleType, budget: Budget
) -> Reason | None:
    """Why no empty route of a vehicle type serves the order from a depot on any day; None where one does."""
    bases = [base for base in books.empty if base.route.vehicle_type.id == vehicle_type.id]
    tried = trials(books, [on_empty_route(base, depot) for base in bases], missing)
    name = f"vehicle type {vehicle_type.id!r} of depot {depot.id!r}"
    customer = f"customer {missing.visit.customer.id!r}"
    if not tried:
        return _reason(codes.NO_VEHICLE, depot, f"{name} has no shift on any working day")
    if not tried[0].reachable:
        return _reason(codes.UNREACHABLE, depot, f"there is no direct way to {customer} and back for {name}")
    limit = vehicle_type.max_distance_m
    if limit is not None and tried[0].distance_m > limit:
        distance = kilometres(tried[0].distance_m)
        text = f"{customer} and back is {distance} for {name}, which drives {kilometres(limit)} at most"
        return _reason(codes.TOO_FAR, depot, text)
    if any(shortest_fit(trial, budget) is not None for trial in tried) or budget.left < 0:
        return None
    days = "its only day" if len(tried) == 1 else f"each of its {len(tried)} days"
    text = f"even with nothing else to do, {name} is too late for {customer} on {days}"
    return _reason(codes.TOO_LATE, depot, f"{text}; {_best_day(books, tried)}")


def _reason(code: str, depot: Depot, text: str) -> Reason:
    return Reason(code=code, text=text, depot_id=depot.id)


def _best_day(books: Books, tried: Sequence[Trial]) -> str:
    """What goes wrong, with times, on the first day that has an open window; else on the first day."""
    horizon = books.tables.problem.horizon
    trial = next((trial for trial in tried if trial.steps()[-2].windows), tried[0])
    route, rules, steps = trial.insertion.base.route, trial.insertion.base.rules, trial.steps()
    times = run(steps, choose_start(steps, rules))
    loading, service, end = times[-3], times[-2], times[-1]
    day = f"on {route.slot.date}"
    if not steps[-3].windows:
        return f"{day} no opening hour after the release leaves time for loading"
    if not steps[-2].windows:
        return f"{day} no service window before the due time meets the shift"
    latest = steps[-2].windows[-1][1]
    if service.start_s > latest:
        return (
            f"{day}, loaded from {clock(horizon, loading.start_s)}, service begins at "
            f"{clock(horizon, service.start_s)}, allowed: by {clock(horizon, latest)}"
        )
    if end.start_s > rules.shift[1]:
        return (
            f"{day} it is back at {clock(horizon, end.start_s)}, "
            f"the shift ends at {clock(horizon, rules.shift[1])}"
        )
    duration = end.start_s - (times[0].arrival_s - steps[0].travel_s)
    if rules.max_duration_s is not None and duration > rules.max_duration_s:
        return f"{day} it takes {duration:,} s, allowed: {rules.max_duration_s:,} s"
    return f"{day} a break does not fit in"
