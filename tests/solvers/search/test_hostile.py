"""Instances that invite crashes, endless loops and overflow."""

from dataclasses import fields, replace

import numpy as np
import pytest

import vrpcore
from tests.solvers.native.engine import core
from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering import lower
from vrpcore.lowering.instance import Slots
from vrpcore.models import MatrixProfile, MatrixTravel
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.native import limits
from vrpcore.solvers.search import SearchOptions, SearchSolver

assert core


def model(points, *, windows=(), count=2, price=100.0, **vehicle):
    found = vrpcore.Model(coordinate_system="planar")
    centre = found.add_center("centre", (0, 0))
    for number, point in enumerate(points):
        shop = found.add_customer(f"shop {number}", point, windows=windows)
        found.add_order(shop, 2, unserved_price=price)
    if count:
        settings = {"cost_per_km": 1.0, "capacity_cases": 10} | vehicle
        found.add_vehicle_type("van", centre, count=count, **settings)
    return found


def solve(problem, iterations=300, **arguments):
    stop = vrpcore.MaxIterations(iterations)
    return vrpcore.solve(problem, "search", time_limit=20, stop=stop, **arguments)


LINE = [(1000 * number, 0) for number in range(1, 6)]


def zero_capacity(instance):
    return replace(instance, vehicle_types=(replace(instance.vehicle_types[0], capacity=(0, 0, 0)),))


def no_slots(instance):
    kept = {field.name: getattr(instance.slots, field.name)[:0] for field in fields(instance.slots)}
    return replace(instance, slots=Slots(**kept))


def no_fleet(instance):
    return replace(no_slots(instance), vehicle_types=())


def short_ways(instance):
    return replace(instance, vehicle_types=(replace(instance.vehicle_types[0], max_distance=10),))


@pytest.mark.parametrize("spoil", [zero_capacity, no_slots, no_fleet, short_ways])
@pytest.mark.parametrize("price", [100.0, None], ids=["optional", "required"])
def test_nobody_can_go(spoil, price):
    """Validation refuses most of this; the solver does not lean on it."""
    found = SearchSolver().solve(
        spoil(lower(model(LINE, price=price).problem())),
        stop=vrpcore.MaxIterations(300),
        options=SearchOptions(),
        seed=0,
        threads=1,
        initial=None,
        progress=None,
        cancel=CancelToken(),
    )
    assert found.solution.routes == ()
    assert (found.status, found.cost) == (
        ("infeasible", 0) if price is None else ("feasible", 5 * 100_000_000)
    )


def test_all_windows_closed():
    late = solve(model(LINE, windows=[(20 * 3600, 21 * 3600)], shift=(8 * 3600, 12 * 3600)).problem())
    assert late.plan.routes == ()


def test_one_customer():
    result = solve(model([(1000, 0)]).problem())
    assert result.cost == 2_000_000


def test_no_orders():
    result = solve(model([]).problem())
    assert (result.cost, result.stopped_by) == (0, "converged")


@pytest.mark.parametrize("windows", [(), [(0, 86_399)], [(0, 40_000), (50_000, 86_399)]])
def test_duplicates_at_one_point(windows):
    result = solve(model([(1000, 0)] * 30, count=9, windows=windows).problem())
    assert result.cost == 6 * 2_000_000


@pytest.mark.parametrize("at", [(0, 0), (3000, 4000)], ids=["at the depot", "away from it"])
def test_500_customers_at_one_point(at):
    result = solve(model([at] * 500, count=100).problem())
    assert result.cost == (0 if at == (0, 0) else 100 * 10_000_000)
    assert result.is_feasible


def with_legs(metres, seconds):
    stated = model(LINE[:1], price=1.0, cost_per_km=0.0).problem()
    legs = [np.array([[0, length], [length, 0]]) for length in (metres, seconds)]
    profile = MatrixProfile(distances_m=legs[0], durations_s=legs[1])
    document = stated.model_dump() | {"travel": None}
    places = ("centre", "shop 0")
    document["travel"] = MatrixTravel(place_ids=places, profiles=(profile,)).model_dump()
    return vrpcore.Problem.model_validate(document)


def test_legs_that_do_not_fit_are_refused():
    assert solve(with_legs(limits.MAX_LEG, 60)).is_feasible
    for metres, seconds in ((limits.MAX_LEG + 1, 60), (60, 10**10)):
        with pytest.raises(ProblemTooLargeError, match="search cannot hold a leg of"):
            solve(with_legs(metres, seconds))


def test_absurd_legs_are_refused_by_validation():
    with pytest.raises(ValueError, match="allowed"):
        with_legs(2**62, 60)


def test_five_breaks_are_refused():
    breaks = [
        {"earliest": hour * 3600, "latest": hour * 3600 + 600, "duration_s": 60} for hour in range(9, 14)
    ]
    with pytest.raises(ProblemTooLargeError, match="5 breaks"):
        solve(model(LINE, breaks=breaks).problem())
    assert solve(model(LINE, breaks=breaks[:4]).problem()).is_feasible


def test_too_many_places_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PLACES", 1)
    with pytest.raises(ProblemTooLargeError, match="2 depots and customers"):
        solve(with_legs(60, 60))
    assert solve(model(LINE).problem()).is_feasible, "planar travel needs no matrix"


def test_costs_that_leave_64_bits_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TOTAL", 10**8)
    with pytest.raises(ProblemTooLargeError, match="search cannot hold costs"):
        solve(model(LINE).problem())


def test_any_seed():
    for seed in (0, 2**64 - 1, 2**70):
        assert solve(model(LINE).problem(), 50, seed=seed).is_feasible
