"""Problem → Instance: the only place where ids become indices and figures become integers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from vrpcore.errors import UnsupportedFeatureError
from vrpcore.lowering.instance import (
    ALWAYS,
    NO_LIMIT,
    NO_PRICE,
    BoolArray,
    Depot,
    Instance,
    IntArray,
    Orders,
    Rest,
    Slots,
    VehicleType,
)
from vrpcore.models.base import MAX_CASES
from vrpcore.models.calendar import spans
from vrpcore.models.depot import Depot as DepotRecord
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, features_of
from vrpcore.models.location import Reach
from vrpcore.models.money import scaled
from vrpcore.models.problem import Problem
from vrpcore.models.rates import depot_fee_per_gram, vehicle_rates
from vrpcore.models.vehicle import VehicleType as VehicleTypeRecord
from vrpcore.travel import travel_table
from vrpcore.travel.protocol import TravelTable
from vrpcore.travel.reach import reach_mask


def lower(problem: Problem) -> Instance:
    """Turn a valid problem into indices and exact integers.

    Parameters
    ----------
    problem
        A valid problem.

    Returns
    -------
    Instance
        Entities keep the order in which the problem lists them.

    Raises
    ------
    UnsupportedFeatureError
        Where the problem uses what stands in the schema for later.
    TravelError
        Where distances or durations cannot be supplied.
    """
    features = features_of(problem)
    if features & UNSUPPORTED_IN_THIS_VERSION:
        raise UnsupportedFeatureError("this version", sorted(features & UNSUPPORTED_IN_THIS_VERSION))
    travel = travel_table(problem)
    depot_idx = {depot.id: idx for idx, depot in enumerate(problem.depots)}
    products = problem.products
    depots = tuple(_depot(problem, travel, idx) for idx in range(len(problem.depots)))
    return Instance(
        features=features,
        travel=travel,
        num_depots=len(depots),
        num_customers=len(problem.customers),
        num_products=len(products),
        num_days=len(problem.horizon.working_days),
        orders=_orders(problem),
        is_light=np.array([product.cargo_class == "light" for product in products], dtype=np.bool_),
        case_load=np.array(
            [(product.case_weight_g, product.case_volume_cm3, 1) for product in products], dtype=np.int64
        ).reshape(-1, 3),
        customer_spans=tuple(
            spans(customer.service_windows, problem.horizon) if customer.service_windows else ALWAYS
            for customer in problem.customers
        ),
        customer_service=np.array([c.service_duration_s for c in problem.customers], dtype=np.int64),
        township_stores=_township_stores(problem, depots),
        depots=depots,
        vehicle_types=tuple(_vehicle_type(problem, travel, depot_idx, t) for t in problem.vehicle_types),
        slots=_slots(problem),
        township_rule=problem.policy.township_rule,
        township_cost=problem.currency.units(problem.policy.township_price),
        consolidates=problem.policy.consolidate,
        exempts_emergencies=problem.policy.emergency_exempt,
        backhaul_last=problem.policy.backhaul == "last",
    )


def _orders(problem: Problem) -> Orders:
    customer_idx = {customer.id: idx for idx, customer in enumerate(problem.customers)}
    product_idx = {product.id: idx for idx, product in enumerate(problem.products)}
    orders = problem.orders
    sizes = [len(order.lines) for order in orders]
    product = np.array([product_idx[line.product_id] for o in orders for line in o.lines], dtype=np.int64)
    cases = np.array([line.cases for order in orders for line in order.lines], dtype=np.int64)
    begin = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    case_load = np.array(
        [(p.case_weight_g, p.case_volume_cm3, 1) for p in problem.products], dtype=np.int64
    ).reshape(-1, 3)
    line_load = case_load[product] * cases[:, None]
    load = np.add.reduceat(line_load, begin[:-1], axis=0) if orders else np.zeros((0, 3), dtype=np.int64)
    return Orders(
        customer=_ints(customer_idx[order.customer_id] for order in orders if order.customer_id is not None),
        is_pickup=np.array([order.direction == "pickup" for order in orders], dtype=np.bool_),
        is_emergency=np.array([order.nature == "emergency" for order in orders], dtype=np.bool_),
        is_splittable=np.array(  # plans know no parts of pickups
            [order.splittable and order.direction == "delivery" for order in orders], dtype=np.bool_
        ),
        release=_ints(_or(problem.release_s(order), -NO_LIMIT) for order in orders),
        due=_ints(_or(problem.due_s(order), NO_LIMIT) for order in orders),
        hold_cost=_ints(_or(problem.hold_cost(order), NO_PRICE) for order in orders),
        unserved_cost=_ints(_or(problem.unserved_cost(order), NO_PRICE) for order in orders),
        load=load,
        line_begin=begin,
        line_product=product,
        line_cases=cases,
    )


def _depot(problem: Problem, travel: TravelTable, idx: int) -> Depot:
    depot = problem.depots[idx]
    band = problem.band_of(depot)
    currency = problem.currency
    stock = _stock(problem, depot)
    product_idx = {product.id: position for position, product in enumerate(problem.products)}
    receipts = sorted(
        (problem.horizon.seconds(receipt.arrival), product_idx[receipt.product_id], receipt.cases)
        for receipt in depot.receipts
    )
    carries: BoolArray = np.ones(len(problem.products), dtype=np.bool_)
    if stock is not None:
        ever = stock.copy()
        for _, product, cases in receipts:
            ever[product] += cases
        carries = ever > 0
    return Depot(
        opening=spans(depot.opening_hours, problem.horizon) if depot.opening_hours else ALWAYS,
        fee_per_gram=depot_fee_per_gram(depot, currency),
        stock=stock,
        receipts=tuple(receipts),
        max_grams_per_day=(
            NO_LIMIT if depot.max_tonnes_per_day is None else scaled(depot.max_tonnes_per_day, 10**6)
        ),
        min_cases=band.min_cases,
        max_cases=MAX_CASES * 1000 if band.max_cases is None else band.max_cases,
        waiver_below=NO_PRICE if band.waiver_below is None else currency.units(band.waiver_below),
        waiver_above=NO_PRICE if band.waiver_above is None else currency.units(band.waiver_above),
        carries=carries,
        reach=_mask(problem, travel, depot.reach, idx),
    )


def _stock(problem: Problem, depot: DepotRecord) -> IntArray | None:
    if depot.stock is None:
        return None
    by_product = {stock.product_id: stock.cases - stock.safety_cases for stock in depot.stock}
    return _ints(by_product.get(product.id, 0) for product in problem.products)


def _vehicle_type(
    problem: Problem, travel: TravelTable, depot_idx: dict[str, int], record: VehicleTypeRecord
) -> VehicleType:
    rates = vehicle_rates(record, problem.currency)
    home = depot_idx[record.depot_id]
    others = (depot_idx[depot_id] for depot_id in record.reload_depot_ids)
    return VehicleType(
        depot=home,
        load_depots=tuple(dict.fromkeys((home, *others))),
        capacity=(
            NO_LIMIT if record.capacity_kg is None else scaled(record.capacity_kg, 1000),
            NO_LIMIT if record.capacity_m3 is None else scaled(record.capacity_m3, 10**6),
            _or(record.capacity_cases, NO_LIMIT),
        ),
        cost_per_metre=rates.per_metre,
        cost_per_second=rates.per_second,
        day_cost=rates.fixed_per_day + rates.wage_per_day,
        loader_per_gram=rates.loader_per_gram,
        rests=tuple(Rest(rule.earliest, rule.latest, rule.duration_s) for rule in record.breaks),
        max_duration=_or(record.max_duration_s, NO_LIMIT),
        max_distance=_or(record.max_distance_m, NO_LIMIT),
        max_trips=_or(record.max_trips, NO_LIMIT),
        loading_duration=record.loading_duration_s,
        visit_duration=record.handling.visit_s,
        light_case_duration=record.handling.light_case_s,
        heavy_case_duration=record.handling.heavy_case_s,
        profile=travel.profile_idx(record.profile),
        area=_mask(problem, travel, record.area, home),
        is_usable=problem.policy.use_reserve or not record.reserve,
    )


def _slots(problem: Problem) -> Slots:
    type_idx = {vehicle_type.id: idx for idx, vehicle_type in enumerate(problem.vehicle_types)}
    day_idx = {day: idx for idx, day in enumerate(problem.horizon.working_days)}
    vehicle_idx: dict[str, int] = {}
    for slot in problem.slots:
        vehicle_idx.setdefault(slot.vehicle_id, len(vehicle_idx))
    return Slots(
        vehicle_type=_ints(type_idx[slot.vehicle_type.id] for slot in problem.slots),
        vehicle=_ints(vehicle_idx[slot.vehicle_id] for slot in problem.slots),
        day=_ints(day_idx[slot.date] for slot in problem.slots),
        start=_ints(slot.start_s for slot in problem.slots),
        end=_ints(slot.end_s for slot in problem.slots),
        midnight=_ints(slot.midnight_s for slot in problem.slots),
    )


def _township_stores(problem: Problem, depots: tuple[Depot, ...]) -> tuple[tuple[int, ...], ...]:
    by_township: dict[str, list[int]] = {}
    for idx, depot in enumerate(problem.depots):
        if depot.kind == "store" and depot.township_id is not None:
            by_township.setdefault(depot.township_id, []).append(idx)
    return tuple(
        tuple(store for store in by_township.get(customer.township_id or "", ()) if depots[store].reach[idx])
        for idx, customer in enumerate(problem.customers)
    )


def _mask(problem: Problem, travel: TravelTable, reach: Reach | None, origin: int) -> BoolArray:
    if reach is None:
        return np.ones(len(problem.customers), dtype=np.bool_)
    return reach_mask(problem, travel, reach, origin)


def _ints(values: Iterable[int]) -> IntArray:
    return np.array(list(values), dtype=np.int64)


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value
