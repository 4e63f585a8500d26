"""The local search: routes that changed are looked at until no move improves any."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

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

    def __init__(self, state: State, control: RunControl, neighbours: Neighbours) -> None:
        self.state = state
        self.control = control
        self.neighbours = neighbours
        self.num_moves = 0
        self._queue: deque[int] = deque()
        self._queued: set[int] = set()

    @property
    def must_stop(self) -> bool:
        """Whether a limit is reached or the run is cancelled."""
        state = self.state
        reason = self.control.reason_to_stop(self.num_moves, state.cost, is_feasible=state.is_feasible)
        return reason is not None

    def run(self, slots: Iterable[int]) -> None:
        """Improve routes, and those that change by it, until no move helps or the run must stop."""
        for slot in slots:
            self._push(slot)
        while self._queue and not self.must_stop:
            slot = self._queue.popleft()
            self._queued.discard(slot)
            if slot in self.state.routes:
                self.control.tell("local search", self.num_moves, self.state.known_cost)
                self._improve(slot)

    def _push(self, slot: int) -> None:
        if slot not in self._queued:
            self._queued.add(slot)
            self._queue.append(slot)

    def _improve(self, slot: int) -> None:
        around = Around(self.state, self.neighbours, slot)
        for kind in _KINDS:
            changed: dict[int, None] = {}
            tries = 0
            for move in sorted(kind(around), key=lambda move: move.delta):
                if tries == _TRIES or (changed and self.must_stop):
                    break
                if move.slot not in changed:
                    tries += 1
                    change = self.state.change(move.trips())
                    if change is not None:
                        self.num_moves += 1
                        changed.update(dict.fromkeys(change.routes))
            for each in changed:
                self._push(each)
            if changed:
                return
