"""The horizon, and windows that must exist within it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from vrpcore.errors import Fault
from vrpcore.language import told
from vrpcore.models.calendar import DAY
from vrpcore.models.faults import fault
from vrpcore.models.validation.draft import Draft


def empty_horizon(draft: Draft) -> Iterator[Fault]:
    """Somebody works on at least one day."""
    horizon = draft.problem.horizon
    if not horizon.working_days:
        yield fault(
            "empty_horizon",
            "horizon",
            told("all {number} days from {start} are closed", number=horizon.days, start=str(horizon.start)),
            told("at least one working day"),
            told("add days, or remove closed weekdays or dates"),
        )


def windows_that_never_apply(draft: Draft) -> Iterator[Fault]:
    """A customer with orders can be served on at least one working day.

    Customers without orders, closed depots and absent vehicles are standing data: no fault on a day on
    which they have no window.
    """
    days = draft.problem.horizon.working_days
    if not days:
        return
    for idx, customer in draft.customers:
        windows = customer.service_windows
        if not windows or any(w.weekdays is None and w.dates is None for w in windows):
            continue
        if customer.id not in draft.ordering_customer_ids:
            continue
        if not any(window.applies_on(day) for window in windows for day in days):
            yield fault(
                "window_never_applies",
                f"customers.{idx}.service_windows",
                told(
                    "customer {customer!r} has orders but no service window on any working day from "
                    "{first} to {last}",
                    customer=customer.id,
                    first=str(days[0]),
                    last=str(days[-1]),
                ),
                told("at least one window that applies on a working day of the horizon"),
                told("correct weekdays or dates, or leave this customer's orders to another horizon"),
            )


def overlapping_shifts(draft: Draft) -> Iterator[Fault]:
    """The shift of one day ends before the same vehicle's next shift starts."""
    for idx, vehicle_type in draft.vehicle_types:
        shift = vehicle_type.shift
        if shift is None or shift.latest - shift.earliest <= DAY:
            continue
        days = [day for day in draft.problem.horizon.working_days if shift.applies_on(day)]
        for day, following in pairwise(days):
            if shift.on(day, draft.problem.horizon)[1] > shift.on(following, draft.problem.horizon)[0]:
                yield fault(
                    "shift_overlap",
                    f"vehicle_types.{idx}.shift",
                    told(
                        "the shift of {day} is still on when the shift of {following} starts",
                        day=str(day),
                        following=str(following),
                    ),
                    told("shifts of one vehicle that do not overlap"),
                    told("shorten the shift, or state two vehicle types with shifts on alternate days"),
                )
                break
