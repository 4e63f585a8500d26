"""Instance → the engine's problem: dense arrays, figures that the engine adds up as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vrpcore.lowering.instance import ALWAYS, NO_LIMIT, NO_PRICE, Instance, IntArray
from vrpcore.solvers.native.demand import add_demand
from vrpcore.solvers.native.engine import Engine
from vrpcore.solvers.native.fleet import add_types
from vrpcore.solvers.native.limits import refuse_large_costs
from vrpcore.solvers.native.loads import dimension_order
from vrpcore.solvers.native.profiles import add_profiles
from vrpcore.solvers.native.visits import EngineVisits, Node
from vrpcore.solvers.stock import stock_over_time

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

_FOREVER = 2**60
_NEVER = ((_FOREVER, -_FOREVER),)
"""A reversed window: an empty list would mean that any time will do."""


def engine_problem(core: Engine, instance: Instance, visits: EngineVisits) -> tuple[_core.Problem, IntArray]:
    """State an instance and its visits to the engine.

    Returns
    -------
    tuple
        The problem, and the slot of each of the engine's slots: those of unused reserves are left out.

    Raises
    ------
    ProblemTooLargeError
        If a leg or the sum of costs exceeds what the engine's integers hold.
    """
    problem = core.Problem()
    nodes = visits.nodes
    longest, slowest = add_profiles(problem, instance)
    problem.num_days = max(1, instance.num_days)
    starts = np.unique(instance.slots.start)
    problem.num_moments = max(1, len(starts))
    _set_visits(problem, instance, nodes)
    for depot in instance.depots:
        opening = () if depot.opening == ALWAYS else depot.opening or _NEVER
        grams = None if depot.max_grams_per_day >= NO_LIMIT else depot.max_grams_per_day
        stock = None if depot.stock is None else stock_over_time(depot.stock, depot.receipts, starts)
        problem.add_depot(_pairs(opening), stock, grams)
    add_demand(core, problem, instance, visits)
    dearest = add_types(core, problem, instance, visits)
    types = instance.vehicle_types
    penalty = (
        max((t.day_cost for t in types), default=0)
        + 4 * longest * max((t.cost_per_metre for t in types), default=0)
        + 4 * slowest * max((t.cost_per_second for t in types), default=0)
        + dearest
    )
    prices = (instance.orders.hold_cost, instance.orders.unserved_cost)
    most = sum(int(price[price != NO_PRICE].sum()) for price in prices)
    cut_cases = sum(sum(portion.cases) for portion in visits.portions)
    refuse_large_costs((instance.num_orders + cut_cases + 1) * penalty + most)
    kept = _usable_slots(instance)
    slots = instance.slots
    columns = (
        slots.vehicle_type,
        slots.start,
        slots.end,
        slots.midnight,
        slots.day,
        np.searchsorted(starts, slots.start),
    )
    problem.set_slots(np.ascontiguousarray(np.stack(columns, axis=1).astype(np.int64)[kept]))
    return problem, kept


def _usable_slots(instance: Instance) -> IntArray:
    usable = np.array([vehicle_type.is_usable for vehicle_type in instance.vehicle_types], dtype=np.bool_)
    if not instance.num_slots:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(usable[instance.slots.vehicle_type])


def _set_visits(problem: _core.Problem, instance: Instance, nodes: Sequence[Node]) -> None:
    visits = [node.visit for node in nodes]
    loads = np.array([visit.load for visit in visits], dtype=np.int64).reshape(-1, 3)
    problem.set_visits(
        np.array([instance.place_of(visit.customer) for visit in visits], dtype=np.int32),
        np.ascontiguousarray(loads[:, dimension_order(instance)]),
        np.array([node.absent_cost for node in nodes], dtype=np.int64),
        np.array([node.is_required for node in nodes], dtype=np.bool_),
        np.array([max(visit.release, -_FOREVER) for visit in visits], dtype=np.int64),
    )
    pickup = np.array([visit.is_pickup for visit in visits], dtype=np.bool_)
    if pickup.any():
        problem.set_pickups(pickup, instance.backhaul_last)
    begin: list[int] = [0]
    windows: list[tuple[int, int]] = []
    for visit in visits:
        if visit.spans != ALWAYS:
            windows += visit.spans or _NEVER
        begin.append(len(windows))
    problem.set_windows(
        np.array(begin, dtype=np.int64), np.clip(_pairs(windows), -_FOREVER, _FOREVER, dtype=np.int64)
    )
    begin = [0]
    goods: list[tuple[int, int]] = []
    for visit in visits:
        goods += () if visit.is_pickup else visit.products
        begin.append(len(goods))
    problem.set_goods(np.array(begin, dtype=np.int64), _pairs(goods))


def _pairs(pairs: Sequence[tuple[int, int]]) -> IntArray:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)
