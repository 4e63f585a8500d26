"""Which visits lie near which: the granular neighbourhood of the local search."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy.state import ABSENT, State

_BLOCK = 512


class Neighbours:
    """The nearest active visits of each active visit (Toth and Vigo 2003, "The granular tabu search").

    Nearness is the shorter leg of the two directions, by the first vehicle type's profile.
    """

    def __init__(self, state: State, size: int) -> None:
        self._state = state
        table = state.space.table
        self.visits: IntArray = np.flatnonzero(state.slot_of >= ABSENT)
        self._row = np.zeros(len(table), dtype=np.int64)
        self._row[self.visits] = np.arange(len(self.visits))
        size = min(size, max(0, len(self.visits) - 1))
        self._near = np.zeros((len(self.visits), size), dtype=np.int64)
        profile = int(state.space.profile[0]) if len(state.space.profile) else 0
        places = table.place[self.visits]
        for first in range(0, len(self.visits) if size else 0, _BLOCK):
            rows = np.arange(first, min(first + _BLOCK, len(self.visits)))
            forth, _ = state.space.legs.between(profile, places[rows], places)
            back, _ = state.space.legs.into(profile, places[rows], places)
            near = np.minimum(forth, back)
            near[near < 0] = np.iinfo(np.int64).max
            near[np.arange(len(rows)), rows] = -1
            # Ties go to the smaller number, on every platform: the rank makes all keys distinct.
            found = np.argsort(near, axis=1, kind="stable")[:, 1 : size + 1]
            self._near[rows] = self.visits[found]

    def of(self, visits: tuple[int, ...]) -> IntArray:
        """All active visits near any of these, without these, by number."""
        near = np.unique(self._near[self._row[list(visits)]])
        near = near[self._state.slot_of[near] >= ABSENT]
        return near[~np.isin(near, visits)]
