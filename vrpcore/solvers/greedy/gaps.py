"""Places where a visit could go, as columns of one integer matrix, so that they are checked all at once.

A *gap* lies between two events of a route, or opens a new trip there; a *spot* is the gap that the removal
of a visit would leave. Both have the same rows, so that one function (`insertion_costs`) prices both.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, IntArray
from vrpcore.solvers.greedy.line import Segment

(
    FROM,  # place before
    TO,  # place after
    METRES,  # change of distance apart from the two legs of the visit
    COST,  # change of cost apart from legs, time and serving: opening a slot, serving what left the spot
    P_DURATION,  # segment before
    P_EARLIEST,
    P_LATEST,
    S_DURATION,  # segment after
    S_EARLIEST,
    S_LATEST,
    DURATION,  # of the route as it is
    MAX_DURATION,
    METRES_LEFT,  # until the longest distance
    TYPE,
    SHIFT,
    SLOT,
    PAIR,  # vehicle type and loading depot, see `VisitTable.pairs`
    TRIP,  # trip to insert into, or number of the new trip
    POSITION,  # visits of the trip before the gap; -1 for a new trip
    TAKES,  # bit 1: deliveries, bit 2: pickups
    LOADED,  # begin of the loading window as it is: later releases push the loading
    B_DURATION,  # segment before the loading
    B_EARLIEST,
    B_LATEST,
    B_TRAVEL,  # seconds to the loading
    L_LATEST,  # end of the loading window
    L_DURATION,
    T_DURATION,  # segment of the trip from after the loading to the gap
    T_EARLIEST,
    T_LATEST,
    T_TRAVEL,
) = range(31)
ROOM = 31
"""First of the rows with the room left for a delivery, then as many for a pickup, per limited dimension."""

FAR = 2**45
NOTHING: Segment = (0, -FAR, FAR)
"""The segment without events: joined without travel it changes nothing."""
UNLIMITED = NO_LIMIT


def as_matrix(columns: Sequence[Sequence[int]], num_rows: int) -> IntArray:
    """Make a gap matrix of its columns."""
    if not columns:
        return np.zeros((num_rows, 0), dtype=np.int64)
    return np.ascontiguousarray(np.array(columns, dtype=np.int64).T)
