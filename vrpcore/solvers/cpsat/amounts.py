"""Which parts of a splittable order a visit may bring."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Stop

Detail = Literal["every", "fitting", "whole"]
"""Every part there is; those that stock, bands, and capacities suggest; the order in full alone."""
DETAILS: tuple[Detail, ...] = ("every", "fitting", "whole")
Amounts = tuple[int, ...]
"""Cases of each line of an order."""


def lines_of(instance: Instance, order: int) -> range:
    """Numbers of an order's lines."""
    return range(int(instance.orders.line_begin[order]), int(instance.orders.line_begin[order + 1]))


def whole(instance: Instance, order: int) -> Amounts:
    """The order in full."""
    return tuple(int(instance.orders.line_cases[line]) for line in lines_of(instance, order))


def has_parts(instance: Instance, order: int) -> bool:
    """Whether a visit can bring less than the order and more than nothing."""
    return bool(instance.orders.is_splittable[order]) and int(instance.orders.load[order, 2]) > 1


def most_visits(instance: Instance, order: int) -> int:
    """Visits that can bring something of an order: each brings a case at least."""
    return int(instance.orders.load[order, 2]) if has_parts(instance, order) else 1


def amounts_of(instance: Instance, order: int, detail: Detail, limit: int) -> list[Amounts] | None:
    """What a visit may bring of an order; None where these are more than `limit`."""
    full = whole(instance, order)
    if detail == "whole" or not has_parts(instance, order):
        return [full]
    choices: list[Sequence[int]] = [range(cases + 1) for cases in full]
    if detail == "fitting":
        choices = [_fitting(instance, line) for line in lines_of(instance, order)]
    if math.prod(map(len, choices)) - 1 > limit:
        return None
    return [amounts for amounts in product(*choices) if any(amounts)]


def _fitting(instance: Instance, line: int) -> list[int]:
    """None, all, what a depot or a vehicle limits a visit to, and what that leaves for others."""
    cases = int(instance.orders.line_cases[line])
    found = {0, cases}
    for level in _levels(instance, int(instance.orders.line_product[line])):
        if 0 < level < cases:
            found |= {level, cases - level, cases % level}
    return sorted(found)


def _levels(instance: Instance, number: int) -> Iterator[int]:
    """Cases of a product that some depot has, takes in a visit, or that some vehicle holds."""
    for depot in instance.depots:
        if depot.stock is not None:
            opening = int(depot.stock[number])
            yield opening
            yield opening + sum(size for _, what, size in depot.receipts if what == number)
        yield depot.max_cases
    each = instance.case_load[number].tolist()
    for vehicle_type in instance.vehicle_types:
        yield min(limit // size for limit, size in zip(vehicle_type.capacity, each, strict=True) if size > 0)


def brought(instance: Instance, stop: Stop) -> Iterator[tuple[int, int]]:
    """(line number, cases) of everything that a stop brings."""
    for position, order in enumerate(stop.orders):
        amounts = whole(instance, order) if stop.quantities is None else stop.quantities[position]
        for line, cases in zip(lines_of(instance, order), amounts, strict=True):
            if cases:
                yield line, cases


def make_stop(instance: Instance, chosen: Sequence[tuple[int, Amounts]]) -> Stop:
    """The stop that brings some of each order."""
    orders, amounts = zip(*chosen, strict=True)
    is_whole = all(amount == whole(instance, order) for order, amount in chosen)
    return Stop(orders, None if is_whole else amounts)
