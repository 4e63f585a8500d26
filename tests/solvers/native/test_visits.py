"""Visits to fill: what they are with any portions, and solutions to start from."""

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import vrpcore
from tests.solvers.native.engine import CLAIMED, Stated, core
from tests.solvers.native.test_cost import check
from vrpcore.lowering import lower
from vrpcore.lowering.instance import ALWAYS, NO_PRICE
from vrpcore.lowering.solution import RestStop, RoutePlan, Solution, Stop, TripPlan
from vrpcore.lowering.visit import make_visit
from vrpcore.models import Feature
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.native.loads import dimension_order
from vrpcore.solvers.native.start import start_from
from vrpcore.solvers.native.visits import make_visits
from vrpcore.solvers.stop import MaxIterations
from vrpcore.solvers.stops import lines_of
from vrpcore.testing.strategies import problems, solutions

SHARED = {Feature.CONSOLIDATION}


def brought(visits, portions):
    """Cases of each line of the orders of some portions."""
    cases = {}
    for number in portions:
        portion = visits.portions[number]
        before = cases.get(portion.order, (0,) * len(portion.cases))
        cases[portion.order] = tuple(a + b for a, b in zip(before, portion.cases, strict=True))
    return cases


@settings(max_examples=300)
@given(st.data())
def test_the_engines_figures_of_a_visit_are_those_of_the_lowering(data):
    problem = data.draw(problems(max_orders=8, max_slots=3, min_orders=2, features=CLAIMED, always=SHARED))
    instance = lower(problem)
    stated = Stated(instance)
    visits = make_visits(instance)
    for number, group in enumerate(visits.groups):
        portions = sorted(data.draw(st.sets(st.sampled_from(group.portions), min_size=1)))
        cases = brought(visits, portions)
        visit = make_visit(instance, Stop(tuple(cases), tuple(cases.values())))
        load, release, windows, services = stated.problem.figures_of(number, portions)
        assert load == [visit.load[k] for k in dimension_order(instance)]
        assert release == max(visit.release, -core.FOREVER)
        if visit.spans == ALWAYS:
            assert not windows
        elif not visit.spans:
            assert all(earliest > latest for earliest, latest in windows)
            assert windows
        else:
            limit = core.FOREVER
            assert windows == [(max(begin, -limit), min(end, limit)) for begin, end in visit.spans]
        for vehicle_type, (duration, costs) in zip(instance.vehicle_types, services, strict=True):
            assert duration == visit.service_duration(vehicle_type)
            for depot, cost in costs:
                surcharge = visit.surcharges[depot]
                allowed = surcharge != NO_PRICE and vehicle_type.area[visit.customer]
                event(f"allowed: {bool(allowed)}, surcharge: {allowed and surcharge > 0}")
                expected = visit.delivery_cost(instance, depot, vehicle_type)
                assert cost == (expected if allowed else core.INFINITE_COST)


@settings(max_examples=150)
@given(problems(max_orders=8, max_slots=3, features=CLAIMED))
def test_portions_are_what_was_ordered(problem):
    instance = lower(problem)
    visits = make_visits(instance)
    cases = brought(visits, range(len(visits.portions)))
    assert cases == {order: lines_of(instance, order) for order in cases}
    alone = {order for node in visits.nodes if node.group is None for order in node.visit.stop.orders}
    assert alone.isdisjoint(cases)
    assert alone | cases.keys() == set(range(instance.num_orders))
    for number, group in enumerate(visits.groups):
        of_group = range(group.first_visit, group.first_visit + group.num_visits)
        assert [visits.nodes[position].group for position in of_group] == [number] * group.num_visits
        assert 1 <= group.num_visits <= len(group.portions)
        for position in group.portions:
            portion = visits.portions[position]
            order = portion.order
            assert instance.orders.customer[order] == group.customer
            assert instance.orders.is_pickup[order] == group.is_pickup
            whole = portion.cases == lines_of(instance, order)
            assert whole or instance.orders.is_splittable[order]


@settings(max_examples=200)
@given(st.data())
def test_a_given_solution_is_stated_as_it_is(data):
    """Each stop that keeps the rules is a visit with exactly its cases."""
    problem = data.draw(problems(max_orders=8, max_slots=4, features=CLAIMED))
    instance = lower(problem)
    solution = data.draw(solutions(instance))
    visits, routes, contents = start_from(instance, solution)
    portions_of = dict(contents)
    assert len(portions_of) == len(contents)
    numbers = [number for portions in portions_of.values() for number in portions]
    assert len(set(numbers)) == len(numbers)
    cases_of = {visit: brought(visits, portions) for visit, portions in contents}

    def stated(number):
        if number in cases_of:
            return cases_of[number]
        return {order: lines_of(instance, order) for order in visits.nodes[number].visit.stop.orders}

    def stops_of(plan):
        return [stop for trip in plan.trips for stop in trip.stops if isinstance(stop, Stop)]

    for plan, (slot, trips) in zip(solution.routes, routes, strict=True):
        assert plan.slot == slot
        found = [stated(number) for _, stops in trips for number in stops if number >= 0]
        expected = [
            dict(
                zip(stop.orders, stop.quantities or (lines_of(instance, o) for o in stop.orders), strict=True)
            )
            for stop in stops_of(plan)
        ]
        assert found == expected


def good_solution(problem, seed):
    """The instance of a problem and a solution by the engine."""
    instance = lower(problem)
    stated = Stated(instance)
    found = stated.iterate(60, seed=seed)
    solution, _ = stated.solution(found.routes, found.contents)
    return instance, solution


@settings(max_examples=200)
@given(problems(max_orders=10, max_slots=4, features=CLAIMED - {Feature.BACKHAULS_LAST}), st.data())
def test_a_solution_that_keeps_the_rules_is_taken_over_as_good(problem, data):
    instance, solution = good_solution(problem, data.draw(st.integers(0, 9)))

    def thinned(trip):
        kept = tuple(
            stop
            for stop in trip.stops
            if isinstance(stop, RestStop) or data.draw(st.sampled_from((True, True, False)))
        )
        return TripPlan(trip.depot, kept)

    routes = tuple(RoutePlan(plan.slot, tuple(map(thinned, plan.trips))) for plan in solution.routes)
    start = Solution(routes, ())
    known = verified_cost(instance, start)
    event(f"keeps the rules: {known is not None}")
    stated = Stated(instance, start)
    found = stated.iterate(0)
    check(problem, stated, found)
    if known is not None and known.num_required_unserved == 0:
        assert found.num_absent_required == 0
        assert found.cost <= known.cost


def salt_at_depots(*stocks, cases):
    """A splittable order of salt, 10 a missing case, and a depot 1 km from its shop for each stock."""
    model = vrpcore.Model(coordinate_system="planar")
    salt = model.add_product("salt")
    shop = model.add_customer("shop", (0, 0))
    places = ((1000, 0), (-1000, 0), (0, 1000), (0, -1000))
    for number, (stock, place) in enumerate(zip(stocks, places, strict=False)):
        depot = model.add_center(f"depot {number}", place, stock={salt: stock})
        model.add_vehicle_type(f"van {number}", depot, cost_per_km=1.0)
    model.add_order(shop, {salt: cases}, unserved_price=10.0 * cases, splittable=True)
    return model.problem()


@pytest.mark.parametrize("stocks", [(3,), (3, 2), (3, 2, 2), (3, 2, 2, 1)])
def test_each_depot_brings_what_it_has(stocks):
    """Each of the depots brings all that it has, 2 km there and back; one case is missing."""
    problem = salt_at_depots(*stocks, cases=sum(stocks) + 1)
    result = vrpcore.solve(problem, "search", time_limit=None, stop=MaxIterations(500))
    assert result.cost == problem.currency.units(2.0 * len(stocks) + 10.0)


def test_a_visit_that_brings_too_little_takes_more_along():
    """One of four cases is brought to begin with, two of the other three can come in the same visit."""
    problem = salt_at_depots(3, cases=4)
    instance = lower(problem)
    start = Solution((RoutePlan(0, (TripPlan(0, (Stop((0,), ((1,),)),)),)),), ())
    found = Stated(instance, start).iterate(0)
    assert found.cost == problem.currency.units(2.0 + 10.0)
