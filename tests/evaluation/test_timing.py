"""The least-cost schedule against brute force over every start, and over every way of waiting."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vrpcore.evaluation.timing import (
    ALWAYS,
    NEVER,
    Step,
    TimeRules,
    begin,
    best_span,
    choose_start,
    intersect,
    run,
    shortest_span,
)

HORIZON = 30


@st.composite
def windows(draw):
    """Up to three disjoint windows within the horizon, or no restriction."""
    if draw(st.booleans()):
        return ALWAYS
    bounds = sorted(draw(st.sets(st.integers(0, HORIZON), min_size=2, max_size=6)))
    return tuple(zip(bounds[::2], bounds[1::2], strict=False))


@st.composite
def routes(draw, max_steps=4):
    """Steps with a shift, a rate, a longest duration and up to two omitted breaks, on small integers."""
    first, last = sorted((draw(st.integers(0, 10)), draw(st.integers(8, HORIZON))))
    steps = [
        Step(draw(st.integers(0, 6)), draw(windows()), draw(st.integers(0, 4)))
        for _ in range(draw(st.integers(1, max_steps)))
    ]
    steps.append(Step(draw(st.integers(0, 6)), ((-NEVER, last),), 0))
    breaks = st.tuples(st.integers(0, HORIZON), st.integers(0, HORIZON))
    rules = TimeRules(
        shift=(first, last),
        per_second=draw(st.sampled_from((0, 1, 7))),
        max_duration_s=draw(st.none() | st.integers(0, HORIZON)),
        omitted_breaks=tuple(draw(st.lists(breaks, max_size=2))),
    )
    return steps, rules


def is_open(step, moment):
    return any(low <= moment <= high for low, high in step.windows)


def as_soon_as_possible(steps, start):
    """End of the route, looking at every second; None where a step finds no open window."""
    now = start
    for step in steps:
        now += step.travel_s
        while not is_open(step, now):
            now += 1
            if now > 3 * HORIZON:
                return None
        now += step.duration_s
    return now


def with_any_waiting(steps, start, latest):
    """Every end that some way of waiting leads to."""
    ends = {start}
    for step in steps:
        ends = {
            begun + step.duration_s
            for departure in ends
            for begun in range(departure + step.travel_s, latest + 1)
            if is_open(step, begun)
        }
    return ends


def keeps(rules, start, end):
    """The rules on start and end, as the model states them."""
    return (rules.max_duration_s is None or end - start <= rules.max_duration_s) and all(
        end <= latest or start >= resume for latest, resume in rules.omitted_breaks
    )


def best(spans, rate):
    return min(spans, key=lambda span: (rate * (span[1] - span[0]), span[1], -span[0]), default=None)


def every_span(steps, rules):
    """(start, end) for every start of the shift."""
    spans = (
        (start, as_soon_as_possible(steps, start)) for start in range(rules.shift[0], rules.shift[1] + 1)
    )
    return [(start, end) for start, end in spans if end is not None]


@given(routes())
@settings(max_examples=1000)
@example(([Step(0, ((0, 2), (10, 30)), 0), Step(0, ((-NEVER, 30),), 0)], TimeRules(shift=(0, 30))))
@example(
    # the end of waiting is 3; a start at 5 is needed, since the route ends after the break's latest
    ([Step(0, ((3, 9),), 2), Step(0, ((-NEVER, 30),), 0)], TimeRules((0, 30), 1, None, ((4, 5),)))
)
@example(
    # 6 is the only start that meets the second window of the second step, and the latest for the same end
    (
        [
            Step(0, ((0, 6),), 0),
            Step(0, ((0, 5), (8, 30)), 0),
            Step(0, ((20, 30),), 0),
            Step(0, ((-NEVER, 30),), 0),
        ],
        TimeRules((0, 30), 1),
    )
)
def test_best_span_is_that_of_brute_force(route):
    steps, rules = route
    expected = best([span for span in every_span(steps, rules) if keeps(rules, *span)], rules.per_second)
    assert best_span(steps, rules) == expected


@given(routes(max_steps=2))
@settings(max_examples=200)
def test_no_way_of_waiting_is_better(route):
    steps, rules = route
    spans = [
        (start, end)
        for start in range(rules.shift[0], rules.shift[1] + 1)
        for end in with_any_waiting(steps, start, rules.shift[1])
        if keeps(rules, start, end)
    ]
    assert best_span(steps, rules) == best(spans, rules.per_second)


@given(routes())
def test_the_shortest_span_leaves_duration_and_breaks_aside(route):
    steps, rules = route
    assert shortest_span(steps, rules) == best(every_span(steps, rules), 1)


@given(routes())
def test_the_chosen_start_gives_the_chosen_span(route):
    steps, rules = route
    span = best_span(steps, rules) or shortest_span(steps, rules)
    start = choose_start(steps, rules)
    timed = run(steps, start)
    if span is None:
        # nothing keeps all windows: as early as the shift and the first step allow
        assert start == begin(rules.shift[0] + steps[0].travel_s, steps[0].windows) - steps[0].travel_s
    else:
        assert (start, timed[-1].departure_s) == span
        assert all(is_open(step, times.start_s) for step, times in zip(steps, timed, strict=True))


@given(routes())
def test_times_follow_each_other(route):
    steps, rules = route
    now = choose_start(steps, rules)
    for step, times in zip(steps, run(steps, choose_start(steps, rules)), strict=True):
        assert times.arrival_s == now + step.travel_s
        assert times.start_s == begin(times.arrival_s, step.windows) >= times.arrival_s
        assert times.departure_s == times.start_s + step.duration_s
        now = times.departure_s


def test_a_step_begins_at_once_where_no_window_is_left():
    assert begin(50, ((0, 10), (20, 30))) == 50
    assert begin(15, ((0, 10), (20, 30))) == 20
    assert begin(25, ((0, 10), (20, 30))) == 25


def test_intersect():
    assert intersect(((0, 10), (20, 30)), 5, 25) == ((5, 10), (20, 25))
    assert intersect(((0, 10), (20, 30)), 11, 19) == ()
    assert intersect(((0, 10),), 10, 99) == ((10, 10),)
    assert intersect(ALWAYS, 3, NEVER) == ((3, NEVER),)


def test_two_windows_and_what_waiting_costs():
    # Open 0-2 and 10-30 at a, 8-12 at b, one second away. Entering a at 2 means waiting at b until 8: six
    # seconds. Entering at 10 means leaving b at 11 after one second: shorter, but it ends later.
    steps = [Step(0, ((0, 2), (10, 30)), 0), Step(1, ((8, 12),), 0), Step(0, ((-NEVER, 30),), 0)]
    assert best_span(steps, TimeRules((0, 30), per_second=1)) == (10, 11)
    assert best_span(steps, TimeRules((0, 30), per_second=0)) == (2, 8)
