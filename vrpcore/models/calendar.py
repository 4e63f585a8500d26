"""The horizon and the windows that repeat on its working days.

All solving and checking happens in whole seconds from midnight of the horizon's first day.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vrpcore.language import told
from vrpcore.models.base import ClockTime, Date, Many, Record, clock_text
from vrpcore.models.faults import rule_error

DAY = 86_400
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday_of(day: dt.date) -> Weekday:
    """The weekday name of a date."""
    return WEEKDAYS[day.weekday()]


def require_in_order(earliest: int, latest: int) -> None:
    """Refuse a window of seconds from midnight that ends before it begins (`reversed_window`)."""
    if earliest > latest:
        raise rule_error(
            "reversed_window",
            told(
                "the window is reversed: earliest {earliest} is after latest {latest}",
                earliest=clock_text(earliest),
                latest=clock_text(latest),
            ),
            told("earliest <= latest"),
            told("swap them, or add 24 h to a latest after midnight"),
        )


class Horizon(Record):
    """The days that are planned together: one day, a half-month cycle, or any other number."""

    start: Date
    """First day; second 0 is its midnight."""
    days: Annotated[int, Field(ge=1, le=366)] = 1
    """Number of calendar days, the first included."""
    closed_weekdays: Many[Weekday] = ()
    """Weekdays on which nobody works."""
    closed_dates: Many[Date] = ()
    """Single dates on which nobody works (holidays)."""

    @cached_property
    def working_days(self) -> tuple[dt.date, ...]:
        """The dates on which vehicles can run, in order."""
        every = (self.start + dt.timedelta(days=offset) for offset in range(self.days))
        return tuple(
            day
            for day in every
            if weekday_of(day) not in self.closed_weekdays and day not in self.closed_dates
        )

    @property
    def end_s(self) -> int:
        """Seconds from the start to the midnight that ends the last day."""
        return self.days * DAY

    def midnight(self, day: dt.date) -> int:
        """Seconds from the start to the midnight that begins `day`."""
        return (day - self.start).days * DAY

    def seconds(self, moment: dt.datetime) -> int:
        """Seconds from the start to a moment (may be negative or beyond the horizon)."""
        delta = moment - self._first_midnight
        return delta.days * DAY + delta.seconds

    def moment(self, seconds: int) -> dt.datetime:
        """The calendar moment of a number of seconds from the start."""
        return self._first_midnight + dt.timedelta(seconds=seconds)

    @cached_property
    def _first_midnight(self) -> dt.datetime:
        return dt.datetime.combine(self.start, dt.time())


class TimeWindow(Record):
    """A span of the day that repeats on working days, or on the weekdays or dates that are given."""

    earliest: ClockTime
    """Opening of the window, seconds after midnight or ``"HH:MM"``."""
    latest: ClockTime
    """Close of the window, inclusive; above 24 h for a window that crosses midnight."""
    weekdays: Annotated[tuple[Weekday, ...], Field(strict=False, min_length=1)] | None = None
    """Only on these weekdays; None means on every working day."""
    dates: Annotated[tuple[Date, ...], Field(strict=False, min_length=1)] | None = None
    """Only on these dates; None means on every working day."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_in_order(self.earliest, self.latest)
        if self.dates is not None and not any(map(self.applies_on, self.dates)):
            raise rule_error(
                "window_never_applies",
                told("none of the window's dates falls on one of its weekdays"),
                told("at least one date on one of the weekdays"),
                told("give the dates or the weekdays, not both"),
            )
        return self

    def applies_on(self, day: dt.date) -> bool:
        """Whether the window exists on a given working day."""
        return (self.weekdays is None or weekday_of(day) in self.weekdays) and (
            self.dates is None or day in self.dates
        )

    def on(self, day: dt.date, horizon: Horizon) -> tuple[int, int]:
        """The window of one day as (earliest, latest) in seconds from the horizon's start."""
        midnight = horizon.midnight(day)
        return midnight + self.earliest, midnight + self.latest


def spans(windows: tuple[TimeWindow, ...], horizon: Horizon) -> tuple[tuple[int, int], ...]:
    """All windows over all working days as sorted, disjoint (earliest, latest) pairs of seconds.

    Overlapping and touching windows are merged. The result is empty where no window ever applies.
    """
    found = sorted(
        window.on(day, horizon)
        for window in windows
        for day in horizon.working_days
        if window.applies_on(day)
    )
    merged: list[tuple[int, int]] = []
    for earliest, latest in found:
        if merged and earliest <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(latest, merged[-1][1]))
        else:
            merged.append((earliest, latest))
    return tuple(merged)
