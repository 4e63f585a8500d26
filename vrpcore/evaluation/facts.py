"""A plan with its ids resolved: what every constraint, cost and figure is worked out from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from vrpcore.evaluation.tables import Cargo, Lines, Tables
from vrpcore.evaluation.timing import Step
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot
from vrpcore.models.order import Order
from vrpcore.models.plan import Break, Delivery, Pickup, Plan, Reload, Route
from vrpcore.models.rates import VehicleRates
from vrpcore.models.slots import Slot
from vrpcore.models.vehicle import BreakRule, VehicleType


@dataclass(frozen=True, slots=True)
class Visit:
    """A delivery or pickup."""

    where: str
    activity_idx: int
    kind: Literal["delivery", "pickup"]
    customer: Customer
    place_idx: int
    orders: tuple[Order, ...]
    lines: Lines
    """What is brought or collected."""
    cargo: Cargo


@dataclass(frozen=True, slots=True)
class Rest:
    """A break."""

    where: str
    activity_idx: int
    break_idx: int
    rule: BreakRule


@dataclass(frozen=True, slots=True)
class TripFacts:
    """A loading and the visits and breaks up to the next one."""

    where: str
    trip_idx: int
    depot: Depot
    place_idx: int
    reload_idx: int | None
    """Position of the explicit reload, where there is one."""
    activities: tuple[Visit | Rest, ...]
    visits: tuple[Visit, ...] = field(init=False)
    """Deliveries and pickups in order."""
    deliveries: tuple[Visit, ...] = field(init=False)
    """Deliveries in order."""

    def __post_init__(self) -> None:
        visits = tuple([activity for activity in self.activities if isinstance(activity, Visit)])
        deliveries = tuple([visit for visit in visits if visit.kind == "delivery"])
        # Every rule walks through them: worked out once.
        object.__setattr__(self, "visits", visits)
        object.__setattr__(self, "deliveries", deliveries)


@dataclass(slots=True)
class Event:
    """One stop of a route after its start, with its leg and its times once they are known."""

    kind: Literal["load", "delivery", "pickup", "break", "end"]
    trip: TripFacts
    activity: Visit | Rest | None
    origin_idx: int
    place_idx: int
    step: Step
    distance_m: int = 0
    reachable: bool = True
    arrival_s: int = 0
    start_s: int = 0
    departure_s: int = 0


@dataclass(slots=True)
class RouteFacts:
    """One vehicle's day."""

    where: str
    slot: Slot
    rates: VehicleRates
    home_idx: int
    trips: tuple[TripFacts, ...]
    events: list[Event] = field(default_factory=list)
    """All stops after the start; empty for a route that is not used."""
    start_s: int = 0

    @property
    def vehicle_type(self) -> VehicleType:
        """The type of the vehicle."""
        return self.slot.vehicle_type

    @property
    def used(self) -> bool:
        """Whether there is any delivery or pickup; a route without costs nothing and breaks no rule."""
        return any(trip.visits for trip in self.trips)

    @property
    def visits(self) -> Iterator[Visit]:
        """Deliveries and pickups in order."""
        return (visit for trip in self.trips for visit in trip.visits)

    @property
    def rests(self) -> Iterator[Rest]:
        """Breaks in order."""
        return (act for trip in self.trips for act in trip.activities if isinstance(act, Rest))

    @property
    def end_s(self) -> int:
        """Arrival at home."""
        return self.events[-1].start_s

    @property
    def distance_m(self) -> int:
        """Metres driven; unreachable legs count nothing."""
        return sum(event.distance_m for event in self.events)


@dataclass(slots=True)
class PlanFacts:
    """A whole plan."""

    tables: Tables
    plan: Plan
    routes: tuple[RouteFacts, ...]
    """Used routes only, in the order of the plan."""
    brought: dict[str, Counter[str]]
    """Cases brought or collected over all visits, by order and product."""


def visit_facts(tables: Tables, where: str, activity_idx: int, activity: Delivery | Pickup) -> Visit:
    """Resolve a delivery or pickup."""
    problem = tables.problem
    orders = tuple(problem.order_of[order_id] for order_id in activity.order_ids)
    lines = tables.lines_of(orders)
    if isinstance(activity, Delivery) and activity.quantities is not None:
        lines = tuple((part.order_id, part.product_id, part.cases) for part in activity.quantities)
    return Visit(
        where,
        activity_idx,
        activity.kind,
        problem.customer_of[activity.customer_id],
        tables.place_of(activity.customer_id),
        orders,
        lines,
        tables.cargo_of(lines),
    )


def route_facts(tables: Tables, route_idx: int, route: Route) -> RouteFacts:
    """Resolve a route whose references are known to be sound."""
    slot = tables.problem.slot_of[route.vehicle_id, route.date]
    vehicle_type = slot.vehicle_type
    trips = []
    for trip_idx, trip in enumerate(route.trips):
        trip_where = f"routes.{route_idx}.trips.{trip_idx}"
        activities: list[Visit | Rest] = []
        reload_idx = None
        for activity_idx, activity in enumerate(trip.activities):
            where = f"{trip_where}.activities.{activity_idx}"
            if isinstance(activity, Reload):
                reload_idx = activity_idx
            elif isinstance(activity, Break):
                rule = vehicle_type.breaks[activity.break_idx]
                activities.append(Rest(where, activity_idx, activity.break_idx, rule))
            else:
                activities.append(visit_facts(tables, where, activity_idx, activity))
        depot = tables.problem.depot_of[trip.depot_id]
        place_idx = tables.depot_idx[depot.id]
        trips.append(TripFacts(trip_where, trip_idx, depot, place_idx, reload_idx, tuple(activities)))
    return RouteFacts(
        where=f"routes.{route_idx}",
        slot=slot,
        rates=tables.rates_of(vehicle_type),
        home_idx=tables.depot_idx[vehicle_type.depot_id],
        trips=tuple(trips),
    )


def plan_facts(tables: Tables, plan: Plan) -> PlanFacts:
    """Resolve a plan whose references are known to be sound."""
    routes = [route_facts(tables, idx, route) for idx, route in enumerate(plan.routes)]
    brought: dict[str, Counter[str]] = {}
    for route in routes:
        for visit in route.visits:
            for order_id, product_id, cases in visit.lines:
                brought.setdefault(order_id, Counter())[product_id] += cases
    return PlanFacts(tables, plan, tuple(route for route in routes if route.used), brought)
