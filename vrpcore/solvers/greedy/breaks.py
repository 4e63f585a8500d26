"""Rests: taken on the road, or left out because the route is over before or begins after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vrpcore.lowering.instance import Rest
from vrpcore.solvers.greedy.legs import Legs
from vrpcore.solvers.greedy.line import REST, Line, join


@dataclass(frozen=True, slots=True)
class Duty:
    """One way to keep the break rules: the hours that remain for the route, and the rests within."""

    start: int
    end: int
    rests: tuple[int, ...]


def duties(rests: Sequence[Rest], start: int, end: int, midnight: int) -> Iterator[Duty]:
    """Every way to keep the break rules in which the rests before the route come first, those after last."""
    for first in range(len(rests) + 1):
        for last in range(first, len(rests) + 1):
            from_s = max([start, *(midnight + rest.earliest + rest.duration for rest in rests[:first])])
            until_s = min([end, *(midnight + rest.latest for rest in rests[last:])])
            if from_s <= until_s:
                yield Duty(from_s, until_s, tuple(range(first, last)))


def place_rests(
    line: Line, taken: Sequence[int], rests: Sequence[Rest], midnight: int, legs: Legs, profile: int
) -> Line | None:
    """Put rests into a scheduled line where they cost least time; None where they fit nowhere."""
    begin = 1
    for number in taken:
        rest = rests[number]
        span = (midnight + rest.earliest, midnight + rest.latest)
        stays = [legs.stay(profile, place) for place in line.places]
        best: tuple[int, int, int] | None = None
        for after in range(begin, len(line.kinds) - 1):
            with_rest = join(line.prefix[after], (rest.duration, *span), stays[after])
            whole = with_rest and join(with_rest, line.suffix[after + 1], line.travel[after])
            if whole:
                key = (whole[0], whole[0] + whole[1], after)
                best = key if best is None or key < best else best
        # Other windows of later stops may still allow what the chosen ones do not: try place by place.
        candidates = range(begin, len(line.kinds) - 1) if best is None else (best[2],)
        for after in candidates:
            found = line.with_rest(after, REST - number, rest.duration, span, stays[after])
            if found.schedule():
                line, begin = found, after + 1
                break
        else:
            return None
    return line
