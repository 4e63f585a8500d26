"""The exact least-cost schedule of a fixed sequence of steps.

For a given start, beginning every step as soon as its windows allow gives the earliest end, so only the
start is to be chosen. While every step stays in the same window, the end of a route that starts at ``t`` is
``max(t, wait_until) + work``: constant up to `wait_until`, where a later start only saves waiting, and as
late as the start itself from there on. The starts of a shift therefore fall into finitely many *pieces*, one
per combination of windows, and the best start of each is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Spans = tuple[tuple[int, int], ...]
"""Sorted, disjoint (earliest, latest) pairs of seconds, ends included."""

NEVER = 1 << 60
"""A moment later than all others."""
ALWAYS: Spans = ((-NEVER, NEVER),)


def intersect(spans: Spans, earliest: int, latest: int) -> Spans:
    """The parts of `spans` between two moments."""
    return tuple(
        (max(low, earliest), min(high, latest))
        for low, high in spans
        if max(low, earliest) <= min(high, latest)
    )


def meeting(spans: Spans, earliest: int, latest: int) -> Spans:
    """The spans, whole, that have a moment between two others."""
    return tuple(span for span in spans if span[0] <= latest and span[1] >= earliest)


class Step(NamedTuple):
    """One thing to begin after the one before: loading, service, a break, or the arrival at home."""

    travel_s: int
    """Drive from the place of the step before."""
    windows: Spans
    """When it may begin."""
    duration_s: int


class Timed(NamedTuple):
    """When a step happens."""

    arrival_s: int
    start_s: int
    departure_s: int


@dataclass(frozen=True, slots=True)
class TimeRules:
    """What a schedule must keep, besides the windows of its steps, and what its time costs."""

    shift: tuple[int, int]
    """Earliest start and latest end."""
    per_second: int = 0
    """Cost units per second from start to end."""
    max_duration_s: int | None = None
    omitted_breaks: tuple[tuple[int, int], ...] = ()
    """For each break left out: end by the first moment, or start no sooner than the second."""

    def kept_by(self, start_s: int, end_s: int) -> bool:
        """Whether duration and omitted breaks are as they should be."""
        return (self.max_duration_s is None or end_s - start_s <= self.max_duration_s) and all(
            end_s <= latest or start_s >= resume for latest, resume in self.omitted_breaks
        )


class Piece(NamedTuple):
    """The starts from `first` to `last`: for all of them each step falls into the same window."""

    first: int
    last: int
    wait_until: int
    """Starts up to this moment have the same end; later ones do not wait at all."""
    work_s: int
    """Seconds from start to end without waiting."""

    def end_s(self, start_s: int) -> int:
        """The end of the route that starts at `start_s`."""
        return max(start_s, self.wait_until) + self.work_s


def pieces(steps: Sequence[Step], earliest: int, latest: int) -> Iterator[Piece]:
    """All starts from `earliest` to `latest` from which every step finds an open window."""
    first = earliest
    while first <= latest:
        last, wait_until, work = latest, first, 0
        for travel, windows, duration in steps:
            work += travel
            arrival = wait_until + work
            for low, high in windows:
                if high >= arrival:
                    if low > arrival:
                        wait_until = low - work
                    if high - work < last:
                        last = high - work
                    break
            else:
                return  # too late for every window; a later start would be later still
            work += duration
        yield Piece(first, last, wait_until, work)
        first = last + 1


def _options(steps: Sequence[Step], rules: TimeRules) -> Iterator[tuple[int, int]]:
    """(start, end) pairs among which the best schedule is, under any of the orders used below.

    Within a piece the end of waiting is best: earlier starts cost more for the same end, later ones end
    later. A later start may be needed where a break is left out that only a late start makes unnecessary.
    """
    for piece in pieces(steps, *rules.shift):
        starts = [min(piece.wait_until, piece.last)]
        starts += [resume for _, resume in rules.omitted_breaks if piece.first <= resume <= piece.last]
        yield from ((start, piece.end_s(start)) for start in starts)


def best_span(steps: Sequence[Step], rules: TimeRules) -> tuple[int, int] | None:
    """Start and end of the schedule that keeps every time rule at least cost; None if there is none.

    Ties go to the earliest end, then to the latest start. The last step is the arrival at home, its window
    ends with the shift.
    """
    return min(
        (span for span in _options(steps, rules) if rules.kept_by(*span)),
        key=lambda span: (rules.per_second * (span[1] - span[0]), span[1], -span[0]),
        default=None,
    )


def shortest_span(steps: Sequence[Step], rules: TimeRules) -> tuple[int, int] | None:
    """Start and end of the shortest schedule within all windows, whatever its duration and breaks."""
    return min(
        _options(steps, rules),
        key=lambda span: (span[1] - span[0], span[1], -span[0]),
        default=None,
    )


def begin(arrival_s: int, windows: Spans) -> int:
    """The first allowed moment from the arrival on, or the arrival itself where none is left."""
    return next((max(arrival_s, low) for low, high in windows if high >= arrival_s), arrival_s)


def run(steps: Sequence[Step], start_s: int) -> list[Timed]:
    """Every step as soon as possible after a start; late, where it must be."""
    timed = []
    departure = start_s
    for travel, windows, duration in steps:
        arrival = departure + travel
        start = begin(arrival, windows)
        departure = start + duration
        timed.append(Timed(arrival, start, departure))
    return timed


def choose_start(steps: Sequence[Step], rules: TimeRules) -> int:
    """The start of the schedule that a sequence gets.

    The best schedule if one keeps every time rule; else the shortest one within all windows; else the
    earliest: from the begin of the shift, or as much later as the first step must wait.
    """
    span = best_span(steps, rules) or shortest_span(steps, rules)
    if span is not None:
        return span[0]
    first, arrival = steps[0], rules.shift[0] + steps[0].travel_s
    return begin(arrival, first.windows) - first.travel_s
