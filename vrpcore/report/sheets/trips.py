"""The trips of a plan with all that their papers say, in the order in which vehicles make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Evaluation, RouteSchedule, Stop
from vrpcore.models.plan import Delivery, Pickup, Plan, Route
from vrpcore.models.problem import Problem
from vrpcore.models.vehicle import VehicleType
from vrpcore.report.figures import Cargo, cargo_of
from vrpcore.report.rows import pairs

Goods = tuple[str, str, int]
"""Order, product, cases."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a customer, as planned."""

    number: int
    """Counted from 1 on its trip."""
    stop: Stop
    customer: Customer
    goods: tuple[Goods, ...]
    """What is brought or collected."""

    @property
    def cases_of(self) -> dict[str, int]:
        """Cases by order."""
        found: dict[str, int] = {}
        for order_id, _, cases in self.goods:
            found[order_id] = found.get(order_id, 0) + cases
        return found

    @property
    def is_pickup(self) -> bool:
        """Whether goods are collected."""
        return self.stop.kind == "pickup"

    def cargo(self, problem: Problem) -> Cargo:
        """Cases and weight of the goods."""
        return cargo_of(problem, ((product_id, cases) for _, product_id, cases in self.goods))


@dataclass(frozen=True)
class PlannedTrip:
    """One vehicle from a loading to the next, or to its end."""

    schedule: RouteSchedule
    vehicle_type: VehicleType
    number: int
    """Counted from 1 on its day."""
    num_trips: int
    depot: Depot
    """Where it loads."""
    stops: tuple[Stop, ...]
    """Of this trip alone, loading and breaks included."""
    visits: tuple[Visit, ...]

    @cached_property
    def visit_of(self) -> dict[int | None, Visit]:
        """Visits by their positions among the trip's activities."""
        return {visit.stop.activity_idx: visit for visit in self.visits}

    @property
    def deliveries(self) -> tuple[Visit, ...]:
        """The visits that bring something."""
        return tuple(visit for visit in self.visits if not visit.is_pickup)

    def cargo(self, problem: Problem, visits: Iterable[Visit] | None = None) -> Cargo:
        """What the trip brings; or what some of its visits bring, or collect."""
        chosen = self.deliveries if visits is None else visits
        return sum((visit.cargo(problem) for visit in chosen), Cargo())

    @property
    def mark(self) -> str:
        """A name for the trip that is the only one of its kind."""
        return f"{self.schedule.vehicle_id} · {self.schedule.date:%Y-%m-%d} · {self.number}/{self.num_trips}"


def planned_trips(problem: Problem, plan: Plan, evaluation: Evaluation) -> Iterator[PlannedTrip]:
    """All trips that visit someone, by date, then in the order of the plan."""
    for route, schedule in pairs(plan, evaluation):
        for idx, trip in enumerate(route.trips):
            stops = tuple(stop for stop in schedule.stops if stop.trip_idx == idx)
            served = [stop for stop in stops if stop.kind in ("delivery", "pickup")]
            visits = tuple(
                Visit(number, stop, problem.customer_of[stop.place_id], _goods(problem, route, stop))
                for number, stop in enumerate(served, start=1)
            )
            if visits:
                yield PlannedTrip(
                    schedule,
                    problem.vehicle_type_of[schedule.vehicle_type_id],
                    idx + 1,
                    len(route.trips),
                    problem.depot_of[trip.depot_id],
                    stops,
                    visits,
                )


def _goods(problem: Problem, route: Route, stop: Stop) -> tuple[Goods, ...]:
    activity = None if stop.activity_idx is None else route.trips[stop.trip_idx].activities[stop.activity_idx]
    if isinstance(activity, Delivery) and activity.quantities is not None:
        return tuple((part.order_id, part.product_id, part.cases) for part in activity.quantities)
    if not isinstance(activity, Delivery | Pickup):
        return ()
    return tuple(
        (order_id, line.product_id, line.cases)
        for order_id in activity.order_ids
        for line in problem.order_of[order_id].lines
    )
