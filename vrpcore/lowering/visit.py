"""What a visit is, once its orders are known: load, times, and the price of each depot serving it."""

from __future__ import annotations

from dataclasses import dataclass

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
    orders = instance.orders
    first = stop.orders[0]
    customer = int(orders.customer[first])
    is_pickup = bool(orders.is_pickup[first])
    amounts: dict[int, int] = {}
    for position, order in enumerate(stop.orders):
        lines = range(int(orders.line_begin[order]), int(orders.line_begin[order + 1]))
        for nth, line in enumerate(lines):
            cases = int(orders.line_cases[line])
            if stop.quantities is not None:
                cases = stop.quantities[position][nth]
            if cases:
                product = int(orders.line_product[line])
                amounts[product] = amounts.get(product, 0) + cases
    load = [0, 0, 0]
    light = 0
    for product, cases in amounts.items():
        for dimension in range(3):
            load[dimension] += cases * int(instance.case_load[product, dimension])
        light += cases if instance.is_light[product] else 0
    release = max(int(orders.release[order]) for order in stop.orders)
    due = min(int(orders.due[order]) for order in stop.orders)
    opens = release if is_pickup else -NO_LIMIT
    spans = tuple(
        (max(earliest, opens), min(latest, due))
        for earliest, latest in instance.customer_spans[customer]
        if max(earliest, opens) <= min(latest, due)
    )
    is_exempt = instance.exempts_emergencies and any(orders.is_emergency[order] for order in stop.orders)
    return Visit(
        stop=stop,
        customer=customer,
        is_pickup=is_pickup,
        load=(load[0], load[1], load[2]),
        light_cases=light,
        heavy_cases=load[2] - light,
        products=tuple(sorted(amounts.items())),
        release=-NO_LIMIT if is_pickup else release,
        spans=spans,
        surcharges=_surcharges(instance, customer, is_pickup, load[2], amounts, is_exempt=is_exempt),
        fixed_service=int(instance.customer_service[customer]),
    )


def _surcharges(
    instance: Instance,
    customer: int,
    is_pickup: bool,
    cases: int,
    products: dict[int, int],
    *,
    is_exempt: bool,
) -> tuple[int, ...]:
    waivers = [
        (0 if is_pickup else _waiver(instance, depot, cases, is_exempt=is_exempt))
        if instance.depots[depot].reach[customer]
        else NO_PRICE
        for depot in range(instance.num_depots)
    ]
    if is_pickup:
        return tuple(waivers)
    carried = [all(depot.carries[product] for product in products) for depot in instance.depots]
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
