"""When a route of given stops should start, exactly.

The arrival function of a route maps its start to the earliest end. It is piecewise linear with slopes 0
(the start may be delayed for nothing: there is waiting later on) and 1 (every delay shows at the end). It is
carried through the stops piece by piece, so that the least-cost schedule is read off its pieces at the end.
The method follows Ibaraki et al. (2005), "Effective local search algorithms for routing and scheduling
problems with general time-window constraints", section 4, reduced to hard windows and integer times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from vrpcore.lowering.instance import Rest, Spans

Piece = tuple[int, int, int, int]
"""(first start, last start, end at the first start, slope 0 or 1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that takes time on a route: loading, a visit or a rest."""

    travel: int
    """Seconds from the previous event, or from the start at home."""
    duration: int
    spans: Spans
    """When it may begin; sorted and disjoint."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Start and end of a route's best schedule, in seconds."""

    start: int
    end: int

    @property
    def duration(self) -> int:
        """Seconds from start to end."""
        return self.end - self.start


def best_timing(
    events: Iterable[Event],
    travel_home: int,
    shift: tuple[int, int],
    max_duration: int,
    *,
    duration_has_cost: bool,
    rests_left_out: Sequence[Rest] = (),
    midnight: int = 0,
) -> Timing | None:
    """Find the schedule of least cost, then earliest end, then latest start.

    Parameters
    ----------
    events
        Loadings, visits and rests in order.
    travel_home
        Seconds from the last event to the end of the route.
    shift
        Earliest start and latest end.
    max_duration
        Longest time from start to end.
    duration_has_cost
        Whether the vehicle type has a cost per hour.
    rests_left_out
        Rests that the route does not contain: it must end before each is due or start after it.
    midnight
        Second to which the rests' clock times refer.

    Returns
    -------
    Timing or None
        None where no schedule keeps every time rule.
    """
    pieces: list[Piece] = [(shift[0], shift[1], shift[0], 1)]
    for event in events:
        pieces = _through(pieces, event)
        if not pieces:
            return None
    pieces = [(first, last, end + travel_home, slope) for first, last, end, slope in pieces]
    best: tuple[int, int, int] | None = None
    for starts_after in product((False, True), repeat=len(rests_left_out)):
        lower, upper = shift
        for rest, after in zip(rests_left_out, starts_after, strict=True):
            if after:
                lower = max(lower, midnight + rest.earliest + rest.duration)
            else:
                upper = min(upper, midnight + rest.latest)
        found = _least(pieces, lower, upper, max_duration, duration_has_cost=duration_has_cost)
        if found is not None and (best is None or found < best):
            best = found
    return None if best is None else Timing(start=-best[2], end=best[1])


def _through(pieces: list[Piece], event: Event) -> list[Piece]:
    """Carry the arrival function over one event: travel, wait for an open span, take the duration."""
    out: list[Piece] = []
    spans = event.spans
    for first, last, end, slope in pieces:
        arrival = end + event.travel
        start = first
        span = bisect_left(spans, arrival, key=lambda pair: pair[1])
        while span < len(spans) and start <= last:
            opens, closes = spans[span]
            at = arrival + slope * (start - first)
            if at < opens:  # waiting: all starts that arrive before the opening begin then
                until = last if slope == 0 else min(last, start + opens - at)
                _append(out, (start, until, opens + event.duration, 0))
                start = until + 1
            elif slope == 0:
                _append(out, (start, last, at + event.duration, 0))
                start = last + 1
            if slope == 1 and start <= last:
                at = arrival + start - first
                if opens <= at <= closes:
                    until = min(last, start + closes - at)
                    _append(out, (start, until, at + event.duration, 1))
                    start = until + 1
            span += 1
    return out


def _append(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece, joined to the one before where both are flat at the same height."""
    if pieces and piece[3] == 0 and pieces[-1][3] == 0 and pieces[-1][2] == piece[2]:
        pieces[-1] = (pieces[-1][0], piece[1], piece[2], 0)
    else:
        pieces.append(piece)


def _least(
    pieces: list[Piece], earliest: int, latest: int, max_duration: int, *, duration_has_cost: bool
) -> tuple[int, int, int] | None:
    """Best (cost key, end, -start) with earliest <= start, end <= latest and the duration kept."""
    best: tuple[int, int, int] | None = None
    for first, last, end, slope in pieces:
        from_start = max(first, earliest)
        to_start = last if slope == 0 else min(last, first + latest - end)
        if from_start > to_start or end > latest:
            continue
        start = to_start if slope == 0 else from_start
        at_end = end + slope * (start - first)
        duration = at_end - start
        if duration <= max_duration:
            key = (duration if duration_has_cost else 0, at_end, -start)
            best = key if best is None or key < best else best
    return best
