"""Splittable orders in parts, for every solver that cuts them beforehand."""

from __future__ import annotations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Stop

PART_NUMBERS = (2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64, 96, 128)
"""Numbers of parts that are tried."""


def equal_parts(instance: Instance, order: int, number: int) -> list[Stop]:
    """Cut an order into parts of as equal numbers of cases as possible, line after line."""
    orders = instance.orders
    begin, end = int(orders.line_begin[order]), int(orders.line_begin[order + 1])
    left: list[int] = orders.line_cases[begin:end].tolist()
    total = sum(left)
    stops = []
    for nth in range(number):
        size = total * (nth + 1) // number - total * nth // number
        part = []
        for line, cases in enumerate(left):
            taken = min(cases, size)
            left[line] -= taken
            size -= taken
            part.append(taken)
        stops.append(Stop((order,), (tuple(part),)))
    return stops
