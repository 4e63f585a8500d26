"""Figures of a plan that the sections of a summary share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vrpcore.models.evaluation import Evaluation, RouteSchedule, Stop
from vrpcore.models.money import Currency
from vrpcore.models.plan import Delivery, Pickup, Plan, Route, Trip
from vrpcore.models.problem import Problem
from vrpcore.models.vehicle import VehicleType


@dataclass(frozen=True, slots=True)
class Cargo:
    """What is delivered, summed up."""

    cases: int = 0
    grams: int = 0

    def __add__(self, other: Cargo) -> Cargo:
        """Both together."""
        return Cargo(self.cases + other.cases, self.grams + other.grams)


@dataclass(frozen=True, slots=True)
class RouteFigures:
    """One route of a plan beside its schedule."""

    route: Route
    schedule: RouteSchedule
    cargo: Cargo
    num_visits: int
    fullest: float | None
    """Fullest load on leaving a depot, in the tightest of kg, m³ and cases; None without limits."""


def delivered_cargo(problem: Problem, trip: Trip) -> Cargo:
    """What a trip delivers."""
    total = Cargo()
    for activity in trip.activities:
        if isinstance(activity, Delivery):
            if activity.quantities is None:
                lines = [line for id_ in activity.order_ids for line in problem.order_of[id_].lines]
                pairs = [(line.product_id, line.cases) for line in lines]
            else:
                pairs = [(part.product_id, part.cases) for part in activity.quantities]
            total += cargo_of(problem, pairs)
    return total


def cargo_of(problem: Problem, pairs: Iterable[tuple[str, int]]) -> Cargo:
    """Cases and weight of products and their cases."""
    return sum(
        (Cargo(cases, cases * problem.product_of[product_id].case_weight_g) for product_id, cases in pairs),
        Cargo(),
    )


def route_figures(problem: Problem, plan: Plan, evaluation: Evaluation) -> tuple[RouteFigures, ...]:
    """All routes that visit someone, by date and then in the order of the plan."""
    schedules = {(s.vehicle_id, s.date): s for s in evaluation.schedule}
    found = []
    for route in plan.routes:
        schedule = schedules[route.vehicle_id, route.date]
        num_visits = sum(isinstance(a, Delivery | Pickup) for trip in route.trips for a in trip.activities)
        if num_visits:
            cargo = sum((delivered_cargo(problem, trip) for trip in route.trips), Cargo())
            vehicle_type = problem.vehicle_type_of[schedule.vehicle_type_id]
            found.append(
                RouteFigures(route, schedule, cargo, num_visits, _fullest(vehicle_type, schedule.stops))
            )
    return tuple(sorted(found, key=lambda figures: figures.schedule.date))


def _fullest(vehicle_type: VehicleType, stops: Iterable[Stop]) -> float | None:
    def rates() -> Iterator[float]:
        for stop in stops:
            if vehicle_type.capacity_kg:
                yield stop.load_g / (1000 * vehicle_type.capacity_kg)
            if vehicle_type.capacity_m3:
                yield stop.load_cm3 / (10**6 * vehicle_type.capacity_m3)
            if vehicle_type.capacity_cases:
                yield stop.load_cases / vehicle_type.capacity_cases

    return max(rates(), default=None)


def money(currency: Currency, cost: int) -> str:
    """An amount without its unit, for columns."""
    return f"{cost:,}" if currency.scale == 1 else f"{currency.amount(cost):,.2f}"


def tonnes(grams: int) -> str:
    """A weight in tonnes."""
    return f"{grams / 10**6:,.2f}"


def kilometres(metres: int) -> str:
    """A distance in kilometres."""
    return f"{metres / 1000:,.1f}"


def hours(seconds: int) -> str:
    """A duration in hours."""
    return f"{seconds / 3600:,.1f}"


def share(part: float, whole: float) -> str:
    """A part of a whole in percent; a dash where there is no whole."""
    return f"{100 * part / whole:.0f} %" if whole else "-"


def has_clock(problem: Problem) -> bool:
    """Whether seconds mean a time of day: instances of the literature count in units of their own."""
    return problem.currency.scale != 1


def clock(problem: Problem, seconds: int, day: dt.date) -> str:
    """Hours and minutes on a given day; later than 24:00 after its midnight."""
    minutes = (seconds - problem.horizon.midnight(day)) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
