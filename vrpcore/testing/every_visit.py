"""Every visit that a plan of a problem can have, parts of splittable orders included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

from vrpcore.models import DeliveredLine, Delivery, Order, Pickup, Problem

Line = tuple[str, str]
"""Order and product."""
Brings = frozenset[tuple[Line, int]]
"""Cases of order lines; lines of which nothing comes are left out."""
Origins = frozenset[tuple[tuple[str, Line], int]]
"""The same by the depot that the goods come from."""


def ordered(problem: Problem) -> dict[Line, int]:
    """The cases of every order line."""
    return {(order.id, line.product_id): line.cases for order in problem.orders for line in order.lines}


def brought(problem: Problem, visit: Delivery | Pickup) -> Brings:
    """What a visit brings or collects."""
    if isinstance(visit, Delivery) and visit.quantities is not None:
        return frozenset(((line.order_id, line.product_id), line.cases) for line in visit.quantities)
    orders = (problem.order_of[order_id] for order_id in visit.order_ids)
    return frozenset(((order.id, line.product_id), line.cases) for order in orders for line in order.lines)


def together(one: Brings, other: Brings, limits: Mapping[Line, int]) -> Brings | None:
    """What both bring, or None where that is more than was ordered."""
    total = Counter(dict(one))
    total.update(dict(other))
    return frozenset(total.items()) if all(total[line] <= limits[line] for line in total) else None


def every_visit(problem: Problem) -> list[tuple[Brings, Delivery | Pickup]]:
    """Every visit that can be: orders of a customer and direction, or parts of them, alone or together."""
    groups: dict[tuple[str, str], list[Order]] = {}
    for order in problem.orders:
        groups.setdefault((order.customer_id or "", order.direction), []).append(order)
    found: list[tuple[Brings, Delivery | Pickup]] = []
    for (customer_id, direction), orders in groups.items():
        for chosen in product(*([(), *_parts(order)] for order in orders)):
            taken = [order for order, part in zip(orders, chosen, strict=True) if part]
            if not taken or (len(taken) > 1 and not problem.policy.consolidate):
                continue
            ids = tuple(order.id for order in taken)
            visit: Delivery | Pickup = Pickup(customer_id=customer_id, order_ids=ids)
            if direction == "delivery":
                lines = tuple(line for part in chosen for line in part)
                visit = Delivery(customer_id=customer_id, order_ids=ids, quantities=lines)
            found.append((brought(problem, visit), visit))
    return found


def _parts(order: Order) -> Iterator[tuple[DeliveredLine, ...]]:
    """Everything that a visit can bring of an order."""
    for amounts in product(
        *(range(line.cases + 1) if order.splittable else (line.cases,) for line in order.lines)
    ):
        if any(amounts):
            yield tuple(
                DeliveredLine(order_id=order.id, product_id=line.product_id, cases=cases)
                for line, cases in zip(order.lines, amounts, strict=True)
                if cases
            )
