"""The assignment model of a round in PuLP.

Minimise the estimated cost of routes plus the exact cost of everything else, where

- ``deliver`` (binary) puts a visit into a bin, loaded at a depot,
- ``goto`` (binary) opens a cluster of customers for a bin, ``use`` (integer) counts its used slots and
  ``trips`` (integer) its trips by depot,
- ``leave`` is the outcome of an order that no visit brings: held or unserved, whichever costs less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, log10

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE
from vrpcore.lowering.solution import Stop
from vrpcore.solvers.milp.bins import Bin
from vrpcore.solvers.milp.choice import Choice, Round
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.effort import Effort
from vrpcore.solvers.milp.safe_pulp import pulp
from vrpcore.solvers.milp.supply import stock_limits, tonnage_limits
from vrpcore.solvers.result import Statistic

_DIMENSIONS = ("grams", "cm3", "cases")
_NAMED_ORDERS = 6
"""Orders in the name of a variable; formats limit the length of names."""
_LARGEST_COEFFICIENT = 1e5
"""Costs are scaled down to about this size, which suits the tolerances of MILP programs."""


@dataclass(frozen=True, slots=True)
class Model:
    """A PuLP model and the way back from its variables."""

    problem: pulp.LpProblem
    choices: dict[str, Choice]
    """By variable name."""
    unit: float
    """Cost units per unit of the objective."""
    constant: float
    """Cost units that the objective leaves out."""

    def figures(
        self, values: Mapping[str, float], bound: float | None, outside_cost: int
    ) -> dict[str, Statistic]:
        """Return what a solution of the model says, with the cost of everything outside of it."""
        variables = self.problem.variables()
        fixed = self.constant + outside_cost
        objective = sum(cost * values[variable.name] for variable, cost in self.problem.objective.items())
        figures: dict[str, Statistic] = {
            "approximation_cost": round(objective * self.unit + fixed),
            "num_variables": len(variables),
            "num_binaries": len(self.choices),
            "num_constraints": len(self.problem.constraints()),
        }
        if bound is not None:
            figures["approximation_bound"] = round(bound * self.unit + fixed)
        return figures


class ModelBuilder:
    """Builds the model of a round.

    Parameters
    ----------
    context, round_
        Shared data and the choices of the round.
    """

    def __init__(self, context: Context, round_: Round) -> None:
        self._context = context
        self._instance = context.instance
        self._round = round_
        self._problem = pulp.LpProblem("assignment", pulp.LpMinimize)
        self._terms: list[tuple[pulp.LpVariable, float]] = []
        self._by_bin: dict[int, list[tuple[Choice, pulp.LpVariable]]] = defaultdict(list)
        self._names: dict[str, Choice] = {}
        self._constant = 0.0

    def build(self) -> Model:
        """Build it."""
        by_order: dict[int, list[pulp.LpVariable]] = defaultdict(list)
        for choice in self._round.choices:
            variable = self._variable(self._name(choice), 1, is_integer=True, start=choice.is_present)
            self._terms.append((variable, choice.effort.cost))
            self._by_bin[choice.bin_idx].append((choice, variable))
            self._names[variable.name] = choice
            for order in choice.orders:
                by_order[order].append(variable)
        for idx, bin_ in enumerate(self._round.bins):
            if self._by_bin[idx] or bin_.route is not None:
                self._add_bin(idx, bin_)
        self._add_orders(by_order)
        draws = [pair for members in self._by_bin.values() for pair in members]
        for limit in chain(
            stock_limits(self._context, self._round, draws), tonnage_limits(self._context, self._round, draws)
        ):
            self._limit(*limit)
        largest = max((abs(cost) for _, cost in self._terms), default=0.0)
        unit = 10.0 ** max(0, ceil(log10(max(1.0, largest) / _LARGEST_COEFFICIENT)))  # digits stay readable
        self._problem.setObjective(
            pulp.LpAffineExpression([(variable, cost / unit) for variable, cost in _merged(self._terms)])
        )
        return Model(self._problem, self._names, unit, self._constant)

    def _add_bin(self, idx: int, bin_: Bin) -> None:
        """Clusters, trips, loads, time and distance of one bin."""
        vehicle_type = self._context.type_of(bin_.slot)
        estimate = self._round.estimates[idx]
        members = self._by_bin[idx]
        tag = f"v{self._instance.slots.vehicle[bin_.slot]}_day{self._instance.slots.day[bin_.slot]}"
        fixed = self._round.fixed_stops(bin_)
        use = self._variable(f"use_{tag}", len(bin_.slots), is_integer=True, start=bin_.route is not None)
        if fixed:
            use.lowBound = 1
        self._terms.append((use, vehicle_type.day_cost + estimate.base.cost))
        efforts: list[tuple[pulp.LpVariable, Effort]] = [(use, estimate.base)]
        efforts += [(variable, choice.effort) for choice, variable in members]
        visited = {choice.cluster for choice, _ in members if choice.is_present}
        goto = {}
        for cluster in sorted({choice.cluster for choice, _ in members}):
            goto[cluster] = self._variable(
                f"goto_{tag}_area{cluster}", 1, is_integer=True, start=cluster in visited
            )
            self._terms.append((goto[cluster], estimate.access[cluster].cost))
            efforts.append((goto[cluster], estimate.access[cluster]))
            self._limit(f"opens_{tag}_area{cluster}", [(goto[cluster], 1), (use, -1)], 0)
        for choice, variable in members:
            self._limit(f"reaches_{variable.name}", [(variable, 1), (goto[choice.cluster], -1)], 0)
        trips = self._add_trips(bin_, tag, use, efforts)
        self._add_loads(bin_, idx, tag, trips, fixed)
        self._add_budgets(bin_, tag, use, efforts)

    def _add_trips(
        self,
        bin_: Bin,
        tag: str,
        use: pulp.LpVariable,
        efforts: list[tuple[pulp.LpVariable, Effort]],
    ) -> dict[int, pulp.LpVariable]:
        """Return the trips by depot; where only one trip is possible, using the slot is the trip."""
        vehicle_type = self._context.type_of(bin_.slot)
        if vehicle_type.max_trips == 1:
            return {vehicle_type.depot: use}
        estimate = self._round.estimates[self._round.bins.index(bin_)]
        present: dict[int, int] = defaultdict(int)
        for trip in () if bin_.route is None else bin_.route.trips:
            present[trip.depot] += 1
        most = min(vehicle_type.max_trips, self._instance.num_orders + 1) * len(bin_.slots)
        trips = {}
        for depot in vehicle_type.load_depots:
            trips[depot] = self._variable(
                f"trips_{tag}_from{depot}", most, is_integer=True, start=present[depot]
            )
            self._terms.append((trips[depot], estimate.trip.cost))
            efforts.append((trips[depot], estimate.trip))
        self._terms.append((use, -estimate.trip.cost))
        efforts.append((use, estimate.trip.times(-1)))
        self._limit(f"first_trip_{tag}", [(use, 1), (trips[vehicle_type.depot], -1)], 0)
        limit = [(variable, 1.0) for variable in trips.values()]
        self._limit(f"max_trips_{tag}", [*limit, (use, -min(vehicle_type.max_trips, most))], 0)
        return trips

    def _add_loads(
        self,
        bin_: Bin,
        idx: int,
        tag: str,
        trips: dict[int, pulp.LpVariable],
        fixed: list[tuple[int, Stop]],
    ) -> None:
        """Trips times capacity bound what is brought from each depot, and what is collected."""
        vehicle_type = self._context.type_of(bin_.slot)
        for dimension, capacity in enumerate(vehicle_type.capacity):
            if capacity >= NO_LIMIT:
                continue
            for depot, trip in trips.items():
                for is_pickup in (False, True):
                    loads = [
                        (variable, choice.visit.load[dimension])
                        for choice, variable in self._by_bin[idx]
                        if choice.depot == depot and choice.visit.is_pickup == is_pickup
                    ]
                    if loads:
                        taken = sum(
                            visit.load[dimension]
                            for at, visit in ((at, self._context.visit(stop)) for at, stop in fixed)
                            if at == depot and visit.is_pickup == is_pickup
                        )
                        kind = "collects" if is_pickup else "loads"
                        name = f"{kind}_{_DIMENSIONS[dimension]}_{tag}_from{depot}"
                        self._limit(name, [*loads, (trip, -capacity)], -taken)

    def _add_budgets(
        self, bin_: Bin, tag: str, use: pulp.LpVariable, efforts: list[tuple[pulp.LpVariable, Effort]]
    ) -> None:
        """Time and way of a bin's routes; the present route is always within its budget."""
        vehicle_type = self._context.type_of(bin_.slot)
        slots = self._instance.slots
        start = int(slots.start[bin_.slot])
        budget = float(min(int(slots.end[bin_.slot]) - start, vehicle_type.max_duration))
        if vehicle_type.rests:  # taken, or left out by being home before the first
            home_by = int(slots.midnight[bin_.slot]) + vehicle_type.rests[0].latest - start
            budget = max(
                budget - sum(rule.duration for rule in vehicle_type.rests), min(budget, home_by), 0.0
            )
        needed = sum((variable.varValue or 0) * effort.seconds for variable, effort in efforts)
        budget = max(budget, needed)
        terms = [(variable, effort.seconds) for variable, effort in efforts]
        self._limit(f"time_{tag}", [*terms, (use, -budget)], 0)
        if vehicle_type.max_distance < NO_LIMIT:
            needed = sum((variable.varValue or 0) * effort.metres for variable, effort in efforts)
            budget = max(float(vehicle_type.max_distance), needed)
            terms = [(variable, effort.metres) for variable, effort in efforts]
            self._limit(f"way_{tag}", [*terms, (use, -budget)], 0)

    def _add_orders(self, by_order: dict[int, list[pulp.LpVariable]]) -> None:
        """Each order is brought by one visit, or left at its price."""
        orders = self._instance.orders
        required = 1.0 + 10 * sum(max(0.0, cost) for _, cost in self._terms)
        for order in range(self._instance.num_orders):
            if order in self._round.fixed_orders:
                continue
            prices = [
                int(price)
                for price in (orders.hold_cost[order], orders.unserved_cost[order])
                if price != NO_PRICE
            ]
            visits = by_order[order]
            is_brought = any(variable.varValue for variable in visits)
            if not visits:
                self._constant += min(prices, default=0)
                continue
            leave = self._variable(f"leave_o{order}", 1, is_integer=False, start=not is_brought)
            self._terms.append((leave, min(prices, default=required)))
            terms = [(variable, 1.0) for variable in visits]
            self._problem.addConstraint(
                pulp.LpConstraint(
                    pulp.LpAffineExpression([*terms, (leave, 1.0)]), pulp.LpConstraintEQ, f"order_o{order}", 1
                )
            )

    def _name(self, choice: Choice) -> str:
        slot = self._round.bins[choice.bin_idx].slot
        slots = self._instance.slots
        orders = "_".join(f"o{order}" for order in choice.orders[:_NAMED_ORDERS])
        if len(choice.orders) > _NAMED_ORDERS:
            orders += f"_and_{len(choice.orders) - _NAMED_ORDERS}_more_x{len(self._names)}"
        verb = "collect" if choice.visit.is_pickup else "deliver"
        return f"{verb}_{orders}_v{slots.vehicle[slot]}_day{slots.day[slot]}_from{choice.depot}"

    def _variable(self, name: str, most: int, *, is_integer: bool, start: float) -> pulp.LpVariable:
        category = pulp.LpInteger if is_integer else pulp.LpContinuous
        variable = self._problem.add_variable(name, 0, most, category)
        variable.setInitialValue(float(start))
        return variable

    def _limit(self, name: str, terms: Sequence[tuple[pulp.LpVariable, float]], most: float) -> None:
        """Add: the sum of the terms is at most `most`."""
        self._problem.addConstraint(
            pulp.LpConstraint(pulp.LpAffineExpression(_merged(terms)), pulp.LpConstraintLE, name, most)
        )


def _merged(terms: Iterable[tuple[pulp.LpVariable, float]]) -> list[tuple[pulp.LpVariable, float]]:
    """Add up the coefficients of each variable."""
    total: dict[pulp.LpVariable, float] = {}
    for variable, coefficient in terms:
        total[variable] = total.get(variable, 0.0) + coefficient
    return list(total.items())
