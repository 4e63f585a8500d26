"""What a plan means: its cost item by item, its times and loads, and every rule it breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from vrpcore.language import Language, comma, counted, option, say
from vrpcore.models.base import SCHEMA_VERSION, Many, Record, SchemaVersion
from vrpcore.models.markup import Cell, markup_of
from vrpcore.models.message import Message, place_in
from vrpcore.models.money import Currency

_MAX_VIOLATIONS = 10
"""Violations that a notebook shows."""


class CostBreakdown(Record):
    """Cost by item, in exact cost units (micro-currency unless the currency's scale says otherwise)."""

    distance: int = 0
    """Kilometres driven."""
    duration: int = 0
    """Hours from the start to the end of routes."""
    fixed: int = 0
    """Fixed cost of used vehicle days."""
    wages: int = 0
    """Wages of used vehicle days."""
    loaders: int = 0
    """Loader fees per delivered tonne."""
    depot_fees: int = 0
    """Depot (store) fees per delivered tonne."""
    waivers: int = 0
    """Surcharges for visits outside an order-size band."""
    township: int = 0
    """Prices of passing over the store of a customer's township."""
    held: int = 0
    """Prices of held orders."""
    unserved: int = 0
    """Prices of orders, or parts of orders, that are neither delivered nor held."""

    @property
    def total(self) -> int:
        """Sum of all items: the objective."""
        return sum(self.__dict__.values())


Rule = Literal[
    "area",
    "backhaul",
    "break",
    "capacity",
    "consolidation",
    "daily_tonnage",
    "depot",
    "distance",
    "due",
    "duplicate",
    "duration",
    "hold",
    "opening_hours",
    "order_band",
    "reach",
    "release",
    "required",
    "reserve",
    "service_window",
    "shift",
    "split",
    "stock",
    "township",
    "trips",
    "unreachable",
]


class Violation(Record):
    """One rule that a plan breaks."""

    rule: Rule
    where: str
    """Path in the plan or the thing concerned, for example ``routes.0.trips.1.activities.2``."""
    what: str
    """What happens and what is allowed, in words."""
    excess: int
    """By how much, in the rule's unit (seconds, grams, cases, metres, or 1)."""
    message: Message | None = None
    """What `what` says, for other languages; None where only the sentence is known."""

    @classmethod
    def of(cls, rule: Rule, where: str, message: Message, excess: int = 1) -> Self:
        """A violation that is told by a message."""
        return cls(rule=rule, where=where, what=message.text(), excess=excess, message=message)

    def text_in(self, language: Language) -> str:
        """What happens and what is allowed, in a language."""
        return self.what if self.message is None else self.message.text(language)

    def rule_in(self, language: Language) -> str:
        """The rule's name in a language."""
        return self.rule if language == "en" else option(f"rule_{self.rule}", language)

    def where_in(self, language: Language) -> str:
        """The place in a language, counted from 1; in English as it is."""
        return place_in(self.where, language)


StopKind = Literal["start", "load", "delivery", "pickup", "break", "end"]


class Stop(Record):
    """One event of a route's schedule; times in seconds from the horizon's start."""

    kind: StopKind
    place_id: str
    """Customer or depot; for a break, the place where it is taken."""
    trip_idx: int
    activity_idx: int | None
    """Position within the trip's activities; None for start, load without explicit reload, and end."""
    order_ids: Many[str] = ()
    arrival_s: int
    start_s: int
    """Begin of service, loading or break; after waiting."""
    departure_s: int
    distance_m: int
    """Distance from the previous stop."""
    load_g: int
    """Weight aboard on departure."""
    load_cm3: int
    """Volume aboard on departure."""
    load_cases: int
    """Cases aboard on departure."""

    @property
    def wait_duration_s(self) -> int:
        """Seconds between arrival and the begin of service."""
        return self.start_s - self.arrival_s


class RouteSchedule(Record):
    """The least-cost schedule of one route."""

    vehicle_id: str
    vehicle_type_id: str
    date: dt.date
    start_s: int
    end_s: int
    distance_m: int
    cost: CostBreakdown
    """Costs of this route, without held and unserved orders."""
    stops: Many[Stop]

    @property
    def duration_s(self) -> int:
        """Seconds from start to end."""
        return self.end_s - self.start_s


class StockUse(Record):
    """How much of a product leaves a depot over the horizon."""

    depot_id: str
    product_id: str
    available_cases: int | None
    """Opening stock plus all receipts minus safety stock; None means unlimited."""
    used_cases: int


class Reason(Record):
    """Why one way of delivering an order was not possible or not worth it; found by trying it."""

    code: str
    """Stable identifier, for example ``outside_reach``."""
    text: str
    """The reason in words."""
    depot_id: str | None = None
    vehicle_id: str | None = None
    message: Message | None = None
    """What `text` says, for other languages; None where only the sentence is known."""

    @classmethod
    def of(
        cls, code: str, message: Message, depot_id: str | None = None, vehicle_id: str | None = None
    ) -> Self:
        """A reason that is told by a message."""
        text = message.text()
        return cls(code=code, text=text, depot_id=depot_id, vehicle_id=vehicle_id, message=message)

    def text_in(self, language: Language) -> str:
        """The reason in a language."""
        return self.text if self.message is None else self.message.text(language)


class OrderOutcome(Record):
    """What becomes of one order."""

    order_id: str
    outcome: Literal["delivered", "partly", "held", "unserved"]
    depot_id: str | None = None
    """Depot that (last) serves it."""
    vehicle_id: str | None = None
    start_s: int | None = None
    """Begin of service of its (last) visit."""
    reasons: Many[Reason] = ()
    """For held and unserved orders: the tested reasons."""


class Kpis(Record):
    """Figures by which planners judge a plan."""

    num_orders: int
    num_delivered: int
    """Orders delivered, or collected, in full."""
    num_partly: int
    """Splittable orders of which only a part is delivered."""
    num_held: int
    num_unserved: int
    num_by_center: int
    """Orders served, in full or partly, by trips from centres."""
    num_by_store: int
    """Orders served, in full or partly, by trips from stores."""
    num_routes: int
    num_trips: int
    num_visits: int
    distance_m: int
    duration_s: int
    wait_duration_s: int
    delivered_g: int
    delivered_by_store_g: int
    delivered_cases: int
    fill_rate: float
    """Delivered cases divided by cases of all delivery orders, 0 to 1."""
    mean_load_rate: float
    """Mean over trips of the fullest limited load dimension on leaving the depot; 0 if nothing is limited."""


class Evaluation(Record):
    """The verdict on a plan. Feasible means that no rule is broken.

    Evaluations are ordered, better first: feasible ones, then those with fewer required orders missing, then
    the cheaper ones. ``a <= b`` says that `a` is at least as good as `b`, equal or not.
    """

    schema_version: SchemaVersion = SCHEMA_VERSION
    """Version of this schema; files of another version are refused."""
    cost: int
    """Exact total in cost units; equals ``breakdown.total``."""
    currency: Currency = Currency()
    """What a cost unit is worth, as the problem says."""
    breakdown: CostBreakdown
    violations: Many[Violation]
    schedule: Many[RouteSchedule]
    orders: Many[OrderOutcome]
    stock_use: Many[StockUse]
    kpis: Kpis

    def __str__(self) -> str:
        return repr(self)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """The outcome, in every text that pydantic makes of it: the schedule fills screens."""
        if not self._is_complete:
            yield from super().__repr_args__()
            return
        yield "cost", self.cost
        if self.num_required_missing:
            yield "num_required_missing", self.num_required_missing
        yield "num_violations", len(self.violations)
        for name in ("num_routes", "num_orders", "num_delivered", "num_partly", "num_held", "num_unserved"):
            yield name, getattr(self.kpis, name)

    @property
    def _is_complete(self) -> bool:
        """Whether nothing is missing, as it may be when made by `model_construct`."""
        return self.__dict__.keys() >= type(self).model_fields.keys()

    def _repr_html_(self) -> str:
        """The outcome as a notebook shows it."""
        if not self._is_complete:
            return markup_of(repr(self))
        kpis, currency = self.kpis, self.currency
        verdict = ", all rules kept" if self.is_feasible else ""
        figures: list[tuple[Cell, ...]] = [
            ("orders", kpis.num_orders),
            ("by centre", kpis.num_by_center),
            ("by store", kpis.num_by_store),
            ("held", kpis.num_held),
            ("unserved", kpis.num_unserved),
            ("routes / trips / visits", f"{kpis.num_routes:,} / {kpis.num_trips:,} / {kpis.num_visits:,}"),
            ("driven", f"{kpis.distance_m / 1000:,.1f} km"),
            ("fill rate (cases)", f"{kpis.fill_rate:.0%}"),
        ]
        items: list[tuple[Cell, ...]] = [
            (name.replace("_", " "), currency.text(cost)) for name, cost in self.breakdown if cost
        ]
        items.append(("total", currency.text(self.cost)))
        broken = [(v.rule, v.where, v.what) for v in self.violations[:_MAX_VIOLATIONS]]
        return markup_of(f"Evaluation: {self.cost_text()}{verdict}", items, figures, broken)

    @property
    def is_feasible(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations

    @property
    def num_required_missing(self) -> int:
        """Orders without a price for not serving them that are not, or not in full, served or held.

        They add nothing to the cost, so that costs compare only where none is missing.
        """
        return sum(1 for violation in self.violations if violation.rule == "required")

    def cost_text(self, language: Language = "en") -> str:
        """The cost for people, with what it leaves out: missing required orders, and other broken rules."""
        text = self.currency.text(self.cost)
        missing = self.num_required_missing
        if missing:
            several = "{cost} plus {number} required orders missing"
            one = "{cost} plus {number} required order missing"
            text = say(one if missing == 1 else several, language, cost=text, number=f"{missing:,}")
        others = len(self.violations) - missing
        return comma(language).join([text, counted(others, "broken rule", language)]) if others else text

    @property
    def _rank(self) -> tuple[bool, int, Decimal]:
        return not self.is_feasible, self.num_required_missing, self.currency.amount(self.cost)

    def __lt__(self, other: object) -> bool:
        """Whether this is better. ValueError where the currencies differ."""
        if not isinstance(other, Evaluation):
            return NotImplemented
        self.currency.require_same(other.currency)
        return self._rank < other._rank

    def __le__(self, other: object) -> bool:
        """Whether this is at least as good. ValueError where the currencies differ."""
        return NotImplemented if not isinstance(other, Evaluation) else not other < self
