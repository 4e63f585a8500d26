"""What is aboard after each stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vrpcore.evaluation.facts import Event, RouteFacts, Visit

Load = tuple[int, int, int]
"""Grams, cm3 and cases."""


def _sum(visits: Iterable[Visit]) -> Load:
    grams = cm3 = cases = 0
    for visit in visits:
        grams, cm3, cases = grams + visit.cargo.grams, cm3 + visit.cargo.cm3, cases + visit.cargo.cases
    return grams, cm3, cases


def loads(route: RouteFacts) -> Iterator[tuple[Event, Load]]:
    """The load on leaving each stop.

    Loading drops what was collected and takes all deliveries of the trip aboard; the end drops everything.
    """
    aboard: Load = (0, 0, 0)
    for event in route.events:
        if event.kind == "load":
            aboard = _sum(event.trip.deliveries)
        elif event.kind == "end":
            aboard = (0, 0, 0)
        elif isinstance(event.activity, Visit):
            sign = 1 if event.kind == "pickup" else -1
            grams, cm3, cases = _sum([event.activity])
            aboard = (aboard[0] + sign * grams, aboard[1] + sign * cm3, aboard[2] + sign * cases)
        yield event, aboard
