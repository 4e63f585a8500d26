"""A route and what lies around it: what every kind of move looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vrpcore.lowering.instance import IntArray
from vrpcore.solvers.greedy.neighbours import Neighbours
from vrpcore.solvers.greedy.route import Route, Trips
from vrpcore.solvers.greedy.state import State

_MAX_ROUTES = 12
"""Neighbour routes that are looked at: those with most neighbours of the route's visits."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change that seems to lower the cost by ``-delta``; its trips are made when it is tried."""

    delta: int
    trips: Callable[[], dict[int, Trips]]
    slot: int
    """The slot whose route must still be the same; -1 for none."""


class Around:
    """One route, the visits near it, and the routes that have most of them."""

    def __init__(self, state: State, neighbours: Neighbours, slot: int) -> None:
        self.state = state
        self.space = state.space
        self.slot = slot
        self.route = state.routes[slot]
        self.visits: IntArray = np.array(self.route.visits, dtype=np.int64)
        self._neighbours = neighbours
        self.near: IntArray = neighbours.of(self.route.visits)
        """Active visits near the route, not in it."""

    @cached_property
    def routes(self) -> list[Route]:
        """Routes of the visits near, those with most of them first."""
        return [self.state.routes[slot] for slot in self._neighbours.slots(self.route.visits, _MAX_ROUTES)]
