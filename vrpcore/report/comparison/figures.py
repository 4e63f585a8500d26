"""The figures by which two plans are compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from vrpcore.models.evaluation import CostBreakdown, Evaluation
from vrpcore.models.money import Currency
from vrpcore.models.problem import Problem

Unit = Literal["cost", "", "km", "h", "t", "%"]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and after."""

    name: str
    """What it counts; of costs the name of the item, or a vehicle."""
    unit: Unit
    """``"cost"``: in the currency; empty: a number of things."""
    before: float
    after: float

    @property
    def delta(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def share(self) -> float | None:
        """The change as a part of what was before; None where that was nothing."""
        return self.delta / self.before if self.before else None


def cost_changes(before: Evaluation, after: Evaluation) -> tuple[Change, ...]:
    """Costs by item, without those that are nothing in both plans, and their sum."""
    found = [
        Change(item, "cost", _amount(before, getattr(before.breakdown, item)), _amount(after, value))
        for item in CostBreakdown.model_fields
        if (value := getattr(after.breakdown, item)) or getattr(before.breakdown, item)
    ]
    return (*found, Change("total", "cost", _amount(before, before.cost), _amount(after, after.cost)))


def _amount(evaluation: Evaluation, cost: int) -> float:
    return amount(evaluation.currency, cost)


def amount(currency: Currency, cost: int) -> float:
    """Cost units as currency."""
    return float(currency.amount(cost))


def figure_changes(before: Evaluation, after: Evaluation) -> tuple[Change, ...]:
    """What planners judge plans by, beside cost."""
    a, b = before.kpis, after.kpis
    counted = ("orders", "delivered", "partly", "held", "unserved", "by_center", "by_store")
    found = [Change(name, "", getattr(a, f"num_{name}"), getattr(b, f"num_{name}")) for name in counted]
    found += [
        Change("routes", "", a.num_routes, b.num_routes),
        Change("trips", "", a.num_trips, b.num_trips),
        Change("visits", "", a.num_visits, b.num_visits),
        Change("vehicles", "", len(_used(before)), len(_used(after))),
        Change("driven", "km", a.distance_m / 1000, b.distance_m / 1000),
        Change("on_the_way", "h", a.duration_s / 3600, b.duration_s / 3600),
        Change("waiting", "h", a.wait_duration_s / 3600, b.wait_duration_s / 3600),
        Change("delivered_weight", "t", a.delivered_g / 10**6, b.delivered_g / 10**6),
        Change("fill_rate", "%", 100 * a.fill_rate, 100 * b.fill_rate),
        Change("mean_load", "%", 100 * a.mean_load_rate, 100 * b.mean_load_rate),
        Change("violations", "", len(before.violations), len(after.violations)),
    ]
    return tuple(change for change in found if change.before or change.after)


def _used(evaluation: Evaluation) -> set[str]:
    return {schedule.vehicle_id for schedule in evaluation.schedule}


def vehicle_changes(before: Evaluation, after: Evaluation) -> tuple[Change, ...]:
    """Cost of the routes of each vehicle."""
    sums = [_vehicle_costs(before), _vehicle_costs(after)]
    ids = dict.fromkeys(id_ for costs in sums for id_ in costs)
    return tuple(
        Change(id_, "cost", _amount(before, sums[0][id_]), _amount(after, sums[1][id_])) for id_ in ids
    )


def _vehicle_costs(evaluation: Evaluation) -> Counter[str]:
    costs: Counter[str] = Counter()
    for schedule in evaluation.schedule:
        costs[schedule.vehicle_id] += schedule.cost.total
    return costs


def depot_changes(
    before: tuple[Problem, Evaluation], after: tuple[Problem, Evaluation]
) -> tuple[Change, ...]:
    """Orders served by each depot."""
    sums = [
        Counter(outcome.depot_id for outcome in evaluation.orders if outcome.depot_id is not None)
        for _, evaluation in (before, after)
    ]
    ids = dict.fromkeys(depot.id for problem, _ in (before, after) for depot in problem.depots)
    return tuple(Change(id_, "", sums[0][id_], sums[1][id_]) for id_ in ids if sums[0][id_] or sums[1][id_])
