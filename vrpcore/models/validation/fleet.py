"""Vehicles that can work, carry something and rest within their shift."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.errors import Fault
from vrpcore.language import told
from vrpcore.models.calendar import DAY
from vrpcore.models.faults import fault
from vrpcore.models.money import scaled
from vrpcore.models.validation.draft import Draft
from vrpcore.models.vehicle import VehicleType


def breaks(draft: Draft) -> Iterator[Fault]:
    """Rests follow each other in time and fall into the shift."""
    for idx, vehicle_type in draft.vehicle_types:
        shift = vehicle_type.shift
        begin, end = (0, DAY) if shift is None else (shift.earliest, shift.latest)
        rules = vehicle_type.breaks
        for rule_idx, rule in enumerate(rules):
            where = f"vehicle_types.{idx}.breaks.{rule_idx}"
            if rule.latest < begin or rule.earliest > end:
                yield fault(
                    "break_outside_shift",
                    where,
                    told(
                        "the break begins from {earliest} s to {latest} s, the shift lasts from "
                        "{begin} s to {end} s",
                        earliest=rule.earliest,
                        latest=rule.latest,
                        begin=begin,
                        end=end,
                    ),
                    told("a break that can begin within the shift"),
                    told("move the break or the shift; both count from midnight"),
                )
            if rule_idx == 0:
                continue
            before = rules[rule_idx - 1]
            if rule.earliest < before.earliest or rule.latest < before.earliest + before.duration_s:
                yield fault(
                    "break_order",
                    where,
                    told(
                        "the break begins from {earliest} s to {latest} s, the one listed before it "
                        "begins from "
                        "{before} s and lasts {duration} s",
                        earliest=rule.earliest,
                        latest=rule.latest,
                        before=before.earliest,
                        duration=before.duration_s,
                    ),
                    told(
                        "breaks in the order of time, each of which can begin after the one before has ended"
                    ),
                    told("sort the breaks by their earliest beginning"),
                )


def usable_fleet(draft: Draft) -> Iterator[Fault]:
    """Where there are orders, some vehicle may be used, works on some day, and can carry something."""
    problem = draft.problem
    if not problem.orders or not draft.is_whole("vehicle_types"):
        return
    types = [t for t in problem.vehicle_types if t.count > 0]
    if not types:
        yield fault(
            "no_vehicles",
            "vehicle_types",
            told("there are {number} orders but no vehicle", number=len(problem.orders)),
            told("at least one vehicle type with a count of 1 or more"),
            told("add a vehicle type; a store's walking clerk is one, too"),
        )
        return
    if "policy" in draft.lost:
        return
    types = [t for t in types if problem.policy.use_reserve or not t.reserve]
    if not types:
        yield fault(
            "reserve_only",
            "policy.use_reserve",
            told("all vehicles are reserve vehicles, and the policy does not call the reserve out"),
            told("at least one vehicle that may be used"),
            told("set policy.use_reserve, or mark a vehicle type as no reserve"),
        )
        return
    yield from _never_works(draft, types)
    yield from _carries_nothing(draft, types)


def _never_works(draft: Draft, types: list[VehicleType]) -> Iterator[Fault]:
    if "horizon" in draft.lost or not draft.problem.horizon.working_days:
        return
    days = draft.problem.horizon.working_days
    if not any(t.shift is None or any(map(t.shift.applies_on, days)) for t in types):
        yield fault(
            "fleet_never_works",
            "vehicle_types",
            told(
                "no vehicle has a shift on any working day from {first} to {last}",
                first=str(days[0]),
                last=str(days[-1]),
            ),
            told("at least one vehicle that works on one of them"),
            told("correct the weekdays or dates of the shifts"),
        )


def _carries_nothing(draft: Draft, types: list[VehicleType]) -> Iterator[Fault]:
    """Capacities of zero; an order that is merely too large for every vehicle stays unserved instead."""
    if not draft.is_whole("products", "orders"):
        return
    ordered = {line.product_id for order in draft.problem.orders for line in order.lines}
    products = [product for _, product in draft.products if product.id in ordered]
    has_weight = all(product.case_weight_g > 0 for product in products)
    has_volume = all(product.case_volume_cm3 > 0 for product in products)

    def carries_nothing(vehicle_type: VehicleType) -> bool:
        kg, m3 = vehicle_type.capacity_kg, vehicle_type.capacity_m3
        return (
            vehicle_type.capacity_cases == 0
            or (has_weight and kg is not None and scaled(kg, 1000) == 0)
            or (has_volume and m3 is not None and scaled(m3, 10**6) == 0)
        )

    if products and all(map(carries_nothing, types)):
        yield fault(
            "fleet_carries_nothing",
            "vehicle_types",
            told("every vehicle that may be used has a capacity of zero"),
            told("a capacity above zero, or null for no limit"),
            told("correct capacity_kg, capacity_m3 and capacity_cases"),
        )
