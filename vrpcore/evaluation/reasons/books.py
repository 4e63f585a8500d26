"""What a plan leaves free: stock, tonnage, and room in its routes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vrpcore.evaluation.constraints.daily_tonnage import daily_limit_g, loaded_g
from vrpcore.evaluation.constraints.stock import available_cases, used_cases
from vrpcore.evaluation.facts import PlanFacts, RouteFacts, TripFacts
from vrpcore.evaluation.loads import Load, loads
from vrpcore.evaluation.schedule import add_legs, time_rules
from vrpcore.evaluation.tables import Tables
from vrpcore.evaluation.timing import Step, TimeRules
from vrpcore.models.depot import Depot
from vrpcore.models.slots import Slot


@dataclass(slots=True)
class Base:
    """A route as it stands, ready for trying changes."""

    route: RouteFacts
    is_new: bool
    """Whether the slot has no route yet: an empty route on a free vehicle."""
    steps: list[Step]
    rules: TimeRules
    peak_up_to: list[Load]
    """Per event the most aboard since its trip's loading."""
    peak_from: list[Load]
    """Per event the most aboard from it to the end of its trip."""
    duration_s: int
    distance_m: int
    work_s: int
    """Seconds from start to end if it never waited."""


def _most(first: Load, second: Load) -> Load:
    return max(first[0], second[0]), max(first[1], second[1]), max(first[2], second[2])


def _base(route: RouteFacts, is_new: bool) -> Base:
    aboard = list(loads(route))
    up_to: list[Load] = []
    for event, load in aboard:
        up_to.append(load if event.kind in ("load", "end") else _most(up_to[-1], load))
    onward: list[Load] = []
    after: Load = (0, 0, 0)
    for event, load in reversed(aboard):
        after = _most(after, load)
        onward.append(after)
        if event.kind == "load":
            after = (0, 0, 0)
    return Base(
        route,
        is_new,
        [event.step for event in route.events],
        time_rules(route),
        up_to,
        onward[::-1],
        0 if is_new else route.end_s - route.start_s,
        0 if is_new else route.distance_m,
        sum(event.step.travel_s + event.step.duration_s for event in route.events),
    )


class Books:
    """What is free in one plan; worked out once for all of its missing orders."""

    def __init__(self, plan: PlanFacts) -> None:
        self.tables: Tables = plan.tables
        self._used = used_cases(plan)
        self._loaded = loaded_g(plan)
        self._routes = plan.routes
        self._moments = sorted({route.slot.start_s for route in plan.routes})
        self.to_depots: dict[tuple[str, int, int], tuple[int, int]] = {}
        self._free_cases: dict[tuple[str, str, int], int | None] = {}

    def free_cases(self, depot_id: str, product_id: str, start_s: int) -> int | None:
        """Cases that a further trip of a slot with this shift start may load; None: any number."""
        key = depot_id, product_id, start_s
        if key not in self._free_cases:
            self._free_cases[key] = self._count_free_cases(*key)
        return self._free_cases[key]

    def _count_free_cases(self, depot_id: str, product_id: str, start_s: int) -> int | None:
        by_start: Counter[int] = self._used.get((depot_id, product_id), Counter())
        free: int | None = None
        for moment in (start_s, *(moment for moment in self._moments if moment > start_s)):
            available = available_cases(self.tables, depot_id, product_id, moment)
            if available is None:
                return None
            left = available - sum(cases for start, cases in by_start.items() if start <= moment)
            free = left if free is None else min(free, left)
        return None if free is None else max(0, free)

    def free_grams(self, depot: Depot, date: dt.date) -> int | None:
        """Grams that a further trip may load on a date; None: any weight."""
        limit = daily_limit_g(depot)
        return None if limit is None else max(0, limit - self._loaded[depot.id, date])

    @cached_property
    def used(self) -> list[Base]:
        """The routes of the plan."""
        return [_base(route, is_new=False) for route in self._routes]

    def nearest(self, place_idx: int, max_insertions: int) -> tuple[list[Base], int]:
        """The routes with up to a number of stops, and how many stops the others have.

        Where the plan has more stops than that, routes that come nearest to a customer are taken first.
        """
        sizes = [len(base.steps) for base in self.used]
        if sum(sizes) <= max_insertions:
            return self.used, 0
        stops = [event.place_idx for base in self.used for event in base.route.events]
        distances, _ = self.tables.travel.legs(0, place_idx, stops)
        far = np.where(distances < 0, np.iinfo(np.int64).max, distances)
        starts = np.concatenate([[0], np.cumsum(sizes[:-1])])
        chosen: list[Base] = []
        left = max_insertions
        for idx in np.argsort(np.minimum.reduceat(far, starts), kind="stable").tolist():
            if chosen and sizes[idx] > left:
                break
            chosen.append(self.used[idx])
            left -= sizes[idx]
        return chosen, sum(sizes) - sum(len(base.steps) for base in chosen)

    @cached_property
    def empty(self) -> list[Base]:
        """An empty route for each kind of slot, that is, vehicle type and day."""
        kinds = {(slot.vehicle_type.id, slot.date): slot for slot in reversed(self.tables.problem.slots)}
        return self._empty_routes(kinds.values())

    @cached_property
    def free(self) -> list[Base]:
        """An empty route for each kind of slot of which the plan leaves one unused."""
        taken = {(route.slot.vehicle_id, route.slot.date) for route in self._routes}
        slots = [
            slot for slot in reversed(self.tables.problem.slots) if (slot.vehicle_id, slot.date) not in taken
        ]
        return self._empty_routes({(slot.vehicle_type.id, slot.date): slot for slot in slots}.values())

    def _empty_routes(self, slots: Iterable[Slot]) -> list[Base]:
        routes = [self._empty_route(slot) for slot in slots]
        add_legs(self.tables, routes)
        return [_base(route, is_new=True) for route in routes]

    def _empty_route(self, slot: Slot) -> RouteFacts:
        home = self.tables.problem.depot_of[slot.vehicle_type.depot_id]
        home_idx = self.tables.depot_idx[home.id]
        trip = TripFacts("", 0, home, home_idx, None, ())
        return RouteFacts("", slot, self.tables.rates_of(slot.vehicle_type), home_idx, (trip,))
