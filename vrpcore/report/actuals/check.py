"""What a report may say, given the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from vrpcore.io.tables.rows import Reading
from vrpcore.language import told
from vrpcore.report.actuals.form import KEYS, TO_FILL, Key, PlannedOrder
from vrpcore.report.actuals.record import OUTCOMES, Actuals, Executed

Place = Callable[[str], str]
"""Where a value of the report stands, by its column."""

_WITH = {
    "delivered": "delivered with {said}",
    "partly": "partly with {said}",
    "refused": "refused with {said}",
    "absent": "absent with {said}",
}


class Book:
    """Takes reports one after another, and notes every fault."""

    def __init__(self, planned: Mapping[Key, PlannedOrder], reading: Reading) -> None:
        self.executed: list[Executed] = []
        self.driven_km: dict[tuple[str, dt.date], float] = {}
        self._planned = planned
        self._reading = reading
        self._seen: set[Key] = set()

    def add(self, record: Mapping[str, Any], place: Place) -> None:
        """Take a report, by the names of the form's columns."""
        date, vehicle_id, trip, stop, order_id = (record[name] for name in KEYS)
        key = date, vehicle_id, trip, stop, order_id
        planned = self._planned.get(key)
        if planned is None:
            what = told("order {order!r} is not planned for this vehicle, day, trip and stop", order=order_id)
            self._fault(
                "unknown_id",
                place("order_id"),
                what,
                told("the rows of the form"),
                told("copy the row from the form"),
            )
            return
        before = len(self._reading.faults)
        self._driven(record, place)
        if key in self._seen:
            self._fault(
                "duplicate_id",
                place("order_id"),
                told("the row stands twice"),
                told("once"),
                told("remove one of them"),
            )
        self._seen.add(key)
        if not any(name in record for name in TO_FILL if name != "driven_km"):
            return
        outcome, cases = self._outcome(record, planned, place)
        self._times_and_money(record, place)
        if len(self._reading.faults) == before:
            self.executed.append(
                Executed(
                    vehicle_id,
                    date,
                    trip,
                    stop,
                    order_id,
                    outcome,
                    cases,
                    record.get("arrival"),
                    record.get("departure"),
                    record.get("collected"),
                    record.get("remark", ""),
                    record.get("amount_due"),
                )
            )

    def _driven(self, record: Mapping[str, Any], place: Place) -> None:
        if "driven_km" not in record:
            return
        route, km = (record["vehicle_id"], record["date"]), float(record["driven_km"])
        if km < 0:
            self._fault(
                "out_of_range",
                place("driven_km"),
                told("{number} km were driven", number=f"{km:g}"),
                told("0 or more"),
                told("correct it"),
            )
        elif self.driven_km.setdefault(route, km) != km:
            what = told(
                "{number} km, but another row of the route says {other} km",
                number=f"{km:g}",
                other=f"{self.driven_km[route]:g}",
            )
            self._fault(
                "rows_differ",
                place("driven_km"),
                what,
                told("one distance for a route"),
                told("write it once"),
            )

    def _outcome(self, record: Mapping[str, Any], planned: PlannedOrder, place: Place) -> tuple[Any, int]:
        outcome, cases = record.get("outcome"), record.get("delivered_cases")
        whole = planned.cases
        if outcome is not None and outcome not in OUTCOMES:
            allowed = ", ".join(OUTCOMES)
            self._fault(
                "not_an_option",
                place("outcome"),
                told("{outcome!r} is no outcome", outcome=str(outcome)),
                allowed,
                told("choose one of these"),
            )
            return None, 0
        if outcome is None:
            if not cases:
                what = told("what became of the order is not said")
                allowed = told("delivered, partly, refused or absent")
                self._fault("missing_field", place("outcome"), what, allowed, told("choose one of these"))
                return None, 0
            outcome = "delivered" if cases == whole else "partly"
        allowed_cases = {"delivered": (whole, whole), "partly": (1, whole - 1)}.get(outcome, (0, 0))
        if cases is None and outcome != "partly":
            return outcome, allowed_cases[1]
        if cases is None or not allowed_cases[0] <= cases <= allowed_cases[1]:
            said = told("no number of cases")
            if cases is not None:
                said = told("{part} of {whole} cases", part=f"{cases:,}", whole=f"{whole:,}")
            low, high = allowed_cases
            allowed = f"{low}" if low == high else told("{low} to {high}", low=low, high=high)
            if low > high:
                allowed = told("another outcome")
            remedy = told("correct the cases or the outcome; more than planned is another order")
            self._fault(
                "out_of_range", place("delivered_cases"), told(_WITH[outcome], said=said), allowed, remedy
            )
        return outcome, cases or 0

    def _times_and_money(self, record: Mapping[str, Any], place: Place) -> None:
        arrival, departure = record.get("arrival"), record.get("departure")
        if arrival is not None and departure is not None and departure < arrival:
            what = told(
                "it leaves at {departure}, before it arrives at {arrival}",
                departure=f"{departure:%H:%M}",
                arrival=f"{arrival:%H:%M}",
            )
            self._fault(
                "reversed_window", place("departure"), what, told("arrival or later"), told("swap them")
            )
        for name, moment in (("arrival", arrival), ("departure", departure)):
            if moment is not None and abs((moment.date() - record["date"]).days) > 1:
                what = told("{moment} is not the day of the route", moment=f"{moment:%Y-%m-%d %H:%M}")
                self._fault(
                    "out_of_range", place(name), what, f"{record['date']}", told("write the time alone")
                )
        for name in ("amount_due", "collected"):
            money = record.get(name)
            if money is not None and not money >= 0:
                self._fault(
                    "out_of_range",
                    place(name),
                    told("found {value}", value=f"{money:g}"),
                    told("0 or more"),
                    told("correct it"),
                )

    def _fault(self, code: str, where: str, what: str, allowed: str, remedy: str) -> None:
        self._reading.fault(code, where, what, allowed, remedy)


def _place(idx: int, name: str) -> str:
    return f"executed.{idx}.{'cases' if name == 'delivered_cases' else name}"


def check_actuals(actuals: Actuals, planned: Mapping[Key, PlannedOrder]) -> Reading:
    """The faults of results that were made by a program."""
    reading = Reading()
    book = Book(planned, reading)
    for idx, executed in enumerate(actuals.executed):
        record = {
            "date": executed.date,
            "vehicle_id": executed.vehicle_id,
            "trip": executed.trip,
            "stop": executed.stop,
            "order_id": executed.order_id,
            "outcome": executed.outcome,
            "delivered_cases": executed.cases,
            "arrival": executed.arrival,
            "departure": executed.departure,
            "amount_due": executed.amount_due,
            "collected": executed.collected,
        }
        book.add(
            {name: value for name, value in record.items() if value is not None},
            partial(_place, idx),
        )
    routes = {(order.trip.schedule.vehicle_id, order.trip.schedule.date) for order in planned.values()}
    for route, km in actuals.driven_km.items():
        if route not in routes:
            what = f"there is no route of {route[0]!r} on {route[1]}"
            reading.fault("unknown_id", "driven_km", what, "a vehicle and day of the plan", "correct it")
        elif not km >= 0:
            reading.fault(
                "out_of_range",
                "driven_km",
                told("{number} km were driven", number=f"{km:g}"),
                told("0 or more"),
                told("correct it"),
            )
    return reading
