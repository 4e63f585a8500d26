"""Every sum that a solver or the evaluator can form stays far from the end of 64-bit integers.

The bound, in Python's unlimited integers and rounded up everywhere:

- *visits* ``V``: one per order, or one per case where the order is splittable;
- *legs*: ``3 V`` (to the loading, to the visit, home), each at most the *longest leg*: the largest entry of a
  matrix, or the diagonal of the box around all places times scale, detour and slowest pace;
- *time*: ``V`` routes that each last until the latest moment the problem knows, plus all legs, service and
  loading;
- *cost*: metres, seconds, grams and routes (at most ``V``) times the highest rate of each kind, one waiver
  and one township price per visit, and the dearer of the hold and unserved prices of each order times its
  priority.

Each of these, and the sum of all costs, must stay below ``2**62``; a single leg below `MAX_METRES` and
`MAX_SECONDS`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from vrpcore.errors import Fault
from vrpcore.models.base import MAX_METRES, MAX_SECONDS
from vrpcore.models.calendar import DAY
from vrpcore.models.faults import fault
from vrpcore.models.problem import Problem
from vrpcore.models.rates import depot_fee_per_gram, vehicle_rates
from vrpcore.models.travel import GeodesicTravel, PlanarTravel
from vrpcore.models.validation.draft import Draft
from vrpcore.models.validation.places import locations

LIMIT = 2**62
MAX_SLOTS = 10**6
_FITS = f"below {float(LIMIT):.3g} (2**62), so that sums stay exact in 64-bit integers"
_EARTH_RADIUS_M = 6_371_009


@dataclass(frozen=True, slots=True)
class Figure:
    """A worst case and the part of the problem that drives it."""

    name: str
    value: int
    where: str


def magnitudes(draft: Draft) -> Iterator[Fault]:
    """Sums fit, legs fit, and the vehicle days can be enumerated."""
    problem = draft.problem
    num_slots = sum(t.count for t in problem.vehicle_types) * len(problem.horizon.working_days)
    if num_slots > MAX_SLOTS:
        what, allowed = f"{num_slots:,} vehicle days", f"up to {MAX_SLOTS:,}"
        yield _too_large("vehicle_types", what, allowed, "lower the counts or the days")
    leg_m, leg_s = longest_leg(draft)
    for name, leg, most in (("m", leg_m, MAX_METRES), ("s", leg_s, MAX_SECONDS)):
        if leg > most:
            what = f"the longest leg may take {leg:.3g} {name}"
            yield _too_large(
                "travel", what, f"up to {most:,} {name}", "check coordinates, scale, detour and speeds"
            )
    if not (leg_m <= MAX_METRES and leg_s <= MAX_SECONDS):
        return
    figures = worst_case(problem, math.ceil(leg_m), math.ceil(leg_s))
    for figure in figures:
        if figure.value >= LIMIT:
            what = f"{figure.name} may sum up to {figure.value:.3g}"
            yield _too_large(figure.where, what, _FITS, "check units, prices and quantities")
    if all(figure.value < LIMIT for figure in figures):
        costs = [figure for figure in figures if figure.name.endswith("cost units")]
        if sum(figure.value for figure in costs) >= LIMIT:
            worst = max(costs, key=lambda figure: figure.value)
            what = f"all costs may sum up to {sum(f.value for f in costs):.3g} cost units"
            yield _too_large(worst.where, what, _FITS, "lower prices, or currency.scale")


def _too_large(where: str, what: str, allowed: str, remedy: str) -> Fault:
    return fault("magnitude", where, f"figures are absurdly large: {what}", allowed, remedy)


def longest_leg(draft: Draft) -> tuple[float, float]:
    """An upper bound on the metres and the seconds between any two places."""
    travel = draft.problem.travel
    if travel.kind == "matrix":
        # The entries themselves are checked field by field.
        sizes = [
            (int(p.distances_m.max(initial=0)), int(p.durations_s.max(initial=0))) for p in travel.profiles
        ]
        return max(size[0] for size in sizes), max(size[1] for size in sizes)
    points = [point for _, point in locations(draft)]
    if not points:
        return 0, 0
    width = max(p.x for p in points) - min(p.x for p in points)
    height = max(p.y for p in points) - min(p.y for p in points)
    straight_m = _straight_m(travel, width, height) + 1
    metres = seconds = 0.0
    for profile in travel.profiles:
        slowest = min([profile.speed_kmh, *(area.speed_kmh for area in profile.area_speeds)])
        factor = max([1.0, *(time_slice.factor for time_slice in profile.time_slices)])
        metres = max(metres, straight_m * profile.detour)
        seconds = max(seconds, straight_m * profile.detour * factor * (3.6 / slowest) + 1)
    return metres, seconds


def _straight_m(travel: PlanarTravel | GeodesicTravel, width: float, height: float) -> float:
    if isinstance(travel, PlanarTravel):
        return travel.scale * math.hypot(width, height)
    # Along a meridian and a parallel, at most half around the globe.
    return _EARTH_RADIUS_M * min(math.pi, math.radians(width + height))


def worst_case(problem: Problem, leg_m: int, leg_s: int) -> tuple[Figure, ...]:
    """Upper bounds of everything that is summed, by the formula at the head of this file."""
    weight_of = {p.id: p.case_weight_g for p in problem.products}
    volume_of = {p.id: p.case_volume_cm3 for p in problem.products}
    priority_of = {c.id: c.priority for c in problem.customers}
    visits = cases = grams = cm3 = outcome_price = 0
    for order in problem.orders:
        order_cases = 0
        for line in order.lines:
            order_cases += line.cases
            grams += line.cases * weight_of.get(line.product_id, 0)
            cm3 += line.cases * volume_of.get(line.product_id, 0)
        cases += order_cases
        visits += order_cases if order.splittable else 1
        price = max(order.hold_price or 0, order.unserved_price or 0)
        if price:
            outcome_price += math.ceil(price) * priority_of.get(order.customer_id or "", 1)
    metres, driving_s = 3 * visits * leg_m, 3 * visits * leg_s
    types = problem.vehicle_types
    handling_s = max((max(t.handling.light_case_s, t.handling.heavy_case_s) for t in types), default=0)
    fixed_s = max((t.handling.visit_s + t.loading_duration_s for t in types), default=0)
    fixed_s += max((c.service_duration_s for c in problem.customers), default=0)
    fixed_s += max((sum(rule.duration_s for rule in t.breaks) for t in types), default=0)
    seconds = visits * (_latest_s(problem) + fixed_s) + driving_s + cases * handling_s
    currency, policy = problem.currency, problem.policy
    rates = [vehicle_rates(t, currency) for t in types]
    bands = [policy.center_band, policy.store_band, *(d.order_band for d in problem.depots if d.order_band)]
    waiver = max(max(band.waiver_below or 0, band.waiver_above or 0) for band in bands)
    per_metre = max((r.per_metre for r in rates), default=0)
    per_second = max((r.per_second for r in rates), default=0)
    per_day = max((r.fixed_per_day + r.wage_per_day for r in rates), default=0)
    per_gram = max((r.loader_per_gram for r in rates), default=0)
    fee_per_gram = max((depot_fee_per_gram(d, currency) for d in problem.depots), default=0)
    stock = sum(line.cases for d in problem.depots for line in d.stock or ())
    stock += sum(receipt.cases for d in problem.depots for receipt in d.receipts)
    return (
        Figure("ordered cases", cases, "orders"),
        Figure("stocked cases", stock, "depots"),
        Figure("weight in grams", grams, "orders"),
        Figure("volume in cm3", cm3, "orders"),
        Figure("distance in metres", metres, "travel"),
        Figure("time in seconds", seconds, "travel"),
        Figure("distance cost in cost units", metres * per_metre, "vehicle_types"),
        Figure("duration cost in cost units", seconds * per_second, "vehicle_types"),
        Figure("fixed cost and wages in cost units", visits * per_day, "vehicle_types"),
        Figure("loader fees in cost units", grams * per_gram, "vehicle_types"),
        Figure("depot fees in cost units", grams * fee_per_gram, "depots"),
        Figure("waivers in cost units", visits * currency.units(waiver), "policy"),
        Figure("township prices in cost units", visits * currency.units(policy.township_price), "policy"),
        Figure("hold and unserved prices in cost units", outcome_price * currency.scale, "orders"),
    )


def _latest_s(problem: Problem) -> int:
    """The latest moment within any window; releases, due times and receipts that matter lie before it."""
    clocks = [window.latest for customer in problem.customers for window in customer.service_windows]
    clocks += [window.latest for depot in problem.depots for window in depot.opening_hours]
    clocks += [t.shift.latest for t in problem.vehicle_types if t.shift is not None]
    return problem.horizon.end_s + max(clocks, default=DAY)
