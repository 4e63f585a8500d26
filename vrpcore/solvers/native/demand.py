"""Portions, groups, and what the figures of their visits follow from, for the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vrpcore.lowering.instance import ALWAYS, NO_LIMIT, NO_PRICE, Instance
from vrpcore.solvers.native.engine import Engine
from vrpcore.solvers.native.loads import dimension_order
from vrpcore.solvers.native.visits import EngineVisits, Portion
from vrpcore.solvers.stops import lines_of

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

_FOREVER = 2**60
_TOWNSHIP_RULES = {"free": 0, "prefer": 1, "must": 2}


def add_demand(core: Engine, problem: _core.Problem, instance: Instance, visits: EngineVisits) -> None:
    """State groups and their portions; nothing where every order is a visit as it is."""
    if not visits.groups:
        return
    numbers: dict[int, int] = {}
    for portion in visits.portions:
        if portion.order not in numbers:
            numbers[portion.order] = len(numbers)
            problem.add_order(
                _price(core, int(instance.orders.hold_cost[portion.order])),
                _price(core, int(instance.orders.unserved_cost[portion.order])),
                sum(lines_of(instance, portion.order)),
                bool(instance.orders.is_splittable[portion.order]),
            )
    for depot in instance.depots:
        problem.add_band(
            depot.min_cases,
            min(depot.max_cases, _FOREVER),
            _price(core, depot.waiver_below),
            _price(core, depot.waiver_above),
            (~depot.carries).tolist(),
        )
    problem.set_township(_TOWNSHIP_RULES[instance.township_rule], instance.township_cost)
    dimensions = dimension_order(instance)
    for number, group in enumerate(visits.groups):
        spans = instance.customer_spans[group.customer]
        problem.add_group(
            group.first_visit,
            group.num_visits,
            [] if spans == ALWAYS else _clipped(spans or ((NO_LIMIT, -NO_LIMIT),)),
            int(instance.customer_service[group.customer]),
            group.is_pickup,
            [bool(depot.reach[group.customer]) for depot in instance.depots],
            list(instance.township_stores[group.customer]),
        )
        for position in group.portions:
            portion = visits.portions[position]
            _add_portion(problem, instance, portion, numbers[portion.order], number, dimensions)


def _add_portion(
    problem: _core.Problem,
    instance: Instance,
    portion: Portion,
    order_number: int,
    group: int,
    dimensions: Sequence[int],
) -> None:
    orders, order = instance.orders, portion.order
    begin = int(orders.line_begin[order])
    goods: dict[int, int] = {}
    load = [0, 0, 0]
    light = 0
    for nth, cases in enumerate(portion.cases):
        product = int(orders.line_product[begin + nth])
        if cases:
            goods[product] = goods.get(product, 0) + cases
            light += cases if instance.is_light[product] else 0
            load = [
                sum_ + cases * int(each)
                for sum_, each in zip(load, instance.case_load[product].tolist(), strict=True)
            ]
    first, second, third = (load[k] for k in dimensions)
    problem.add_portion(
        order_number,
        group,
        (first, second, third),
        load[0],
        load[2],
        light,
        max(int(orders.release[order]), -_FOREVER),
        min(int(orders.due[order]), _FOREVER),
        bool(orders.is_emergency[order]) and instance.exempts_emergencies,
        sorted(goods.items()),
    )


def _price(core: Engine, price: int) -> int:
    return core.INFINITE_COST if price == NO_PRICE else price


def _clipped(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        (max(-_FOREVER, min(earliest, _FOREVER)), max(-_FOREVER, min(latest, _FOREVER)))
        for earliest, latest in spans
    ]
