"""Chains of visits that savings joins, priced for every unused kind of vehicle at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.insertion import Segments, join_arrays
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.greedy.visit_table import INFINITE


@dataclass(slots=True)
class Direction:
    """A chain in one of its two directions; arrays have one entry per gap of unused slots."""

    first: int
    last: int
    """First and last visit."""
    segment: Segments
    """From the first service to the end of the last; an earliest start of `FAR` where that is impossible."""
    metres: IntArray


@dataclass(slots=True)
class Chain:
    """Visits in a row, not yet given to a vehicle."""

    visits: list[int]
    load: list[int]
    release: int
    serving: IntArray
    """Fees and surcharges per gap; `INFINITE` or more where the vehicle may not serve some visit."""
    forth: Direction
    back: Direction
    costs: IntArray
    """Cost of a route of its own per gap."""
    cost: int
    """The least of them."""
    number: int
    """Differs between any two chains."""

    @property
    def is_loose(self) -> bool:
        """Whether several visits could also be visited the other way round."""
        return len(self.visits) > 1 and bool((self.back.segment[1] < row.FAR).any())

    def turned(self) -> Chain:
        """The same visits the other way round; the costs are not those of that way."""
        return replace(self, visits=self.visits[::-1], forth=self.back, back=self.forth)


class ChainPricer:
    """Makes chains and joins them."""

    def __init__(self, state: State) -> None:
        space = state.space
        self.space = space
        self._table = space.table
        openings = state.openings
        routes = [openings.empty_route(number) for number in openings.is_free()]
        self.gaps: IntArray = np.concatenate([route.gaps for route in routes], axis=1)
        self.class_of_gap: IntArray = np.repeat(openings.is_free(), [route.gaps.shape[1] for route in routes])
        types = self.gaps[row.TYPE]
        self._types = types
        self._shifts = self.gaps[row.SHIFT]
        self._pairs = self.gaps[row.PAIR]
        self._per_metre = space.per_metre[types]
        self._per_second = space.per_second[types]
        self._opening = self.gaps[row.COST]
        profiles = space.profile[types]
        self._profiles, self._profile_of_gap = np.unique(profiles, return_inverse=True)
        homes = np.stack((profiles, self.gaps[row.FROM], self.gaps[row.TO]))
        distinct, self._home_of_gap = np.unique(homes, axis=1, return_inverse=True)
        places = self._table.place
        out = [space.legs.between(p, np.array([a]), places) for p, a, _ in distinct.T.tolist()]
        back = [space.legs.into(p, np.array([b]), places) for p, _, b in distinct.T.tolist()]
        self._out_m = np.concatenate([metres for metres, _ in out])
        self._out_s = np.concatenate([seconds for _, seconds in out])
        self._back_m = np.concatenate([metres for metres, _ in back])
        self._back_s = np.concatenate([seconds for _, seconds in back])
        instance = space.instance
        self.capacity = [
            max(instance.vehicle_types[t].capacity[k] for t in set(types.tolist()))
            for k in self._table.dimensions
        ]
        self._room = self.gaps[row.ROOM : row.ROOM + len(self.capacity)]
        self._count = 0
        self._known_legs: dict[tuple[int, int], tuple[IntArray, IntArray]] = {}
        self._before: Segments = (
            self.gaps[row.P_DURATION],
            self.gaps[row.P_EARLIEST],
            self.gaps[row.P_LATEST],
        )
        self._after: Segments = (
            self.gaps[row.S_DURATION],
            self.gaps[row.S_EARLIEST],
            self.gaps[row.S_LATEST],
        )

    def single(self, visit: int) -> Chain | None:
        """The chain of one visit; None where no unused slot can serve it."""
        table = self._table
        earliest, latest = table.windows[0]  # of several windows the first: later ones are for insertion
        segment = (
            table.service[self._types, visit],
            earliest[self._shifts, visit],
            latest[self._shifts, visit],
        )
        way = Direction(visit, visit, segment, np.zeros(len(self._types), dtype=np.int64))
        load = table.load[:, visit].tolist()
        release = int(table.release[visit])
        serving = table.serving[self._pairs, visit]
        return self._priced([visit], load, release, serving, way, way)

    def joined(self, a: Chain, b: Chain) -> Chain | None:
        """The chain of first `a`, then `b`; None where no unused slot can serve it."""
        if not ((a.costs < INFINITE) & (b.costs < INFINITE)).any():  # what cannot go alone cannot go together
            return None
        load = [x + y for x, y in zip(a.load, b.load, strict=True)]
        if any(weight > most for weight, most in zip(load, self.capacity, strict=True)):
            return None
        forth = self._join(a.forth, b.forth)
        back = self._join(b.back, a.back)
        serving = np.minimum(a.serving + b.serving, INFINITE)
        return self._priced(a.visits + b.visits, load, max(a.release, b.release), serving, forth, back)

    def _join(self, a: Direction, b: Direction) -> Direction:
        """Run through `a`, then through `b`."""
        metres, seconds = self._legs(a.last, b.first)
        segment, fits = join_arrays(a.segment, b.segment, seconds)
        segment[1][~fits | (seconds < 0)] = row.FAR
        return Direction(a.first, b.last, segment, a.metres + b.metres + metres)

    def _legs(self, a: int, b: int) -> tuple[IntArray, IntArray]:
        """Metres and seconds from one visit to another, per gap."""
        key = (a, b)
        if key not in self._known_legs:
            places = self._table.place
            origin, destination = places[a : a + 1], places[b : b + 1]
            legs = [self.space.legs.each(p, origin, destination) for p in self._profiles.tolist()]
            metres, seconds = np.array(legs, dtype=np.int64)[self._profile_of_gap, :, 0].T
            self._known_legs[key] = (metres, seconds)
        return self._known_legs[key]

    def _priced(
        self,
        visits: list[int],
        load: list[int],
        release: int,
        serving: IntArray,
        forth: Direction,
        back: Direction,
    ) -> Chain | None:
        gaps, home = self.gaps, self._home_of_gap
        out_m, out_s = self._out_m[home, forth.first], self._out_s[home, forth.first]
        back_m, back_s = self._back_m[home, forth.last], self._back_s[home, forth.last]
        before, fits = self._released(release)
        fits = fits & (serving < INFINITE) & (out_m >= 0) & (back_m >= 0)
        for k, weight in enumerate(load):
            fits &= weight <= self._room[k]
        whole, fits_in = join_arrays(before, forth.segment, out_s)
        whole, fits_out = join_arrays(whole, self._after, back_s)
        metres = out_m + forth.metres + back_m + gaps[row.METRES]
        fits &= fits_in & fits_out & (forth.segment[1] < row.FAR)
        fits &= (metres <= gaps[row.METRES_LEFT]) & (whole[0] <= gaps[row.MAX_DURATION])
        if not fits.any():
            return None
        costs = self._opening + metres * self._per_metre + whole[0] * self._per_second + serving
        costs[~fits] = INFINITE
        self._count += 1
        return Chain(visits, load, release, serving, forth, back, costs, int(costs.min()), self._count)

    def _released(self, release: int) -> tuple[Segments, np.ndarray]:
        """Segments up to the loading, begun no sooner than a release."""
        gaps = self.gaps
        if release <= gaps[row.LOADED].min():
            return self._before, np.ones(gaps.shape[1], dtype=np.bool_)
        begin = np.maximum(gaps[row.LOADED], release)
        latest = gaps[row.L_LATEST]
        loading = (gaps[row.L_DURATION], begin, latest)
        start = (gaps[row.B_DURATION], gaps[row.B_EARLIEST], gaps[row.B_LATEST])
        loaded, fits = join_arrays(start, loading, gaps[row.B_TRAVEL])
        rests = (gaps[row.T_DURATION], gaps[row.T_EARLIEST], gaps[row.T_LATEST])
        before, fits_rests = join_arrays(loaded, rests, gaps[row.T_TRAVEL])
        return before, fits & fits_rests & (begin <= latest)
