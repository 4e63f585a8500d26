"""What it costs to put visits into gaps: all visits against all gaps in one vectorised stroke."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import BoolArray, IntArray
from vrpcore.solvers.greedy import gaps as row
from vrpcore.solvers.greedy.loads import DELIVERIES, PICKUPS
from vrpcore.solvers.greedy.visit_table import INFINITE
from vrpcore.solvers.greedy.workspace import Workspace

Segments = tuple[IntArray, IntArray, IntArray]


def insertion_costs(space: Workspace, gaps: IntArray, visits: IntArray) -> IntArray:
    """Change of a route's cost by each visit in each gap, with least-time schedules.

    Returns
    -------
    IntArray
        Shape (gaps, visits); `INFINITE` where the route would break a rule of its own.
    """
    rows, columns = _candidates(space, gaps, visits)
    if not (rows.all() and columns.all()):
        found = np.full((gaps.shape[1], visits.size), INFINITE, dtype=np.int64)
        if rows.any() and columns.any():
            found[np.ix_(rows, columns)] = _insertion_costs(space, gaps[:, rows], visits[columns])
        return found
    return _insertion_costs(space, gaps, visits)


def _candidates(space: Workspace, gaps: IntArray, visits: IntArray) -> tuple[BoolArray, BoolArray]:
    """Gaps with room for the smallest of the visits, and visits that some of the gaps could take."""
    table = space.table
    size = len(table.dimensions)
    rows: BoolArray = np.ones(gaps.shape[1], dtype=np.bool_)
    columns: BoolArray = np.ones(visits.size, dtype=np.bool_)
    if not (rows.size and columns.size):
        return rows, columns
    type_idx, shift = int(gaps[row.TYPE, 0]), int(gaps[row.SHIFT, 0])
    if (gaps[row.TYPE] == type_idx).all() and (gaps[row.SHIFT] == shift).all():
        columns &= table.may_serve(type_idx, shift)[visits]
    for k in range(size):
        if not columns.any():
            break
        load = table.load[k, visits[columns]]
        room = np.maximum(gaps[row.ROOM + k], gaps[row.ROOM + size + k])
        rows &= room >= load.min()
        columns[columns] = load <= room.max()
    return rows, columns


def _insertion_costs(space: Workspace, gaps: IntArray, visits: IntArray) -> IntArray:
    table = space.table
    types = gaps[row.TYPE]
    is_uniform = bool((types == types[0]).all())
    serving = _rows(table.serving, gaps[row.PAIR], visits)
    possible = (serving < INFINITE) & _fits(space, gaps, visits)
    metres_in, seconds_in, metres_out, seconds_out = _legs(space, gaps, visits, is_uniform=is_uniform)
    metres = metres_in + metres_out
    metres += gaps[row.METRES][:, None]
    possible &= (metres_in >= 0) & (metres_out >= 0) & (metres <= gaps[row.METRES_LEFT][:, None])
    if is_uniform:
        service = table.service[int(types[0])][visits][None, :]
        cost = metres * int(space.per_metre[types[0]])
        per_second: int | IntArray = int(space.per_second[types[0]])
    else:
        service = table.service[types[:, None], visits]
        cost = metres * space.per_metre[types][:, None]
        per_second = space.per_second[types][:, None]
    cost += serving
    cost += gaps[row.COST][:, None]
    durations = _durations(space, gaps, visits, seconds_in, seconds_out, service)
    possible &= durations <= gaps[row.MAX_DURATION][:, None]
    durations -= gaps[row.DURATION][:, None]
    durations *= per_second
    cost += durations
    cost[~possible] = INFINITE
    return cost


def _rows(values: IntArray, rows: IntArray, visits: IntArray) -> IntArray:
    """``values[rows][:, visits]``, as a single row where all rows are the same."""
    found: IntArray
    if (rows == rows[0]).all():
        found = values[int(rows[0])][visits][None, :]
    else:
        found = values[rows[:, None], visits]
    return found


def _fits(space: Workspace, gaps: IntArray, visits: IntArray) -> BoolArray:
    """Whether capacity and the backhaul rule let a visit in."""
    table = space.table
    size = len(table.dimensions)
    is_pickup = table.is_pickup[visits]
    some_pickup = bool(is_pickup.any())
    fits: BoolArray = np.ones((gaps.shape[1], visits.size), dtype=np.bool_)
    for k in range(size):
        load = table.load[k, visits]
        room = gaps[row.ROOM + k][:, None]
        if some_pickup:
            room = np.where(is_pickup[None, :], gaps[row.ROOM + size + k][:, None], room)
        fits &= load <= room
    if space.instance.backhaul_last:
        bit = np.where(is_pickup, PICKUPS, DELIVERIES)
        fits &= (gaps[row.TAKES][:, None] & bit) != 0
    return fits


def _legs(
    space: Workspace, gaps: IntArray, visits: IntArray, *, is_uniform: bool
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Metres and seconds to and from the visits."""
    places = space.table.place[visits]
    profiles = space.profile[gaps[row.TYPE]]
    if is_uniform or (profiles == profiles[0]).all():
        profile = int(profiles[0])
        return (
            *space.legs.between(profile, gaps[row.FROM], places),
            *space.legs.into(profile, gaps[row.TO], places),
        )
    shape = (gaps.shape[1], visits.size)
    found = tuple(np.empty(shape, dtype=np.int64) for _ in range(4))
    for profile in np.unique(profiles).tolist():
        chosen = profiles == profile
        found[0][chosen], found[1][chosen] = space.legs.between(profile, gaps[row.FROM][chosen], places)
        found[2][chosen], found[3][chosen] = space.legs.into(profile, gaps[row.TO][chosen], places)
    return found[0], found[1], found[2], found[3]


def _durations(
    space: Workspace,
    gaps: IntArray,
    visits: IntArray,
    seconds_in: IntArray,
    seconds_out: IntArray,
    service: IntArray,
) -> IntArray:
    """Least duration of the route with the visit; beyond `FAR` where no schedule keeps the time rules."""
    table = space.table
    before: Segments = _columns(gaps, row.P_DURATION)
    release = table.release[visits]
    loaded = gaps[row.LOADED]
    if release.max() > loaded.min():
        before = _pushed(gaps, before, release, release > loaded.min())
    after: Segments = _columns(gaps, row.S_DURATION)
    best: IntArray | None = None
    for earliest, latest in table.windows:
        window = (_rows(earliest, gaps[row.SHIFT], visits), _rows(latest, gaps[row.SHIFT], visits))
        with_visit, fits_in = join_arrays(before, (service, *window), seconds_in)
        whole, fits_out = join_arrays(with_visit, after, seconds_out)
        duration = whole[0]
        duration[~(fits_in & fits_out)] = 2 * row.FAR
        best = duration if best is None else np.minimum(best, duration)
    assert best is not None
    return best


def _columns(gaps: IntArray, first: int) -> Segments:
    return gaps[first][:, None], gaps[first + 1][:, None], gaps[first + 2][:, None]


def _pushed(gaps: IntArray, before: Segments, release: IntArray, late: BoolArray) -> Segments:
    """The segments before the gaps where releases that come during the shift push the loading back."""
    begin = np.maximum(gaps[row.LOADED][:, None], release[late][None, :])
    latest = gaps[row.L_LATEST][:, None]
    loading = (gaps[row.L_DURATION][:, None], begin, latest)
    loaded, fits = join_arrays(_columns(gaps, row.B_DURATION), loading, gaps[row.B_TRAVEL][:, None])
    pushed, fits_trip = join_arrays(loaded, _columns(gaps, row.T_DURATION), gaps[row.T_TRAVEL][:, None])
    impossible = ~(fits & fits_trip & (begin <= latest))
    shape = (gaps.shape[1], len(release))
    found = []
    for own, new in zip(before, pushed, strict=True):
        full = np.array(np.broadcast_to(own, shape))
        full[:, late] = new
        found.append(full)
    blocked = np.zeros(shape, dtype=np.bool_)
    blocked[:, late] = impossible
    found[1][blocked] = row.FAR  # an earliest start that nothing after can keep
    return found[0], found[1], found[2]


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
