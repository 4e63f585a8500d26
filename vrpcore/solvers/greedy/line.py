"""The events of one route in order, with the time-window segments that make checks O(1).

A segment of events is three integers (Vidal, Crainic, Gendreau and Prins 2013, "A hybrid genetic algorithm
with adaptive diversity management for a large class of vehicle routing problems with time-windows", section
4): its least *duration*, and the *earliest* and *latest* start at which that duration is reached. Two
segments joined by a leg of `travel` seconds make a segment again, in constant time:

    shift    = duration_a + travel
    wait     = max(earliest_b - shift - latest_a, 0)
    duration = shift + duration_b + wait
    earliest = max(earliest_b - shift, earliest_a) - wait
    latest   = min(latest_b - shift, latest_a)

which is feasible exactly if ``earliest_a + shift <= latest_b``. Where a stop has several windows, the one
that the earliest schedule uses stands for all: what is found feasible is feasible, the reverse need not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Segment = tuple[int, int, int]
"""Duration, earliest and latest start."""

GATE, LOAD, END = -1, -2, -3
"""Kinds of events that are no visits; rests count down from `REST`."""
REST = -10


@dataclass(slots=True)
class Line:
    """Events of a route as parallel lists: the gate of home, per trip a loading and visits, home again."""

    kinds: list[int] = field(default_factory=list)
    """Visit number, or one of the constants above."""
    trips: list[int] = field(default_factory=list)
    """Trip that the event belongs to; -1 for the gate."""
    places: list[int] = field(default_factory=list)
    service: list[int] = field(default_factory=list)
    spans: list[list[tuple[int, int]]] = field(default_factory=list)
    """When each event may begin."""
    metres: list[int] = field(default_factory=list)
    """To the next event."""
    travel: list[int] = field(default_factory=list)
    """Seconds to the next event."""
    earliest: list[int] = field(default_factory=list)
    """Of the window that the earliest schedule uses."""
    latest: list[int] = field(default_factory=list)
    prefix: list[Segment] = field(default_factory=list)
    """Of the events up to and with each."""
    suffix: list[Segment] = field(default_factory=list)
    """Of the events from each to the end."""

    def copy(self) -> Line:
        """Return the events without segments."""
        return Line(
            list(self.kinds),
            list(self.trips),
            list(self.places),
            list(self.service),
            list(self.spans),
            list(self.metres),
            list(self.travel),
        )

    def with_rest(self, after: int, kind: int, duration: int, span: tuple[int, int], stay: int) -> Line:
        """Return a copy with a rest after an event; `stay` is the leg from a place to itself."""
        at = after + 1
        line = self.copy()
        line.kinds.insert(at, kind)
        line.trips.insert(at, self.trips[after])
        line.places.insert(at, self.places[after])
        line.service.insert(at, duration)
        line.spans.insert(at, [span])
        line.metres.insert(after, 0)
        line.travel.insert(after, stay)
        return line

    def schedule(self) -> bool:
        """Choose windows by the earliest schedule and work out the segments; False if there is none."""
        self.earliest, self.latest = [], []
        time = self.spans[0][0][0]
        travel = 0
        for spans, service, leg in zip(self.spans, self.service, [*self.travel, 0], strict=True):
            time += travel
            for earliest, latest in spans:  # noqa: B007  # the window that is left when the loop breaks
                if time <= latest:
                    break
            else:
                return False
            self.earliest.append(earliest)
            self.latest.append(latest)
            time = (earliest if earliest > time else time) + service
            travel = leg
        self._segment_prefixes()
        self._segment_suffixes()
        return True

    def _segment_prefixes(self) -> None:
        duration, first, last = self.service[0], self.earliest[0], self.latest[0]
        self.prefix = [(duration, first, last)]
        for idx in range(1, len(self.kinds)):
            shift = duration + self.travel[idx - 1]
            opens = self.earliest[idx] - shift
            wait = opens - last if opens > last else 0
            duration = shift + self.service[idx] + wait
            first = (opens if opens > first else first) - wait
            closes = self.latest[idx] - shift
            last = closes if closes < last else last
            self.prefix.append((duration, first, last))

    def _segment_suffixes(self) -> None:
        idx = len(self.kinds) - 1
        duration, first, last = self.service[idx], self.earliest[idx], self.latest[idx]
        found = [(duration, first, last)]
        while idx:
            idx -= 1
            shift = self.service[idx] + self.travel[idx]
            opens, closes = first - shift, last - shift
            own_first, own_last = self.earliest[idx], self.latest[idx]
            wait = opens - own_last if opens > own_last else 0
            duration += shift + wait
            first = (opens if opens > own_first else own_first) - wait
            last = closes if closes < own_last else own_last
            found.append((duration, first, last))
        found.reverse()
        self.suffix = found


def join(a: Segment, b: Segment, travel: int) -> Segment | None:
    """Join two segments by a leg, or return None where that is too late."""
    shift = a[0] + travel
    if a[1] + shift > b[2]:
        return None
    opens, closes = b[1] - shift, b[2] - shift
    first, last = a[1], a[2]
    wait = opens - last if opens > last else 0
    # Conditions instead of `min` and `max`: this runs hundreds of thousands of times.
    return shift + b[0] + wait, (opens if opens > first else first) - wait, closes if closes < last else last


def within(spans: Sequence[tuple[int, int]], earliest: int, latest: int) -> list[tuple[int, int]]:
    """Clip spans to a range."""
    return [
        (max(opens, earliest), min(closes, latest))
        for opens, closes in spans
        if opens <= latest and closes >= earliest
    ]
