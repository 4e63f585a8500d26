"""The best schedule of a route equals the best of all starts, tried second by second."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vrpcore.lowering.instance import Rest
from vrpcore.solvers.timing import Event, best_timing

DAY = 60
"""Small enough to try every start."""


@st.composite
def spans(draw):
    bounds = sorted(draw(st.lists(st.integers(0, DAY), max_size=6, unique=True)))
    return tuple(zip(bounds[::2], bounds[1::2], strict=False))


events = st.lists(
    st.builds(Event, travel=st.integers(0, 9), duration=st.integers(0, 9), spans=spans()), max_size=4
)
rests = st.lists(
    st.builds(Rest, earliest=st.integers(0, 40), latest=st.integers(20, DAY), duration=st.integers(1, 9)),
    max_size=2,
)


def end_of(start, stops, travel_home):
    """The end of a route that begins everything as soon as it may, or None."""
    now = start
    for stop in stops:
        now += stop.travel
        open_spans = [(opens, closes) for opens, closes in stop.spans if closes >= now]
        if not open_spans:
            return None
        now = max(now, open_spans[0][0]) + stop.duration
    return now + travel_home


@settings(max_examples=500)
@given(
    stops=events,
    travel_home=st.integers(0, 9),
    begin=st.integers(0, 20),
    length=st.integers(0, DAY),
    max_duration=st.integers(0, DAY),
    duration_has_cost=st.booleans(),
    left_out=rests,
    midnight=st.integers(-5, 5),
)
def test_least_cost_then_earliest_end_then_latest_start(
    stops, travel_home, begin, length, max_duration, duration_has_cost, left_out, midnight
):
    shift = (begin, begin + length)
    best = None
    for start in range(shift[0], shift[1] + 1):
        end = end_of(start, stops, travel_home)
        if end is None or end > shift[1] or end - start > max_duration:
            continue
        if all(
            end <= midnight + rest.latest or start >= midnight + rest.earliest + rest.duration
            for rest in left_out
        ):
            key = (end - start if duration_has_cost else 0, end, -start)
            best = key if best is None else min(best, key)
    found = best_timing(
        stops,
        travel_home,
        shift,
        max_duration,
        duration_has_cost=duration_has_cost,
        rests_left_out=left_out,
        midnight=midnight,
    )
    if best is None:
        assert found is None
    else:
        assert (found.start, found.end) == (-best[2], best[1])
