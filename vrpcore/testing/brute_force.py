"""The exact optimum of a tiny problem, by trying every plan: slow, obvious, judged by the evaluator alone.

Every sequence of visits, rests and loadings is tried as a route of its own in each kind of slot. A beginning
is given up only for a rule that no continuation can mend (`_LASTING`). The cheapest routes are then combined
in all ways, in the order of cost, until the evaluator finds nothing to object to.

Left out, because no optimal plan needs them where the triangle inequality holds: trips without visits, but
for a first trip that is followed by loading elsewhere. Of splittable orders every part is tried, in as many
visits as it takes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vrpcore.errors import UnsupportedFeatureError
from vrpcore.evaluation import evaluate
from vrpcore.models import (
    Break,
    Delivery,
    Pickup,
    Plan,
    Problem,
    Reload,
    Route,
    Trip,
    VehicleType,
    features_of,
)
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION
from vrpcore.models.money import half_even
from vrpcore.models.plan import Activity
from vrpcore.models.slots import Slot
from vrpcore.testing.every_visit import Brings, Line, Origins, brought, every_visit, ordered, together

MAX_ORDERS = 7
"""More orders than this are refused: it would take hours."""
MAX_SPLITTABLE_CASES = 10
"""More cases of splittable orders than this are refused as well."""

_LASTING = frozenset(
    {
        "area",
        "backhaul",
        "capacity",
        "daily_tonnage",
        "depot",
        "due",
        "opening_hours",
        "order_band",
        "reach",
        "reserve",
        "service_window",
        "stock",
        "township",
        "trips",
    }
)
"""Rules that stay broken whatever is added at the end of a route.

Times are those of the earliest schedule where any is broken, so lateness stays; loads before a stop only
grow with what is delivered after it. The others, such as the end of the shift, depend on the way home.
"""


@dataclass(frozen=True, slots=True)
class _Sequence:
    """A route in the making: trips as (depot, activities), and what is left to add."""

    trips: tuple[tuple[str, tuple[Activity, ...]], ...]
    brings: Brings = frozenset()
    next_rest: int = 0

    @property
    def ends_with_visits(self) -> bool:
        return any(activity.kind in ("delivery", "pickup") for activity in self.trips[-1][1])

    def with_activity(self, activity: Activity) -> tuple[tuple[str, tuple[Activity, ...]], ...]:
        depot_id, activities = self.trips[-1]
        return (*self.trips[:-1], (depot_id, (*activities, activity)))

    def route(self, slot: Slot) -> Route:
        trips = tuple(Trip(depot_id=depot_id, activities=acts) for depot_id, acts in self.trips)
        return Route(vehicle_id=slot.vehicle_id, date=slot.date, trips=trips)

    def origins(self, problem: Problem) -> Origins:
        """What couples it to other routes: from where it takes how much for each delivery order."""
        cases: Counter[tuple[str, Line]] = Counter()
        for depot_id, activities in self.trips:
            for activity in activities:
                if isinstance(activity, Delivery):
                    for line, amount in brought(problem, activity):
                        cases[depot_id, line] += amount
        return frozenset(cases.items())


@dataclass(frozen=True, slots=True)
class _Option:
    """A feasible route and its cost."""

    sequence: _Sequence
    cost: int


_Kind = tuple[str, dt.date]
"""Vehicle type and date: slots of one kind are equal but for the name of the vehicle."""


def _kind(slot: Slot) -> _Kind:
    return slot.vehicle_type.id, slot.date


def optimal_cost(problem: Problem) -> tuple[int, Plan] | None:
    """The least cost of any plan that breaks no rule, with such a plan.

    Parameters
    ----------
    problem
        Up to `MAX_ORDERS` orders, splittable ones of `MAX_SPLITTABLE_CASES` cases in all; about five orders
        and a few slots take seconds.

    Returns
    -------
    tuple of int and Plan, or None
        None where every plan breaks a rule: a required order cannot be served.

    Raises
    ------
    ValueError
        If there are too many orders, or cases of splittable ones.
    UnsupportedFeatureError
        If the problem uses features that this version does not honour.
    """
    unsupported = features_of(problem) & UNSUPPORTED_IN_THIS_VERSION
    if unsupported:
        raise UnsupportedFeatureError("enumeration", sorted(unsupported))
    if len(problem.orders) > MAX_ORDERS:
        raise ValueError(f"{len(problem.orders)} orders are too many to enumerate; allowed: {MAX_ORDERS}")
    splittable = sum(line.cases for order in problem.orders if order.splittable for line in order.lines)
    if splittable > MAX_SPLITTABLE_CASES:
        raise ValueError(
            f"{splittable} cases of splittable orders are too many; allowed: {MAX_SPLITTABLE_CASES}"
        )
    options: dict[_Kind, list[_Option]] = {}
    for slot in problem.slots:
        if _kind(slot) not in options:
            options[_kind(slot)] = _options(problem, slot)
    ranked = sorted(_combinations(problem, options), key=lambda found: found[0])
    for cost, chosen, held in ranked:
        routes = tuple(option.sequence.route(slot) for slot, option in chosen)
        plan = Plan(routes=routes, held_order_ids=held)
        verdict = evaluate(problem, plan, explain=False)
        if verdict.is_feasible:
            assert verdict.cost == cost, "the cost of a plan is not the sum of its routes and outcomes"
            return cost, plan
    return None


def _options(problem: Problem, slot: Slot) -> list[_Option]:
    """The cheapest feasible route of each set of orders, and of each origin of the goods if that matters."""
    is_coupled = any(d.stock is not None or d.max_tonnes_per_day is not None for d in problem.depots)
    visits = every_visit(problem)
    limits = ordered(problem)
    cheapest: dict[tuple[Brings, Origins], _Option] = {}
    pending = [_Sequence(trips=((slot.vehicle_type.depot_id, ()),))]
    while pending:
        sequence = pending.pop()
        if sequence.ends_with_visits:
            verdict = evaluate(problem, Plan(routes=(sequence.route(slot),)), explain=False)
            broken = {violation.rule for violation in verdict.violations} - {"required"}
            if broken & _LASTING:
                continue
            if not broken:
                cost = verdict.schedule[0].cost.total
                key = (sequence.brings, sequence.origins(problem) if is_coupled else frozenset())
                if key not in cheapest or cost < cheapest[key].cost:
                    cheapest[key] = _Option(sequence, cost)
        pending += _longer(sequence, slot.vehicle_type, visits, limits)
    return list(cheapest.values())


def _longer(
    sequence: _Sequence,
    vehicle_type: VehicleType,
    visits: list[tuple[Brings, Delivery | Pickup]],
    limits: Mapping[Line, int],
) -> Iterator[_Sequence]:
    """The sequence with one visit, rest or loading more."""
    for brings, visit in visits:
        both = together(sequence.brings, brings, limits)
        if both is not None:
            yield _Sequence(sequence.with_activity(visit), both, sequence.next_rest)
    for rest in range(sequence.next_rest, len(vehicle_type.breaks)):
        yield _Sequence(sequence.with_activity(Break(break_idx=rest)), sequence.brings, rest + 1)
    if vehicle_type.max_trips is None or len(sequence.trips) < vehicle_type.max_trips:
        for depot_id in dict.fromkeys((vehicle_type.depot_id, *vehicle_type.reload_depot_ids)):
            goes_elsewhere_first = len(sequence.trips) == 1 and depot_id != vehicle_type.depot_id
            if sequence.ends_with_visits or goes_elsewhere_first:
                trips = (*sequence.trips, (depot_id, (Reload(),)))
                yield _Sequence(trips, sequence.brings, sequence.next_rest)


_Routes = tuple[tuple[Slot, _Option], ...]
_Combination = tuple[int, _Routes, tuple[str, ...]]
"""Cost, routes, and held orders of a plan that may still break rules which couple routes."""


def _combinations(problem: Problem, options: Mapping[_Kind, list[_Option]]) -> Iterator[_Combination]:
    """Every choice of at most one route per slot such that nothing is brought twice.

    Equal slots are used in their order, with options in theirs, since the names of vehicles do not matter.
    """
    slots = problem.slots
    limits = ordered(problem)

    def choose(
        position: int,
        taken: Brings,
        chosen: tuple[tuple[Slot, _Option], ...],
        first: Mapping[_Kind, int],
    ) -> Iterator[tuple[tuple[Slot, _Option], ...]]:
        if position == len(slots):
            yield chosen
            return
        slot = slots[position]
        kind = _kind(slot)
        yield from choose(position + 1, taken, chosen, {**first, kind: len(options[kind])})
        for idx in range(first.get(kind, 0), len(options[kind])):
            option = options[kind][idx]
            both = together(option.sequence.brings, taken, limits)
            if both is not None:
                yield from choose(position + 1, both, (*chosen, (slot, option)), {**first, kind: idx})

    for chosen in choose(0, frozenset(), (), {}):
        served: Counter[str] = Counter()
        for _, option in chosen:
            for (order_id, _), cases in option.sequence.brings:
                served[order_id] += cases
        rest = _outcomes(problem, served)
        if rest is not None:
            yield sum(option.cost for _, option in chosen) + rest[0], chosen, rest[1]


def _outcomes(problem: Problem, served: Mapping[str, int]) -> tuple[int, tuple[str, ...]] | None:
    """The cheaper of holding and leaving what no route brings; None where one may do neither."""
    cost = 0
    held = []
    for order in problem.orders:
        total = sum(line.cases for line in order.lines)
        missing = total - served.get(order.id, 0)
        hold, leave = problem.hold_cost(order), problem.unserved_cost(order)
        if missing == total and hold is not None and (leave is None or hold <= leave):
            cost += hold
            held.append(order.id)
        elif leave is not None:
            cost += half_even(leave * missing, total)
        elif missing:
            return None
    return cost, tuple(held)
