"""What a visit is, once its orders are known: load, times, and the price of each depot serving it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE, Instance, Spans, VehicleType
from vrpcore.lowering.solution import Stop


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything about a stop that does not depend on its place in a route."""

    stop: Stop
    customer: int
    is_pickup: bool
    load: tuple[int, int, int]
    """Grams, cubic centimetres, cases."""
    light_cases: int
    heavy_cases: int
    products: tuple[tuple[int, int], ...]
    """(product, cases), by product."""
    release: int
    """Loading of the trip (pickups: service) begins no sooner."""
    spans: Spans
    """When service may start; empty where no window is left before the due time."""
    surcharges: tuple[int, ...]
    """Per depot: waiver and township price in cost units; `NO_PRICE` where the depot may not serve it."""
    fixed_service: int

    def service_duration(self, vehicle_type: VehicleType) -> int:
        """Seconds that a vehicle of a type spends here."""
        return (
            self.fixed_service
            + vehicle_type.visit_duration
            + self.light_cases * vehicle_type.light_case_duration
            + self.heavy_cases * vehicle_type.heavy_case_duration
        )

    def delivery_cost(self, instance: Instance, depot: int, vehicle_type: VehicleType) -> int:
        """Cost units that depend on who serves the visit, but not on the route: fees and surcharges."""
        if self.is_pickup:
            return 0
        rate = instance.depots[depot].fee_per_gram + vehicle_type.loader_per_gram
        return self.load[0] * rate + self.surcharges[depot]


def make_visit(instance: Instance, stop: Stop) -> Visit:
    """Work out the visit of a stop. All orders must be of one customer and one direction."""
    figures = _figures(instance)
    first = stop.orders[0]
    customer = figures.customer[first]
    is_pickup = figures.is_pickup[first]
    amounts: dict[int, int] = {}
    for position, order in enumerate(stop.orders):
        lines = range(figures.line_begin[order], figures.line_begin[order + 1])
        for nth, line in enumerate(lines):
            cases = figures.line_cases[line]
            if stop.quantities is not None:
                cases = stop.quantities[position][nth]
            if cases:
                product = figures.line_product[line]
                amounts[product] = amounts.get(product, 0) + cases
    grams = cm3 = total = light = 0
    for product, cases in amounts.items():
        grams_each, cm3_each, one = figures.case_load[product]
        grams += cases * grams_each
        cm3 += cases * cm3_each
        total += cases * one
        light += cases if figures.is_light[product] else 0
    release = max([figures.release[order] for order in stop.orders])
    due = min([figures.due[order] for order in stop.orders])
    opens = release if is_pickup else -NO_LIMIT
    spans = instance.customer_spans[customer]
    if opens > -NO_LIMIT or due < NO_LIMIT:
        both = [(max(earliest, opens), min(latest, due)) for earliest, latest in spans]
        spans = tuple([span for span in both if span[0] <= span[1]])
    is_exempt = instance.exempts_emergencies and any(figures.is_emergency[order] for order in stop.orders)
    return Visit(
        stop=stop,
        customer=customer,
        is_pickup=is_pickup,
        load=(grams, cm3, total),
        light_cases=light,
        heavy_cases=total - light,
        products=tuple(sorted(amounts.items())),
        release=-NO_LIMIT if is_pickup else release,
        spans=spans,
        surcharges=_surcharges(instance, customer, is_pickup, total, amounts, is_exempt=is_exempt),
        fixed_service=figures.fixed_service[customer],
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """The arrays that visits are made from as lists: single numbers are read from these ten times as fast."""

    customer: list[int]
    is_pickup: list[bool]
    is_emergency: list[bool]
    release: list[int]
    due: list[int]
    line_begin: list[int]
    line_product: list[int]
    line_cases: list[int]
    case_load: list[list[int]]
    is_light: list[bool]
    fixed_service: list[int]
    reach: list[list[bool]]
    """Per customer, whether each depot has it in reach."""
    lacks: list[frozenset[int]]
    """Per depot, the products that it never has."""


def _figures(instance: Instance) -> _Figures:
    found = instance.derived.get(__name__)
    if isinstance(found, _Figures):
        return found
    orders = instance.orders
    reach = np.array([depot.reach for depot in instance.depots], dtype=np.bool_)
    figures = _Figures(
        customer=orders.customer.tolist(),
        is_pickup=orders.is_pickup.tolist(),
        is_emergency=orders.is_emergency.tolist(),
        release=orders.release.tolist(),
        due=orders.due.tolist(),
        line_begin=orders.line_begin.tolist(),
        line_product=orders.line_product.tolist(),
        line_cases=orders.line_cases.tolist(),
        case_load=instance.case_load.tolist(),
        is_light=instance.is_light.tolist(),
        fixed_service=instance.customer_service.tolist(),
        reach=reach.reshape(instance.num_depots, instance.num_customers).T.tolist(),
        lacks=[frozenset(np.flatnonzero(~depot.carries).tolist()) for depot in instance.depots],
    )
    instance.derived[__name__] = figures
    return figures


def _surcharges(
    instance: Instance,
    customer: int,
    is_pickup: bool,
    cases: int,
    products: dict[int, int],
    *,
    is_exempt: bool,
) -> tuple[int, ...]:
    figures = _figures(instance)
    waivers = [
        (0 if is_pickup else _waiver(instance, depot, cases, is_exempt=is_exempt)) if is_near else NO_PRICE
        for depot, is_near in enumerate(figures.reach[customer])
    ]
    if is_pickup:
        return tuple(waivers)
    carried = [lacking.isdisjoint(products) for lacking in figures.lacks]
    if instance.township_rule != "free":
        admitting = [
            store
            for store in instance.township_stores[customer]
            if waivers[store] == 0
            and carried[store]
            and _is_in_band(instance, store, cases, is_exempt=is_exempt)
        ]
        for depot in range(instance.num_depots):
            if admitting and depot not in admitting and waivers[depot] != NO_PRICE:
                must = instance.township_rule == "must"
                waivers[depot] = NO_PRICE if must else waivers[depot] + instance.township_cost
    return tuple(waiver if carries else NO_PRICE for waiver, carries in zip(waivers, carried, strict=True))


def _is_in_band(instance: Instance, depot: int, cases: int, *, is_exempt: bool) -> bool:
    band = instance.depots[depot]
    return (is_exempt or cases >= band.min_cases) and cases <= band.max_cases


def _waiver(instance: Instance, depot: int, cases: int, *, is_exempt: bool) -> int:
    band = instance.depots[depot]
    if cases > band.max_cases:
        return band.waiver_above
    return band.waiver_below if cases < band.min_cases and not is_exempt else 0
