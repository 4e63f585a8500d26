"""What it costs to put visits into gaps: all visits against all gaps in one vectorised stroke.

The pairs of a gap and a visit that are worth a look are few (other days, full vehicles, long ways): they are
found by cheap rules first, and only theirs are the schedules that are worked out.
"""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import BoolArray, IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.loads import DELIVERIES, PICKUPS
from vrpcore.solvers.greedy.visit_table import INFINITE
from vrpcore.solvers.greedy.workspace import Workspace

Segments = tuple[IntArray, IntArray, IntArray]


def insertion_costs(
    space: Workspace, gaps: IntArray, visits: IntArray, below: IntArray | None = None
) -> IntArray:
    """Change of a route's cost by each visit in each gap, with least-time schedules.

    Parameters
    ----------
    below
        Per visit the cost from which on the answer does not matter: it may then be `INFINITE`.

    Returns
    -------
    IntArray
        Shape (gaps, visits); `INFINITE` where the route would break a rule of its own.
    """
    found = np.full((gaps.shape[1], visits.size), INFINITE, dtype=np.int64)
    if not found.size:
        return found
    cells = np.flatnonzero(_candidates(space, gaps, visits))
    if not cells.size:
        return found
    at = cells // visits.size
    column = cells - at * visits.size
    one = visits.take(column)
    types = gaps[row.TYPE]
    places = space.table.place.take(one)
    metres_in, metres_out, seconds_in, seconds_out = _legs(space, gaps, at, places)
    possible = (metres_in >= 0) & (metres_out >= 0)
    metres = metres_in + metres_out
    metres += gaps[row.METRES].take(at)
    possible &= metres <= gaps[row.METRES_LEFT].take(at)
    cost = metres
    cost *= space.per_metre[types].take(at)
    cost += space.table.serving[gaps[row.PAIR].take(at), one]
    cost += gaps[row.COST].take(at)
    if below is not None:
        possible &= cost < below.take(column)
    if not possible.all():
        cells, at, one, cost = cells[possible], at[possible], one[possible], cost[possible]
        if not cells.size:
            return found
        seconds_in, seconds_out = seconds_in[possible], seconds_out[possible]
    durations = _durations(space, gaps, at, one, seconds_in, seconds_out)
    late = durations > gaps[row.MAX_DURATION].take(at)
    durations -= gaps[row.DURATION].take(at)
    durations *= space.per_second[types].take(at)
    cost += durations
    cost[late] = INFINITE
    found.ravel()[cells] = cost
    return found


def _candidates(space: Workspace, gaps: IntArray, visits: IntArray) -> BoolArray:
    """Shape (gaps, visits): whether depot, day, capacity and the backhaul rule let a visit in."""
    table = space.table
    size = len(table.dimensions)
    fits: BoolArray = _rows(table.is_servable, gaps[row.PAIR], visits)
    fits = fits & _rows(table.is_open, gaps[row.SHIFT], visits)
    is_pickup = table.is_pickup.take(visits)
    some_pickup = bool(is_pickup.any())
    for k in range(size):
        room = gaps[row.ROOM + k][:, None]
        if some_pickup:
            room = np.where(is_pickup[None, :], gaps[row.ROOM + size + k][:, None], room)
        fits = fits & (table.load[k].take(visits) <= room)
    if space.instance.backhaul_last:
        bit = np.where(is_pickup, PICKUPS, DELIVERIES)
        fits = fits & ((gaps[row.TAKES][:, None] & bit) != 0)
    found: BoolArray = np.broadcast_to(fits, (gaps.shape[1], visits.size))
    return found


def _rows(values: BoolArray, rows: IntArray, visits: IntArray) -> BoolArray:
    """``values[rows][:, visits]``, or a single row where all rows are the same."""
    found: BoolArray
    if (rows == rows[0]).all():
        found = values[rows[0]].take(visits)[None, :]
    else:
        found = values.take(visits, axis=1).take(rows, axis=0)
    return found


def _legs(
    space: Workspace, gaps: IntArray, at: IntArray, places: IntArray
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Metres to and from the visits, and seconds to and from them."""
    origins, destinations = gaps[row.FROM].take(at), gaps[row.TO].take(at)
    profiles = space.profile[gaps[row.TYPE]]
    if (profiles == profiles[0]).all():
        profile = int(profiles[0])
        metres_in, seconds_in = space.legs.each(profile, origins, places)
        metres_out, seconds_out = space.legs.each(profile, places, destinations)
        return metres_in, metres_out, seconds_in, seconds_out
    found = tuple(np.empty(len(at), dtype=np.int64) for _ in range(4))
    of_cell = profiles.take(at)
    for profile in np.unique(profiles).tolist():
        chosen = np.flatnonzero(of_cell == profile)
        here = places[chosen]
        found[0][chosen], found[2][chosen] = space.legs.each(profile, origins[chosen], here)
        found[1][chosen], found[3][chosen] = space.legs.each(profile, here, destinations[chosen])
    return found[0], found[1], found[2], found[3]


def _durations(
    space: Workspace,
    gaps: IntArray,
    at: IntArray,
    visits: IntArray,
    seconds_in: IntArray,
    seconds_out: IntArray,
) -> IntArray:
    """Least duration of the route with the visit; beyond `FAR` where no schedule keeps the time rules."""
    table = space.table
    service = table.service[gaps[row.TYPE].take(at), visits]
    before, after = _segments(gaps, row.P_DURATION, at), _segments(gaps, row.S_DURATION, at)
    if table.has_late_releases:
        _push(gaps, before, at, table.release.take(visits))
    shifts = gaps[row.SHIFT].take(at)
    best: IntArray | None = None
    for earliest, latest in table.windows:
        closes = latest[shifts, visits]
        if best is None:
            window = (service, earliest[shifts, visits], closes)
            best = _through(before, window, after, seconds_in, seconds_out)
            continue
        few = np.flatnonzero(closes > -row.FAR)  # most visits have one window
        if few.size:
            window = (service[few], earliest[shifts[few], visits[few]], closes[few])
            start, end = (_some(before, few), _some(after, few))
            other = _through(start, window, end, seconds_in[few], seconds_out[few])
            best[few] = np.minimum(best[few], other)
    assert best is not None
    return best


def _through(
    before: Segments, visit: Segments, after: Segments, seconds_in: IntArray, seconds_out: IntArray
) -> IntArray:
    """Duration of what comes before, the visit and what comes after; beyond `FAR` where that is too late."""
    with_visit, fits_in = join_arrays(before, visit, seconds_in)
    whole, fits_out = join_arrays(with_visit, after, seconds_out)
    duration = whole[0]
    duration[~(fits_in & fits_out)] = 2 * row.FAR
    return duration


def _segments(gaps: IntArray, first: int, at: IntArray) -> Segments:
    return gaps[first].take(at), gaps[first + 1].take(at), gaps[first + 2].take(at)


def _some(segments: Segments, few: IntArray) -> Segments:
    return segments[0][few], segments[1][few], segments[2][few]


def _push(gaps: IntArray, before: Segments, at: IntArray, release: IntArray) -> None:
    """Push the loading back where the release of a visit comes later than it, and what follows with it."""
    late = np.flatnonzero(release > gaps[row.LOADED].take(at))
    if not late.size:
        return
    at = at[late]
    begin = release[late]
    closes = gaps[row.L_LATEST].take(at)
    loading = (gaps[row.L_DURATION].take(at), begin, closes)
    loaded, fits = join_arrays(_segments(gaps, row.B_DURATION, at), loading, gaps[row.B_TRAVEL].take(at))
    trip = _segments(gaps, row.T_DURATION, at)
    pushed, fits_trip = join_arrays(loaded, trip, gaps[row.T_TRAVEL].take(at))
    pushed[1][~(fits & fits_trip & (begin <= closes))] = row.FAR  # nothing after can keep that
    for own, new in zip(before, pushed, strict=True):
        own[late] = new


def join_arrays(a: Segments, b: Segments, travel: IntArray) -> tuple[Segments, BoolArray]:
    """Join segments by legs (see `line`), and say where that is in time."""
    shift = a[0] + travel
    closes = b[2] - shift
    fits = a[1] <= closes
    opens = b[1] - shift
    wait = opens - a[2]
    np.maximum(wait, 0, out=wait)
    earliest = np.maximum(opens, a[1])
    earliest -= wait
    latest = np.minimum(closes, a[2])
    wait += shift
    wait += b[0]
    return (wait, earliest, latest), fits
