"""What the evaluator looks up over and over: places, windows, sizes, reaches, each worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vrpcore.evaluation.timing import ALWAYS, Spans, meeting
from vrpcore.models.calendar import Horizon, TimeWindow, spans
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot, OrderBand
from vrpcore.models.location import Reach
from vrpcore.models.money import scaled
from vrpcore.models.order import Order
from vrpcore.models.problem import Problem
from vrpcore.models.rates import VehicleRates, depot_fee_per_gram, vehicle_rates
from vrpcore.models.slots import Slot
from vrpcore.models.vehicle import VehicleType
from vrpcore.travel import TravelTable, reach_mask, travel_table

Lines = tuple[tuple[str, str, int], ...]
"""Goods as (order id, product id, cases)."""


WindowsKey = tuple[tuple[object, ...], ...]
"""Equal for equal windows, and cheap: most customers share theirs."""


def _key(windows: tuple[TimeWindow, ...]) -> WindowsKey:
    return tuple((window.earliest, window.latest, window.weekdays, window.dates) for window in windows)


@dataclass(frozen=True, slots=True)
class Cargo:
    """How much some goods weigh and take up."""

    grams: int = 0
    cm3: int = 0
    cases: int = 0
    light_cases: int = 0
    heavy_cases: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """The order-size band of a depot with its waivers in cost units."""

    min_cases: int
    max_cases: int | None
    waiver_below: int | None
    waiver_above: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a depot has of one product."""

    opening: int
    safety: int
    receipts: tuple[tuple[int, int], ...]
    """(arrival in seconds, cases) of what comes later."""

    def available(self, moment_s: int | None = None) -> int:
        """Cases that may have left by a moment; with all receipts where none is given."""
        received = sum(cases for arrival, cases in self.receipts if moment_s is None or arrival <= moment_s)
        return max(0, self.opening + received - self.safety)


def _shelves(depot: Depot, horizon: Horizon) -> dict[str, Shelf]:
    stock = {line.product_id: line for line in depot.stock or ()}
    receipts: dict[str, list[tuple[int, int]]] = {}
    for receipt in depot.receipts:
        receipts.setdefault(receipt.product_id, []).append((horizon.seconds(receipt.arrival), receipt.cases))
    return {
        product_id: Shelf(
            stock[product_id].cases if product_id in stock else 0,
            stock[product_id].safety_cases if product_id in stock else 0,
            tuple(receipts.get(product_id, ())),
        )
        for product_id in (*stock, *(product_id for product_id in receipts if product_id not in stock))
    }


class Tables:
    """Derived figures of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.travel: TravelTable = travel_table(problem)
        self.depot_idx = {depot.id: idx for idx, depot in enumerate(problem.depots)}
        self.place_ids = [*self.depot_idx, *(customer.id for customer in problem.customers)]
        self.customer_idx = {customer.id: idx for idx, customer in enumerate(problem.customers)}
        self._spans: dict[WindowsKey, Spans] = {}
        self._spans_in_shift: dict[tuple[WindowsKey, int, int], Spans] = {}
        self._reached: dict[str, list[bool]] = {}
        self._areas: dict[str, list[bool] | None] = {}
        self._rates: dict[str, VehicleRates] = {}
        self._limits: dict[str, tuple[int | None, int | None, int | None]] = {}

    def place_of(self, customer_id: str) -> int:
        """Position of a customer among the places of travel."""
        return len(self.depot_idx) + self.customer_idx[customer_id]

    def spans_of(self, windows: tuple[TimeWindow, ...]) -> Spans:
        """Windows over the whole horizon; always, where there are none."""
        key = _key(windows)
        if key not in self._spans:
            self._spans[key] = spans(windows, self.problem.horizon) if windows else ALWAYS
        return self._spans[key]

    def spans_in_shift(self, windows: tuple[TimeWindow, ...], slot: Slot) -> Spans:
        """Those spans of windows that some moment of a slot's shift belongs to."""
        key = _key(windows), slot.start_s, slot.end_s
        if key not in self._spans_in_shift:
            self._spans_in_shift[key] = meeting(self.spans_of(windows), slot.start_s, slot.end_s)
        return self._spans_in_shift[key]

    def reaches(self, depot: Depot, customer: Customer) -> bool:
        """Whether a customer is in a depot's reach."""
        if depot.reach is None:
            return True
        if depot.id not in self._reached:
            self._reached[depot.id] = self._mask(depot.reach, depot.id)
        return self._reached[depot.id][self.customer_idx[customer.id]]

    def may_visit(self, vehicle_type: VehicleType, customer: Customer) -> bool:
        """Whether a customer is in a vehicle type's area."""
        if vehicle_type.area is None:
            return True
        mask = self._areas.get(vehicle_type.id)
        if mask is None:
            mask = self._areas[vehicle_type.id] = self._mask(vehicle_type.area, vehicle_type.depot_id)
        return mask[self.customer_idx[customer.id]]

    def _mask(self, reach: Reach, depot_id: str) -> list[bool]:
        mask: list[bool] = reach_mask(self.problem, self.travel, reach, self.depot_idx[depot_id]).tolist()
        return mask

    def rates_of(self, vehicle_type: VehicleType) -> VehicleRates:
        """Integer rates of a vehicle type."""
        if vehicle_type.id not in self._rates:
            self._rates[vehicle_type.id] = vehicle_rates(vehicle_type, self.problem.currency)
        return self._rates[vehicle_type.id]

    def limits_of(self, vehicle_type: VehicleType) -> tuple[int | None, int | None, int | None]:
        """Capacity in grams, cm3 and cases; None where there is no limit."""
        if vehicle_type.id not in self._limits:
            kg, m3 = vehicle_type.capacity_kg, vehicle_type.capacity_m3
            self._limits[vehicle_type.id] = (
                None if kg is None else scaled(kg, 1000),
                None if m3 is None else scaled(m3, 10**6),
                vehicle_type.capacity_cases,
            )
        return self._limits[vehicle_type.id]

    @cached_property
    def fee_per_gram(self) -> dict[str, int]:
        """Cost units per delivered gram by depot id."""
        currency = self.problem.currency
        return {depot.id: depot_fee_per_gram(depot, currency) for depot in self.problem.depots}

    @cached_property
    def bands(self) -> dict[str, Band]:
        """Order-size bands by depot id."""

        def units(price: float | None) -> int | None:
            return None if price is None else self.problem.currency.units(price)

        def exact(band: OrderBand) -> Band:
            return Band(band.min_cases, band.max_cases, units(band.waiver_below), units(band.waiver_above))

        return {depot.id: exact(self.problem.band_of(depot)) for depot in self.problem.depots}

    @cached_property
    def stores_of(self) -> dict[str, tuple[Depot, ...]]:
        """The stores of each township, by township id."""
        found: dict[str, tuple[Depot, ...]] = {}
        for depot in self.problem.depots:
            if depot.kind == "store" and depot.township_id is not None:
                found[depot.township_id] = (*found.get(depot.township_id, ()), depot)
        return found

    @cached_property
    def stock(self) -> dict[str, dict[str, Shelf] | None]:
        """What each depot has, by depot and product id; None for a depot with unlimited stock."""
        return {
            depot.id: None if depot.stock is None else _shelves(depot, self.problem.horizon)
            for depot in self.problem.depots
        }

    def lines_of(self, orders: Iterable[Order]) -> Lines:
        """The goods of whole orders."""
        return tuple((order.id, line.product_id, line.cases) for order in orders for line in order.lines)

    def cargo_of(self, lines: Lines) -> Cargo:
        """Weight, volume and cases of goods."""
        grams = cm3 = light = heavy = 0
        for _, product_id, cases in lines:
            product = self.problem.product_of[product_id]
            grams += cases * product.case_weight_g
            cm3 += cases * product.case_volume_cm3
            if product.cargo_class == "light":
                light += cases
            else:
                heavy += cases
        return Cargo(grams, cm3, light + heavy, light, heavy)
