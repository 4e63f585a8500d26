"""Which visits the engine decides on, and which portions of orders they may bring.

An order alone at its customer is a visit as it is. Where a customer has several orders, or a splittable one,
the engine decides which of their portions share a visit: they form a group with visits to fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE, Instance
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.native.hilbert import hilbert_order
from vrpcore.solvers.native.profiles import computes_legs
from vrpcore.solvers.stops import lines_of
from vrpcore.travel.planar import PlanarTable

Cases = tuple[int, ...]
"""Cases of each line of an order."""

_MAX_PORTIONS = 48
"""Of one order; larger orders are cut more coarsely."""


@dataclass(frozen=True, slots=True)
class Portion:
    """An order, or a part of a splittable order that is never cut further."""

    order: int
    cases: Cases


@dataclass(frozen=True, slots=True)
class Group:
    """Portions of one customer and direction that may share visits."""

    customer: int
    is_pickup: bool
    portions: tuple[int, ...]
    first_visit: int
    num_visits: int


@dataclass(frozen=True, slots=True)
class Node:
    """One of the engine's visits. Of a group's, the visit that would bring all of it, at any time."""

    visit: Visit
    absent_cost: int
    """Cost units of holding or not serving its order, whichever is cheaper; 0 where it must be served."""
    is_required: bool
    group: int | None = None


@dataclass(frozen=True, slots=True)
class EngineVisits:
    """All visits, portions, and groups of an instance."""

    nodes: list[Node]
    portions: list[Portion]
    groups: list[Group]


@dataclass(slots=True)
class _Given:
    """A stop of a given solution: its orders, what it brings of each, later its number as a visit."""

    cases: dict[int, Cases]
    visit: int = -1
    portions: list[int] | None = None


class GivenStops:
    """Stops of a solution to start from, as far as they obey the rules that visits must obey.

    Stops that name unknown orders, orders of different groups, more than was ordered, or forbidden parts are
    passed over. Whether a route keeps its times is for the engine to find.

    Parameters
    ----------
    instance
        The problem.
    """

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._left: dict[int, list[int]] = {}
        """Per order that some stop brings, cases left of each line."""
        self.accepted: list[_Given] = []

    def accept(self, stop: Stop) -> _Given | None:
        """Note a stop; None where it may not be."""
        orders = self._instance.orders
        numbers = stop.orders
        if not numbers or len(set(numbers)) < len(numbers):
            return None
        if not all(0 <= order < self._instance.num_orders for order in numbers):
            return None
        if len({group_key(self._instance, order) for order in numbers}) > 1:
            return None
        wanted = stop.quantities or tuple(lines_of(self._instance, order) for order in numbers)
        if len(wanted) != len(numbers):
            return None
        after: dict[int, list[int]] = {}
        for order, cases in zip(numbers, wanted, strict=True):
            lines = lines_of(self._instance, order)
            left = self._left.get(order, list(lines))
            if len(cases) != len(left) or not any(cases):
                return None
            if not all(0 <= some <= most for some, most in zip(cases, left, strict=True)):
                return None
            if tuple(cases) != lines and not orders.is_splittable[order]:
                return None
            after[order] = [most - some for some, most in zip(cases, left, strict=True)]
        self._left |= after
        given = _Given({order: tuple(cases) for order, cases in zip(numbers, wanted, strict=True)})
        self.accepted.append(given)
        return given


def group_key(instance: Instance, order: int) -> tuple[int, bool]:
    """Orders with the same key may share a visit."""
    customer = int(instance.orders.customer[order]) if instance.consolidates else -1 - order
    return customer, bool(instance.orders.is_pickup[order])


def make_visits(instance: Instance, given: Sequence[_Given] = ()) -> EngineVisits:
    """State the visits of an instance; given stops learn their visit and their portions."""
    orders = instance.orders
    members: dict[tuple[int, bool], list[int]] = {}
    for order in range(instance.num_orders):
        members.setdefault(group_key(instance, order), []).append(order)
    stops_of: dict[int, list[_Given]] = {}
    for stop in given:
        for order in stop.cases:
            stops_of.setdefault(order, []).append(stop)
    prices = [
        min((price for price in both if price != NO_PRICE), default=None)
        for both in zip(orders.hold_cost.tolist(), orders.unserved_cost.tolist(), strict=True)
    ]
    found = EngineVisits([], [], [])
    for group in _along_curve(instance, list(members.values())):
        if len(group) > 1 or _is_cut(instance, group[0]):
            _add_group(instance, found, group, stops_of)
            continue
        order = group[0]
        for stop in stops_of.get(order, ()):
            stop.visit = len(found.nodes)
        price = prices[order]
        found.nodes.append(Node(make_visit(instance, Stop((order,))), price or 0, is_required=price is None))
    return found


def _is_cut(instance: Instance, order: int) -> bool:
    orders = instance.orders
    return bool(orders.is_splittable[order] and not orders.is_pickup[order] and orders.load[order, 2] > 1)


def _add_group(
    instance: Instance, found: EngineVisits, orders: list[int], stops_of: dict[int, list[_Given]]
) -> None:
    number = len(found.groups)
    first_portion, first_visit = len(found.portions), len(found.nodes)
    stops: list[_Given] = []
    num_visits = 0
    for order in orders:
        given = stops_of.get(order, [])
        stops += [stop for stop in given if not any(stop is other for other in stops)]
        for stop, cases in _pieces(instance, order, given):
            parts = _cut(cases, _num_depots(instance, order)) if _is_cut(instance, order) else [cases]
            if stop is not None:
                stop.portions = [
                    *(stop.portions or ()),
                    *range(len(found.portions), len(found.portions) + len(parts)),
                ]
            found.portions.extend(Portion(order, part) for part in parts)
        num_visits += _num_visits(instance, order)
    for position, stop in enumerate(stops):
        stop.visit = first_visit + position
    portions = tuple(range(first_portion, len(found.portions)))
    # One for what is left out and, of what is cut, one to try parts of that.
    num_visits = max(num_visits, len(stops) + 1) + any(_is_cut(instance, order) for order in orders)
    num_visits = min(num_visits, len(portions))
    customer = int(instance.orders.customer[orders[0]])
    is_pickup = bool(instance.orders.is_pickup[orders[0]])
    found.groups.append(Group(customer, is_pickup, portions, first_visit, num_visits))
    whole = make_visit(instance, Stop(tuple(orders)))
    whole = replace(whole, spans=instance.customer_spans[customer], release=-NO_LIMIT)
    found.nodes.extend(Node(whole, 0, is_required=False, group=number) for _ in range(num_visits))


def _pieces(instance: Instance, order: int, given: list[_Given]) -> Iterable[tuple[_Given | None, Cases]]:
    """What each given stop brings of an order, and the rest."""
    left = list(lines_of(instance, order))
    for stop in given:
        cases = stop.cases[order]
        left = [most - some for most, some in zip(left, cases, strict=True)]
        yield stop, cases
    if any(left):
        yield None, tuple(left)


def _cut(cases: Cases, repeats: int) -> list[Cases]:
    """Portions of one line each, of 1, 2, 4, … cases, each size so many times, and the rest.

    With one of each, sums of them give any number of cases; with as many as there are depots, each depot can
    bring what it has.
    """
    unit = 1
    while True:
        found = []
        for line, total in enumerate(cases):
            size, left, num_equal = unit, total, 0
            while left > 0:
                size = min(size, left)
                found.append(tuple(size if nth == line else 0 for nth in range(len(cases))))
                left -= size
                num_equal += 1
                if num_equal == repeats:
                    size, num_equal = 2 * size, 0
        if len(found) <= max(_MAX_PORTIONS, len(cases)):
            return found
        if repeats > 1:
            repeats -= 1
        else:
            unit *= 2


def _num_depots(instance: Instance, order: int) -> int:
    """Depots that could bring some of an order; at least 1."""
    orders = instance.orders
    products = orders.line_product[orders.line_begin[order] : orders.line_begin[order + 1]]
    customer = int(orders.customer[order])
    return max(
        1, sum(bool(depot.reach[customer] and depot.carries[products].any()) for depot in instance.depots)
    )


def _num_visits(instance: Instance, order: int) -> int:
    """Visits that an order may need, with one for what is left out.

    Its load may need several of the largest vehicles, and each depot may bring what it has.
    """
    if not _is_cut(instance, order):
        return 1
    usable = [vehicle.capacity for vehicle in instance.vehicle_types if vehicle.is_usable]
    needed = 1
    for dimension, load in enumerate(instance.orders.load[order].tolist()):
        largest = max((capacity[dimension] for capacity in usable), default=0)
        needed = max(needed, -(-load // max(1, largest)))
    return needed + _num_depots(instance, order)


def _along_curve(instance: Instance, groups: list[list[int]]) -> list[list[int]]:
    """In the order of the Hilbert curve where the engine computes legs: near visits are near in memory."""
    if not computes_legs(instance):
        return groups
    assert isinstance(instance.travel, PlanarTable)
    formula = instance.travel.formula(0)
    places = instance.num_depots + instance.orders.customer[[group[0] for group in groups]]
    order = hilbert_order(formula.x[places], formula.y[places])
    return [groups[position] for position in np.asarray(order).tolist()]
