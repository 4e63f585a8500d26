"""Changing what stops bring, and routes that have lost some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import RestStop, RoutePlan, Stop


def lines_of(instance: Instance, order: int) -> tuple[int, ...]:
    """Cases of each line of an order."""
    begin, end = instance.orders.line_begin[order : order + 2].tolist()
    return tuple(instance.orders.line_cases[begin:end].tolist())


def has_visits(route: RoutePlan) -> bool:
    """Whether a route brings or collects anything."""
    return any(isinstance(stop, Stop) for trip in route.trips for stop in trip.stops)


def part_stop(instance: Instance, order: int, amounts: Sequence[int]) -> Stop:
    """Return a stop that brings some cases of each line of an order."""
    lines = tuple(amounts)
    return Stop((order,), None if lines == lines_of(instance, order) else (lines,))


def joined_stop(instance: Instance, stop: Stop, more: Stop) -> Stop:
    """Return one stop that brings what two bring to the same customer."""
    amounts: dict[int, tuple[int, ...]] = {}
    for one in (stop, more):
        for position, order in enumerate(one.orders):
            lines = lines_of(instance, order) if one.quantities is None else one.quantities[position]
            before = amounts.get(order, (0,) * len(lines))
            amounts[order] = tuple(a + b for a, b in zip(before, lines, strict=True))
    orders = tuple(sorted(amounts))
    if all(amounts[order] == lines_of(instance, order) for order in orders):
        return Stop(orders)
    return Stop(orders, tuple(amounts[order] for order in orders))


def stop_without(instance: Instance, stop: Stop, order: int) -> tuple[Stop | None, Stop]:
    """Return a stop without one of its orders (None where that is all), and what it brought of that order."""
    position = stop.orders.index(order)
    orders = (*stop.orders[:position], *stop.orders[position + 1 :])
    if stop.quantities is None:
        return (Stop(orders) if orders else None), Stop((order,))
    brought = part_stop(instance, order, stop.quantities[position])
    quantities = (*stop.quantities[:position], *stop.quantities[position + 1 :])
    if all(lines == lines_of(instance, one) for one, lines in zip(orders, quantities, strict=True)):
        return (Stop(orders) if orders else None), brought
    return Stop(orders, quantities), brought


def tidy(route: RoutePlan) -> RoutePlan | None:
    """Return a route without trips that visit nobody; None where nothing is left."""
    busy = [nth for nth, trip in enumerate(route.trips) if any(isinstance(stop, Stop) for stop in trip.stops)]
    if not busy:
        return None
    trips = list(route.trips)
    for nth in reversed(range(len(trips))):
        # The first trip loads at home; it may only go if the next one does so too.
        is_needed_first = nth == 0 and len(trips) > 1 and trips[1].depot != trips[0].depot
        if nth not in busy and not is_needed_first:
            rests = tuple(stop for stop in trips[nth].stops if isinstance(stop, RestStop))
            del trips[nth]
            if rests and nth > 0:
                trips[nth - 1] = replace(trips[nth - 1], stops=trips[nth - 1].stops + rests)
            elif rests:
                trips[0] = replace(trips[0], stops=rests + trips[0].stops)
    return replace(route, trips=tuple(trips))
