"""Executed results against the plan: on time, in full, at what cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vrpcore.errors import InvalidInputError
from vrpcore.evaluation import evaluate
from vrpcore.io.tables.frames import Backend, Frame, make_frame
from vrpcore.language import Language
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.models.rates import depot_fee_per_gram, vehicle_rates
from vrpcore.report.actuals import texts
from vrpcore.report.actuals.check import check_actuals
from vrpcore.report.actuals.form import Key, PlannedOrder, planned_orders
from vrpcore.report.actuals.record import Actuals, Executed
from vrpcore.report.figures import cargo_of
from vrpcore.report.windows import Windows

GroupKind = Literal["all", "vehicle", "depot"]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was planned and what became of it: overall, of one vehicle, or of one depot's vehicles."""

    kind: GroupKind
    id: str
    num_planned: int
    """Orders on the form: an order brought in two parts counts twice."""
    num_delivered: int
    num_partly: int
    num_refused: int
    num_absent: int
    planned_cases: int
    """To deliver; pickups are left out, here and in the fill rate."""
    delivered_cases: int
    num_timed: int
    """Visits whose arrival was reported."""
    num_on_time: int
    lateness_s: int
    """Sum over late visits of how much later than promised they began."""
    max_lateness_s: int
    planned_cost: float
    """Cost of the routes as planned, in the problem's currency; held and unserved orders are left out."""
    cost: float
    """The same with the kilometres driven and the tonnes delivered."""
    due: float
    """Money that the delivered cases were to bring, where the form says it; a part of an order its part."""
    collected: float

    @property
    def num_open(self) -> int:
        """Orders of which nothing has been reported yet."""
        return self.num_planned - self.num_delivered - self.num_partly - self.num_refused - self.num_absent

    @property
    def on_time_rate(self) -> float | None:
        """Visits that were on time, of those whose arrival was reported; None where none was."""
        return self.num_on_time / self.num_timed if self.num_timed else None

    @property
    def fill_rate(self) -> float | None:
        """Delivered cases of the planned ones; None where nothing was planned."""
        return self.delivered_cases / self.planned_cases if self.planned_cases else None


@dataclass(frozen=True, eq=False)
class ActualsReport:
    """Figures overall, per vehicle, and per centre or store."""

    overall: Figures
    vehicles: tuple[Figures, ...]
    depots: tuple[Figures, ...]
    currency: str

    def to_dataframe(self, *, backend: Backend = "pandas") -> Frame:
        """A row overall, one for each vehicle, one for each centre or store."""
        return make_frame(texts.columns((self.overall, *self.vehicles, *self.depots)), backend)

    def text(self, language: Language = "en") -> str:
        """The figures in lines of at most 100 columns, in either language."""
        return texts.text(self, language)

    def _repr_html_(self) -> str:
        return texts.markup(self)

    def __str__(self) -> str:
        return self.text()


def actuals(
    problem: Problem,
    plan: Plan,
    actuals: Actuals,
    *,
    tolerance_min: float = 30.0,
    evaluation: Evaluation | None = None,
) -> ActualsReport:
    """Hold executed results against the plan.

    A visit is *on time* when it begins no later than promised: by the end of its service window, or by the
    order's due time (express: within the policy's express hours) where that is earlier. Where neither is
    given, fixed-time delivery promises the planned arrival, give or take the tolerance. It begins on arrival;
    who comes early waits. Only visits whose arrival was reported count, whatever became of the orders.

    The *fill rate* is delivered cases by planned cases; what has not been reported counts as not delivered.

    The *cost* is that of the planned routes with the kilometres that were driven, where they are given, and
    with loader and depot fees for the weight that was delivered; a part of an order weighs its part of the
    cases. Time, wages, fixed costs and surcharges stay as planned. A vehicle counts for its home depot.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    actuals
        What was reported back, see `read_form`.
    tolerance_min
        Minutes after the planned arrival that are still on time where nothing was promised.
    evaluation
        The verdict on the plan; worked out here if not given.

    Raises
    ------
    InvalidInputError
        If a result is not of this plan or cannot be; all faults are listed.
    InvalidPlanError
        If the plan refers to things that the problem does not have.
    """
    evaluation = evaluation or evaluate(problem, plan, explain=False)
    planned = {order.key: order for order in planned_orders(problem, plan, evaluation)}
    reading = check_actuals(actuals, planned)
    if not tolerance_min >= 0:
        reading.fault("out_of_range", "tolerance_min", f"{tolerance_min}", "0 or more", "give minutes")
    if reading.faults:
        raise InvalidInputError("the results cannot be used", reading.faults)
    ledger = _Ledger(problem, evaluation, actuals, planned, tolerance_min)
    home = {slot.vehicle_id: slot.vehicle_type.depot_id for slot in problem.slots}
    used = dict.fromkeys(schedule.vehicle_id for schedule in evaluation.schedule)
    depots = [depot.id for depot in problem.depots if depot.id in {home[id_] for id_ in used}]
    return ActualsReport(
        ledger.figures("all", "", used),
        tuple(ledger.figures("vehicle", id_, [id_]) for id_ in used),
        tuple(ledger.figures("depot", d, [id_ for id_ in used if home[id_] == d]) for d in depots),
        problem.currency.code,
    )


class _Ledger:
    """Sums over the rows of chosen vehicles."""

    def __init__(
        self,
        problem: Problem,
        evaluation: Evaluation,
        actuals: Actuals,
        planned: dict[Key, PlannedOrder],
        tolerance_min: float,
    ) -> None:
        self._problem, self._evaluation, self._actuals = problem, evaluation, actuals
        self._planned = planned
        self._executed = {(e.date, e.vehicle_id, e.trip, e.stop, e.order_id): e for e in actuals.executed}
        self._windows = Windows(problem)
        self._tolerance_s = round(tolerance_min * 60)

    def figures(self, kind: GroupKind, id_: str, vehicle_ids: Iterable[str]) -> Figures:
        """The figures of some vehicles together."""
        chosen = set(vehicle_ids)
        rows = [
            (order, self._executed.get(key))
            for key, order in self._planned.items()
            if order.trip.schedule.vehicle_id in chosen
        ]
        outcomes = [executed.outcome for _, executed in rows if executed is not None]
        deliveries = [(order, executed) for order, executed in rows if not order.visit.is_pickup]
        lateness = self._lateness(rows)
        planned_cost = sum(s.cost.total for s in self._evaluation.schedule if s.vehicle_id in chosen)
        more, less = round(self._more_distance(chosen)), round(self._less_fees(deliveries))
        amount = self._problem.currency.amount
        return Figures(
            kind,
            id_,
            len(rows),
            outcomes.count("delivered"),
            outcomes.count("partly"),
            outcomes.count("refused"),
            outcomes.count("absent"),
            sum(order.cases for order, _ in deliveries),
            sum(executed.cases for _, executed in deliveries if executed is not None),
            len(lateness),
            lateness.count(0),
            sum(lateness),
            max(lateness, default=0),
            float(amount(planned_cost)),
            float(amount(planned_cost + more - less)),
            sum(_due(order, executed) for order, executed in rows),
            sum(executed.collected or 0.0 for _, executed in rows if executed is not None),
        )

    def _lateness(self, rows: list[tuple[PlannedOrder, Executed | None]]) -> list[int]:
        """By how many seconds each visit with an arrival is late; its first reported arrival counts."""
        arrivals: dict[int, tuple[PlannedOrder, int]] = {}
        for order, executed in rows:
            if executed is not None and executed.arrival is not None:
                seconds = self._problem.horizon.seconds(executed.arrival)
                known = arrivals.get(id(order.visit), (order, seconds))[1]
                arrivals[id(order.visit)] = order, min(known, seconds)
        return [max(0, seconds - self._promised(order)) for order, seconds in arrivals.values()]

    def _promised(self, order: PlannedOrder) -> int:
        window = self._windows.of(order.visit.stop)
        return order.visit.stop.arrival_s + self._tolerance_s if window is None else window[1]

    def _more_distance(self, vehicle_ids: set[str]) -> float:
        """Cost units of the kilometres beyond the planned ones."""
        found = 0.0
        for schedule in self._evaluation.schedule:
            km = self._actuals.driven_km.get((schedule.vehicle_id, schedule.date))
            if km is not None and schedule.vehicle_id in vehicle_ids:
                vehicle_type = self._problem.vehicle_type_of[schedule.vehicle_type_id]
                rate = vehicle_rates(vehicle_type, self._problem.currency).per_metre
                found += rate * (km * 1000 - schedule.distance_m)
        return found

    def _less_fees(self, rows: list[tuple[PlannedOrder, Executed | None]]) -> float:
        """Cost units of the fees for what was not delivered; what has not been reported counts as planned."""
        found = 0.0
        for order, executed in rows:
            if executed is not None and executed.cases < order.cases:
                goods = [(p, cases) for id_, p, cases in order.visit.goods if id_ == order.order_id]
                grams = cargo_of(self._problem, goods).grams
                currency = self._problem.currency
                rate = vehicle_rates(order.trip.vehicle_type, currency).loader_per_gram
                rate += depot_fee_per_gram(order.trip.depot, currency)
                found += rate * grams * (order.cases - executed.cases) / order.cases
        return found


def _due(order: PlannedOrder, executed: Executed | None) -> float:
    if executed is None or executed.amount_due is None:
        return 0.0
    return executed.amount_due * executed.cases / order.cases
