"""Texts that several papers share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from vrpcore.language import choice, weekday
from vrpcore.models.evaluation import Stop
from vrpcore.models.problem import Problem
from vrpcore.report.figures import clock, has_clock
from vrpcore.report.html.places import title
from vrpcore.report.sheets.content import Words
from vrpcore.report.sheets.trips import PlannedTrip, Visit
from vrpcore.report.windows import Windows


def amount_of_part(problem: Problem, amount: float, order_id: str, cases: int) -> float:
    """What some cases of an order bring of its money, to the hundredth."""
    return round(amount * cases / problem.order_of[order_id].cases, 2)


@dataclass(frozen=True)
class Desk:
    """Everything that is needed to write papers."""

    problem: Problem
    words: Words
    amounts: Mapping[str, float] = field(default_factory=dict)
    """Money to collect, by order id."""
    contacts: Mapping[str, str] = field(default_factory=dict)
    """Address, telephone, whatever helps to find the customer, by customer id."""

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self.problem)

    @cached_property
    def _short(self) -> dict[str, str]:
        """Products by name alone where that tells them apart."""
        counts = Counter(product.name for product in self.problem.products)
        return {
            p.id: p.name if p.name and counts[p.name] == 1 else self.product(p.id)
            for p in self.problem.products
        }

    def time(self, seconds: int, day: dt.date) -> str:
        """A moment of the day."""
        return clock(self.problem, seconds, day) if has_clock(self.problem) else f"{seconds:,}"

    def window(self, stop: Stop, day: dt.date) -> str:
        """When the customer receives goods; due times stand in the remarks."""
        has_windows = self.problem.customer_of[stop.place_id].service_windows
        span = self._windows.of(stop) if has_windows else None
        return "" if span is None else f"{self.time(span[0], day)}-{self.time(span[1], day)}"

    def depot(self, depot_id: str) -> str:
        """A depot's id and name."""
        return title(depot_id, self.problem.depot_of[depot_id].name)

    def product(self, product_id: str) -> str:
        """A product's id and name."""
        return title(product_id, self.problem.product_of[product_id].name)

    def township(self, township_id: str | None) -> str:
        """The name of a township."""
        for township in self.problem.townships:
            if township.id == township_id:
                return township.name or township.id
        return ""

    def customer(self, visit: Visit) -> str:
        """Who is visited, where, and how to reach them."""
        customer = visit.customer
        lines = (
            title(customer.id, customer.name),
            self.township(customer.township_id),
            self.contacts.get(customer.id, ""),
        )
        return "\n".join(line for line in lines if line)

    def goods(self, visit: Visit) -> str:
        """Orders, each with its products on lines of their own."""
        lines = []
        for order_id in dict.fromkeys(order_id for order_id, _, _ in visit.goods):
            lines.append(self.words.colon("order") + order_id)
            lines += [
                f"{cases:,} × {self._short[product_id]}"
                for id_, product_id, cases in visit.goods
                if id_ == order_id
            ]
        return "\n".join(lines)

    def due(self, *visits: Visit) -> str:
        """Money to collect, where that is known; a part of an order brings its part."""
        known = [
            amount_of_part(self.problem, self.amounts[order_id], order_id, cases)
            for visit in visits
            for order_id, cases in visit.cases_of.items()
            if order_id in self.amounts
        ]
        return f"{sum(known):,.2f}" if known else ""

    def remarks(self, visit: Visit, day: dt.date) -> str:
        """What the driver should know."""
        problem, words = self.problem, self.words
        orders = [problem.order_of[id_] for id_ in visit.stop.order_ids]
        kinds = ["pickup"] if visit.is_pickup else []
        kinds += [order.service_level for order in orders if order.service_level == "express"]
        kinds += [order.nature for order in orders if order.nature != "cycle"]
        said = [choice(kind, words.language) for kind in kinds]
        if sum(order.cases for order in orders) > sum(cases for _, _, cases in visit.goods):
            said.append(words("part of the order"))
        for order in orders:
            due = problem.due_s(order)
            if due is not None:
                said.append(words.colon("latest") + self.time(due, day))
        return "\n".join(dict.fromkeys(said))

    def vehicle(self, trip: PlannedTrip) -> str:
        """A vehicle with its type."""
        return f"{trip.schedule.vehicle_id} ({title(trip.vehicle_type.id, trip.vehicle_type.name)})"

    def date(self, day: dt.date) -> str:
        """A date with its weekday."""
        return f"{day:%Y-%m-%d} {weekday(day, self.words.language)}"

    def by_product(self, visits: Iterable[Visit]) -> dict[str, int]:
        """Cases by product, in the order of the problem's products."""
        found: dict[str, int] = {}
        for visit in visits:
            for _, product_id, cases in visit.goods:
                found[product_id] = found.get(product_id, 0) + cases
        return {product.id: found[product.id] for product in self.problem.products if product.id in found}

    def kilograms(self, grams: int) -> str:
        """A weight, exact to the tenth."""
        return f"{grams / 1000:,.1f}"
