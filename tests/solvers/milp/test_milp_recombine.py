from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.solvers.milp.strategies import key, solved
from vrpcore.lowering import RoutePlan, Solution, Stop, TripPlan, lower
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.recombine import recombine
from vrpcore.testing.strategies import solutions
from vrpcore.testing.tiny.base import CORNERS, VAN, plain


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.data())
def test_never_worse_than_the_first(data):
    instance, best = data.draw(solved(max_slots=6))
    other = data.draw(solutions(instance))
    assume(key(instance, other) is not None)
    assume(
        all(
            s.quantities is None
            for x in (best, other)
            for r in x.routes
            for t in r.trips
            for s in t.stops
            if isinstance(s, Stop)
        )
    )
    mixed = key(instance, recombine(Context(instance), best, other))
    assert mixed is not None
    assert mixed <= key(instance, best)


def test_takes_the_better_half_of_each():
    """Each solution goes well round one square of 1 km and crosses the other.

    ====================  ==========================================  =========
    route                 legs in metres                              cost
    ====================  ==========================================  =========
    a, b, c               1000 + 1000 + 1000 + 1000                    4.000 CNY
    b, a, c               1414 + 1000 + 1414 + 1000                    4.828 CNY
    far-c, far-a, far-b   5099 + 1414 + 1000 + 4123                   11.636 CNY
    far-a, far-b, far-c   4000 + 1000 + 1000 + 5099                   11.099 CNY
    ====================  ==========================================  =========
    """
    corners = CORNERS | {f"far-{name}": (x - 5000, y) for name, (x, y) in CORNERS.items()}
    problem = plain(corners)
    van = VAN.model_copy(update={"count": 2})
    instance = lower(problem.model_copy(update={"vehicle_types": (van,)}))

    def tours(*sequences):
        return Solution(
            tuple(
                RoutePlan(slot, (TripPlan(0, tuple(Stop((order,)) for order in orders)),))
                for slot, orders in enumerate(sequences)
            )
        )

    left, right = tours((0, 1, 2), (5, 3, 4)), tours((1, 0, 2), (3, 4, 5))
    mixed = recombine(Context(instance), left, right)
    assert mixed.routes == (left.routes[0], right.routes[1])
    assert [key(instance, solution) for solution in (left, right, mixed)] == [
        (0, 15_636_000),
        (0, 15_927_000),
        (0, 15_099_000),
    ]
