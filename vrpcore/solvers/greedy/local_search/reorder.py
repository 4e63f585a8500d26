"""Reorder (2-opt, Croes 1958; or-opt, Or 1976): a stretch of a trip is reversed, or visits move along it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from vrpcore.lowering.instance import BoolArray, IntArray
from vrpcore.solvers.greedy.line import Line
from vrpcore.solvers.greedy.local_search.around import Around, Move
from vrpcore.solvers.greedy.route import Route, Trips

_MAX_BLOCK = 3
"""Most visits that or-opt moves at once."""
_MAX_REACH = 40
"""Farthest that or-opt moves them, in visits."""
_MAX_CHECKED = 128
"""Orders with the shortest ways that are checked against the windows."""


def reorderings(around: Around) -> Iterator[Move]:
    """Find shorter orders of each stretch of consecutive visits."""
    line = around.route.line
    assert line is not None
    begin = 1
    for idx in range(1, len(line.kinds)):
        if line.kinds[idx] < 0:
            if idx - begin > 1:
                yield from _of_stretch(around, line, begin, idx)
            begin = idx + 1


def _of_stretch(around: Around, line: Line, begin: int, end: int) -> Iterator[Move]:
    """Better orders of the visits ``begin:end`` of a line."""
    vehicle_type = around.space.instance.vehicle_types[around.route.type_idx]
    places = np.array(line.places[begin - 1 : end + 1], dtype=np.int64)
    metres, seconds = around.space.legs.between(vehicle_type.profile, places, places)
    cost = metres * vehicle_type.cost_per_metre + seconds * vehicle_type.cost_per_second
    rearranged = _rearrangements(end - begin)
    deltas = rearranged.deltas(cost)
    if (metres < 0).any():
        deltas[rearranged.deltas(np.where(metres < 0, 1, 0)) > 0] = 0
    chosen = np.flatnonzero(deltas < 0)
    chosen = chosen[np.argsort(deltas[chosen], kind="stable")[:_MAX_CHECKED]]
    if not chosen.size:
        return
    orders = rearranged.orders(chosen)
    for idx in np.flatnonzero(_in_time(line, begin, orders, seconds)):
        order = [line.kinds[begin + place] for place in orders[idx].tolist()]
        yield Move(
            int(deltas[chosen[idx]]),
            partial(_reorder, around.route, line.kinds[begin:end], order),
            around.slot,
        )


def _in_time(line: Line, begin: int, orders: IntArray, seconds: IntArray) -> BoolArray:
    """Whether each order lets every visit and the rest of the route begin in its window as it is."""
    before = line.prefix[begin - 1]
    time = np.full(len(orders), before[0] + before[1], dtype=np.int64)
    size = orders.shape[1]
    earliest = np.array(line.earliest[begin : begin + size], dtype=np.int64)
    latest = np.array(line.latest[begin : begin + size], dtype=np.int64)
    service = np.array(line.service[begin : begin + size], dtype=np.int64)
    in_time: BoolArray = np.ones(len(orders), dtype=np.bool_)
    here = np.zeros(len(orders), dtype=np.int64)
    for step in range(size):
        visit = orders[:, step]
        time += seconds[here, visit + 1]
        in_time &= time <= latest[visit]
        np.maximum(time, earliest[visit], out=time)
        time += service[visit]
        here = visit + 1
    time += seconds[here, size + 1]
    in_time &= time <= line.suffix[begin + size][2]
    return in_time


def _reorder(route: Route, old: list[int], new: list[int]) -> dict[int, Trips]:
    becomes = dict(zip(old, new, strict=True))
    trips = tuple(
        (depot, tuple(becomes.get(visit, visit) for visit in visits)) for depot, visits in route.trips
    )
    return {route.slot: trips}


@dataclass(frozen=True, slots=True)
class _Rearrangements:
    """All ways to rearrange a stretch of `size` visits: before it the place 0, after it ``size + 1``.

    Each becomes head + first piece + second piece + tail; a piece is visited backwards where its first
    place is larger than its last. The second piece may be missing (first place 0).
    """

    size: int
    pieces: IntArray
    """Shape (4, ways): first and last place of either piece."""
    new_legs: IntArray
    """Shape (3, ways): positions of the legs that join the pieces in the flat matrix of legs, and one 0."""
    plus: IntArray
    """Shape (3, ways): positions in the running costs, forth and then back, that count with a plus."""
    minus: IntArray
    """Shape (3, ways): those that count with a minus."""

    @classmethod
    def of(cls, size: int, pieces: IntArray) -> _Rearrangements:
        """Work out once what does not depend on the costs."""
        a, b, c, d = pieces
        has_second = c > 0
        low = np.where(has_second, pieces.min(axis=0, where=pieces > 0, initial=size), np.minimum(a, b))
        high = pieces.max(axis=0)
        places, back = size + 2, size + 2
        join = np.where(has_second, b * places + c, places * places)
        legs = ((low - 1) * places + a, np.where(has_second, d, b) * places + high + 1, join)
        plus, minus = [low - 1], [high + 1]
        for first, last in ((a, b), (c, d)):
            is_forth = first <= last
            plus.append(np.where(is_forth, last, back + first))
            minus.append(np.where(is_forth, first, back + last))
        return cls(size, pieces, np.stack(legs), np.stack(plus), np.stack(minus))

    def deltas(self, cost: IntArray) -> IntArray:
        """Change of the sum of leg costs of each way."""
        steps = np.arange(self.size + 1)
        forth = np.concatenate(([0], np.cumsum(cost[steps, steps + 1])))
        back = np.concatenate(([0], np.cumsum(cost[steps + 1, steps])))
        running = np.concatenate((forth, back))
        found: IntArray = np.append(cost.ravel(), 0).take(self.new_legs).sum(axis=0)
        found += running.take(self.plus).sum(axis=0)
        found -= running.take(self.minus).sum(axis=0)
        return found

    def orders(self, chosen: IntArray) -> IntArray:
        """The visits, counted from 0, in the order of each chosen way."""
        found = np.tile(np.arange(self.size, dtype=np.int64), (len(chosen), 1))
        for nth, way in enumerate(chosen.tolist()):
            a, b, c, d = self.pieces[:, way].tolist()
            order = _piece(a, b) + (_piece(c, d) if c else [])
            low = min(order)
            found[nth, low : low + len(order)] = order
        return found


def _piece(first: int, last: int) -> list[int]:
    return [*range(first - 1, last)] if first <= last else [*range(first - 1, last - 2, -1)]


@lru_cache(maxsize=32)
def _rearrangements(size: int) -> _Rearrangements:
    """Two-opt reversals and or-opt moves of a stretch of that many visits."""
    first, last = np.triu_indices(size, 1)
    none = np.zeros_like(first)
    found = [np.stack((last + 1, first + 1, none, none))]
    for length in range(1, min(_MAX_BLOCK, size - 1) + 1):
        grid = np.meshgrid(np.arange(1, size - length + 2), np.arange(1, size + 1), indexing="ij")
        begin, until = (axis.ravel() for axis in grid)
        end = begin + length - 1
        later = (until > end) & (until - end <= _MAX_REACH)
        sooner = (until < begin) & (begin - until <= _MAX_REACH) & (begin - until > 1)
        for a, b in ((begin, end), (end, begin))[: 1 if length == 1 else 2]:
            found.append(np.stack((end + 1, until, a, b))[:, later])
            found.append(np.stack((a, b, until, begin - 1))[:, sooner])
    return _Rearrangements.of(size, np.concatenate(found, axis=1).astype(np.int64))
