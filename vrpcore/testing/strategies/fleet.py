"""Vehicles: enough to matter, few enough to count through."""

from __future__ import annotations

from vrpcore.models import BreakRule, Depot, Feature, Handling, TimeWindow, VehicleType, Wage
from vrpcore.testing.strategies.channels import area
from vrpcore.testing.strategies.draft import HALF_HOUR, HOUR, Draft


def vehicle_types(
    draft: Draft, depots: tuple[Depot, ...], customer_ids: tuple[str, ...], ordered_cases: int
) -> tuple[VehicleType, ...]:
    """One type per depot as long as slots last; the first is never a reserve, so that something can run."""
    days = len(draft.horizon.working_days)
    vehicles_left = max(1, draft.max_slots // days)
    found = []
    for idx, depot in enumerate(depots):
        if vehicles_left == 0:
            break
        count = draft.whole(1, min(2, vehicles_left))
        vehicles_left -= count
        others = tuple(other.id for other in depots if other.id != depot.id)
        found.append(_type(draft, idx, depot.id, others, customer_ids, ordered_cases, count))
    return tuple(found)


def _type(
    draft: Draft,
    idx: int,
    depot_id: str,
    other_depot_ids: tuple[str, ...],
    customer_ids: tuple[str, ...],
    ordered_cases: int,
    count: int,
) -> VehicleType:
    on = draft.on
    begin, hours = draft.pick((8, 7)), draft.pick((9, 5, None, 3))
    reloads = Feature.RELOAD_ELSEWHERE in on and bool(other_depot_ids) and draft.pick((True, True, False))
    trips = draft.pick((2, 2, 3, None)) if Feature.MULTI_TRIP in on else 1
    enough = max(6, ordered_cases)
    named = draft.pick((False, False, True))
    return VehicleType(
        id=f"t{idx}",
        depot_id=depot_id,
        count=count,
        vehicle_ids=tuple(f"van {idx}/{number}" for number in range(count)) if named else None,
        capacity_cases=draft.pick((enough, None, enough, enough, max(6, enough // 2))),
        capacity_kg=draft.pick((None, None, enough * 12.0)),
        capacity_m3=draft.pick((None, None, enough * 0.03)),
        fixed_cost_per_day=draft.price(0.0, 10.0, 30.0),
        cost_per_km=draft.price(1.0, 2.5, 0.0),
        cost_per_hour=draft.price(3.6, 18.0) if Feature.DURATION_COST in on else 0.0,
        wage=Wage(per_month=draft.price(2300.0, 2000.0)) if draft.pick((False, False, True)) else None,
        loader_fee_per_tonne=draft.price(0.0, 30.0),
        shift=None if hours is None else TimeWindow(earliest=begin * HOUR, latest=(begin + hours) * HOUR),
        breaks=_breaks(draft, begin, hours or 24 - begin) if Feature.BREAKS in on else (),
        max_duration_s=draft.pick((4 * HOUR, 2 * HOUR, 3 * HOUR)) if Feature.MAX_DURATION in on else None,
        max_distance_m=draft.pick((30_000, 20_000, 14_000)) if Feature.MAX_DISTANCE in on else None,
        max_trips=trips,
        reload_depot_ids=other_depot_ids if reloads else (),
        loading_duration_s=draft.pick((0, 0, 600, 1200)),
        handling=Handling(
            visit_s=draft.pick((0, 120)), light_case_s=draft.pick((0, 20)), heavy_case_s=draft.pick((0, 60))
        ),
        profile=draft.pick(("default", "slow")),
        area=area(draft, customer_ids) if Feature.AREAS in on and draft.pick((True, False)) else None,
        reserve=idx > 0 and draft.pick((False, False, False, True)),
    )


def _breaks(draft: Draft, begin: int, hours: int) -> tuple[BreakRule, ...]:
    """None, one or two rests that fall into the shift."""
    rules: list[BreakRule] = []
    due = begin * HOUR
    for _ in range(draft.pick((1, 0, 2))):
        due += draft.whole(1, 4) * HALF_HOUR
        slack, duration = draft.pick((1800, 0, 3600)), draft.pick((900, 1800))
        if due < (begin + hours) * HOUR:
            rules.append(BreakRule(earliest=due, latest=due + slack, duration_s=duration))
        due += slack + duration
    return tuple(rules)
