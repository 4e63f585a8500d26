"""Which visits lie near which: the granular neighbourhood of the local search."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.gaps import FAR
from vrpcore.solvers.greedy.pace import is_over
from vrpcore.solvers.greedy.state import ABSENT, State

_BLOCK = 512


class Neighbours:
    """The nearest active visits of each active visit (Toth and Vigo 2003, "The granular tabu search").

    Nearness is the travel time by the first vehicle type, plus what waiting and lateness the windows force on
    the one visit straight after the other (Vidal et al. 2013, section 4.2).
    """

    def __init__(self, state: State, size: int, control: RunControl) -> None:
        self._state = state
        self._space = state.space
        table = state.space.table
        self.visits: IntArray = np.flatnonzero(state.slot_of >= ABSENT)
        self._row = np.zeros(len(table), dtype=np.int64)
        self._row[self.visits] = np.arange(len(self.visits))
        size = min(size, max(0, len(self.visits) - 1))
        self.near: IntArray = np.repeat(self.visits[:, None], size, axis=1)
        """Row per active visit, nearest first; the visit itself where time ran out before."""
        if not size or not len(state.space.profile):
            return
        ends = [(spans[0][0], spans[-1][1]) if spans else (0, 0) for spans in (v.spans for v in table.visits)]
        self._opens, self._closes = np.clip(np.array(ends, dtype=np.int64)[self.visits].T, -FAR, FAR)
        for first in range(0, len(self.visits), _BLOCK):
            if is_over(control):
                return
            rows = np.arange(first, min(first + _BLOCK, len(self.visits)))
            # Ties go to the smaller number, on every platform: no two keys are equal.
            keys = self._apart(rows) * len(self.visits) + np.arange(len(self.visits))
            keys[np.arange(len(rows)), rows] = -1
            found = np.argpartition(keys, size, axis=1)[:, : size + 1]
            found = np.take_along_axis(found, np.take_along_axis(keys, found, axis=1).argsort(axis=1), axis=1)
            self.near[rows] = self.visits[found[:, 1:]]

    def _apart(self, rows: IntArray) -> IntArray:
        """How far visits are apart in seconds, the better direction counting."""
        table, legs = self._space.table, self._space.legs
        profile = int(self._space.profile[0])
        places = table.place[self.visits]
        service = table.service[0, self.visits]
        forth_m, forth = legs.between(profile, places[rows], places)
        back_m, back = legs.into(profile, places[rows], places)
        found = []
        for seconds, metres, earlier, later in (
            (forth, forth_m, rows[:, None], slice(None)),
            (back, back_m, slice(None), rows[:, None]),
        ):
            arrives = service[earlier] + seconds
            wait = np.maximum(self._opens[later] - self._closes[earlier] - arrives, 0)
            late = np.maximum(self._opens[earlier] + arrives - self._closes[later], 0)
            away = seconds * 10 + wait * 2 + late * 10
            found.append(np.where(metres < 0, FAR, away))
        best: IntArray = np.minimum(*found)
        return np.minimum(best, FAR)

    def of(self, visits: tuple[int, ...]) -> IntArray:
        """All active visits near any of these, without these, by number."""
        chosen = list(visits)
        is_near = np.zeros(len(self._row), dtype=np.bool_)
        is_near[self.near[self._row[chosen]]] = True
        is_near[chosen] = False
        near = np.flatnonzero(is_near)
        found: IntArray = near[self._state.slot_of[near] >= ABSENT]
        return found

    def slots(self, visits: tuple[int, ...], most: int) -> list[int]:
        """Slots of the routes of visits near any of these, those with most of them first."""
        slots = self._state.slot_of[self.of(visits)]
        found, counts = np.unique(slots[slots > ABSENT], return_counts=True)
        ordered: list[int] = found[np.lexsort((found, -counts))[:most]].tolist()
        return ordered
