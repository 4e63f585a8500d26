"""The local search: routes that changed are looked at until no move improves any."""

from __future__ import annotations

from collections import deque

from vrpcore.solvers.control import RunControl
from vrpcore.solvers.greedy.local_search.around import Around
from vrpcore.solvers.greedy.local_search.relocate import relocations
from vrpcore.solvers.greedy.local_search.reorder import reorderings
from vrpcore.solvers.greedy.local_search.swap import swaps
from vrpcore.solvers.greedy.local_search.tails import tail_swaps
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.state import State

_TRIES = 4
"""Best moves of a kind that are tried exactly before the next kind is looked at."""
_KINDS = (reorderings, relocations, swaps, tail_swaps)


class LocalSearch:
    """Best improvement per route and kind of move."""

    def __init__(self, state: State, control: RunControl, num_neighbours: int) -> None:
        self.state = state
        self.control = control
        self.neighbours = Neighbours(state, num_neighbours)
        self.num_moves = 0
        self._queue: deque[int] = deque()
        self._queued: set[int] = set()

    def run(self) -> None:
        """Improve until no move helps, or time is up."""
        for slot in sorted(self.state.routes):
            self._push(slot)
        while self._queue and self.control.reason_to_stop(self.num_moves) is None:
            slot = self._queue.popleft()
            self._queued.discard(slot)
            if slot in self.state.routes:
                self._improve(slot)

    def _push(self, slot: int) -> None:
        if slot not in self._queued:
            self._queued.add(slot)
            self._queue.append(slot)

    def _improve(self, slot: int) -> None:
        around = Around(self.state, self.neighbours, slot)
        for kind in _KINDS:
            moves = sorted(kind(around), key=lambda move: move.delta)
            for move in moves[:_TRIES]:
                change = self.state.change(move.trips())
                if change is not None:
                    self.num_moves += 1
                    for changed in change.routes:
                        self._push(changed)
                    return
