"""Two implementations that share nothing: what solvers compute from indices, what the evaluator says."""

from dataclasses import replace

from hypothesis import event, given, settings
from hypothesis import strategies as st

from vrpcore.evaluation import evaluate
from vrpcore.lowering import RestStop, Solution, lift, lower
from vrpcore.solvers.costing import route_cost
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.testing.strategies import problems, solutions

COUPLING = {"consolidation", "daily_tonnage", "duplicate", "hold", "required", "split", "stock"}
"""Rules that concern more than one route, or orders rather than routes."""


@settings(max_examples=200)
@given(st.data())
def test_feasibility_and_cost_agree(data):
    problem = data.draw(problems())
    instance = lower(problem)
    solution = data.draw(solutions(instance))
    verdict = evaluate(problem, lift(problem, solution), explain=False)
    broken = {violation.rule for violation in verdict.violations}
    found = verified_cost(instance, solution)
    event("feasible" if verdict.is_feasible else "infeasible")
    assert (found is None) == bool(broken - {"required"}), broken
    if found is not None:
        assert found.cost == verdict.cost
        assert (found.num_required_unserved > 0) == ("required" in broken)


@settings(max_examples=200)
@given(st.data())
def test_single_routes_agree(data):
    """Route by route, so that one infeasible route does not hide what happens on the others."""
    problem = data.draw(problems(max_orders=5))
    instance = lower(problem)
    for route in data.draw(solutions(instance)).routes:
        verdict = evaluate(problem, lift(problem, Solution((route,))), explain=False)
        broken = {violation.rule for violation in verdict.violations}
        found = route_cost(instance, route)
        if found is None:
            # A product that the depot never has makes a visit impossible there: the stock rule, seen early.
            assert broken - (COUPLING - {"stock"})
        else:
            assert not broken - COUPLING
            (schedule,) = verdict.schedule
            assert found.cost == schedule.cost.total
            assert found.distance == schedule.distance_m
            assert (found.timing.start, found.timing.end) == (schedule.start_s, schedule.end_s)


@st.composite
def damaged(draw, instance, solution):
    """The solution with something done twice, in the wrong order or place, or held though served."""
    kind = draw(
        st.sampled_from(("stop twice", "trip twice", "rests reversed", "depot", "held", "held twice"))
    )
    if kind.startswith("held"):
        more = draw(st.sampled_from(range(instance.num_orders)))
        return replace(solution, held=(*solution.held, more, *([more] if kind == "held twice" else [])))
    if not solution.routes:
        return solution
    first, *others = solution.routes
    trip, *later = first.trips
    if kind == "stop twice":
        trips = (replace(trip, stops=trip.stops * 2), *later)
    elif kind == "trip twice":
        trips = (trip, *first.trips)
    elif kind == "rests reversed":
        rests = [stop for stop in trip.stops if isinstance(stop, RestStop)]
        trips = (replace(trip, stops=(*rests[::-1], *trip.stops)), *later)
    else:
        depot = draw(st.integers(0, instance.num_depots - 1))
        nth = draw(st.integers(0, len(first.trips) - 1))
        trips = (*first.trips[:nth], replace(first.trips[nth], depot=depot), *first.trips[nth + 1 :])
    return replace(solution, routes=(replace(first, trips=trips), *others))


@settings(max_examples=200)
@given(st.data())
def test_damaged_solutions_are_judged_alike(data):
    problem = data.draw(problems(max_orders=4))
    instance = lower(problem)
    solution = data.draw(damaged(instance, data.draw(solutions(instance))))
    verdict = evaluate(problem, lift(problem, solution), explain=False)
    broken = {violation.rule for violation in verdict.violations} - {"required"}
    assert (verified_cost(instance, solution) is None) == bool(broken), broken
